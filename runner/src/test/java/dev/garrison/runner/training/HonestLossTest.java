package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSortedSet;
import dev.garrison.cluster.Answer;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.runner.cli.Population;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HonestLossTest {
  private static HonestLoss loss(int declared, Integer... byzantine) {
    return new HonestLoss(
        new Population(
            9,
            declared,
            ImmutableSortedSet.copyOf(byzantine),
            ImmutableSortedSet.of(),
            ImmutableSortedSet.of()));
  }

  private static List<Answer> answers(float... losses) {
    List<Answer> answers = new ArrayList<>();
    for (float loss : losses) {
      answers.add(new Answer(answers.size(), new Payload.Floats(new float[1]), loss));
    }
    return answers;
  }

  @Test
  void isTheMeanWhereAllByzantineWorkersAreKnown() {
    assertEquals(2.5, loss(0).of(answers(1, 2, 3, 4)));
    assertEquals(2, loss(1, 3).of(answers(1, 2, 3, Float.NaN)));
  }

  @Test
  void workersThatNobodyKnowsMoveItWithinTheOthersOnly() {
    for (float lie :
        new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f}) {
      assertEquals(3, loss(1).of(answers(2, 3, lie, 4, 1)), "lie " + lie);
    }
    assertEquals(2, loss(1).of(answers(2, 3, -3e38f, 4, 1)));
  }

  @Test
  void moreThanThatAreBelieved() {
    assertEquals(Double.POSITIVE_INFINITY, loss(1).of(answers(1, Float.NaN, 2, Float.NaN)));
    assertEquals(Double.POSITIVE_INFINITY, loss(0).of(answers(1, 2, Float.NaN)));
    assertEquals(Double.POSITIVE_INFINITY, loss(2, 0, 1).of(answers(9, 9, 2, Float.NaN)));
  }

  @Test
  void isTheMedianWhereFewAreThere() {
    assertEquals(2, loss(4).of(answers(1, 2, Float.NaN)));
    assertEquals(1, loss(4).of(answers(1, Float.NaN)));
    assertEquals(2, loss(4).of(answers(1, Float.NaN, Float.NaN, 2)));
    assertEquals(7, loss(4).of(answers(7)));
  }

  @Test
  void isNoNumberWithoutAnybody() {
    assertEquals(Double.NaN, loss(1).of(answers()));
    assertEquals(Double.NaN, loss(1, 0).of(answers(1)));
  }
}
