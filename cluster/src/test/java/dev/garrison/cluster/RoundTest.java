package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import dev.garrison.cluster.codec.Payload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTest {
  private final List<Payload> returned = new ArrayList<>();
  private final Payload row = new Payload.Floats(new float[] {1});
  private final Round round = new Round(ImmutableList.of(new Answer(0, row, 0)), returned::add);

  @Test
  void rowsGoBackWhenTheLastOwnerCloses() {
    round.retain();
    round.close();
    assertEquals(List.of(), returned);
    round.close();
    assertEquals(List.of(row), returned);
  }

  @Test
  void closingOnceTooOftenIsABug() {
    round.close();
    assertThrows(IllegalStateException.class, round::close);
    assertThrows(IllegalStateException.class, round::retain);
  }
}
