package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.MajorityVote;
import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.SignRow;
import dev.garrison.core.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignVoteBreakTest extends ColludingAttackContract {
  @Override
  String spec() {
    return "sign-vote-break";
  }

  @Override
  boolean rowsDiffer() {
    return true;
  }

  @ParameterizedTest
  @CsvSource({
    // honest sum, forged rows, total
    "0, 1, -1",
    "1, 1, 0",
    "-1, 1, 0",
    "2, 1, 1",
    "-2, 1, -1",
    "5, 1, 4",
    "0, 2, 0",
    "1, 2, -1",
    "-1, 2, 1",
    "2, 2, 0",
    "-2, 2, 0",
    "3, 2, 1",
    "-9, 2, -7",
    "0, 3, -1",
    "1, 3, 0",
    "2, 3, -1",
    "-2, 3, 1",
    "3, 3, 0",
    "-3, 3, 0",
    "4, 3, 1"
  })
  void bringsTheTotalToZeroOrToTheOtherSide(int sum, int b, int total) {
    int ups = SignVoteBreak.ups(sum, b);
    assertTrue(0 <= ups && ups <= b, "ups " + ups);
    assertEquals(total, sum + ups - (b - ups));
  }

  @Test
  void votesAgainstTheHonestSignsOfEachCoordinate() {
    float[][] forged = new float[2][4];
    // Sums 3, 1, −1, and one that only two vote on: 0
    float[][] honest = {{5, 1, -1, Float.NaN}, {1e-30f, -2, -3, 4}, {2, 8, 9, -4}};
    attack().forge(view(new Cohort(5, 2), honest), forged);
    assertArrayEquals(new float[] {-1, -1, 1, 1}, forged[0]);
    assertArrayEquals(new float[] {-1, -1, 1, -1}, forged[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 9, 5000, SILENT",
    "2, 8, 5000, SILENT",
    "3, 7, 4099, POSITIVE",
    "4, 1, 63, SILENT"
  })
  void countsPackedSignsAsTheFloatsTheyStandFor(int b, int h, int d, SignRow.Zeros zeros) {
    float[][] floats = Defences.honest(b, h, d);
    SignRow[] packed = new SignRow[h];
    for (int i = 0; i < h; i++) {
      // Zeros: silent ones, some of them in all rows
      for (int k = 0; k < d; k += 7) {
        floats[i][k] = k % 3 == 0 || (i + k) % 2 == 0 ? 0 : floats[i][k];
      }
      packed[i] = new SignRow(d);
      packed[i].pack(floats[i], zeros);
      packed[i].unpack(floats[i]);
    }
    int[] workers = IntStream.range(0, h).toArray();
    Proposals signs =
        Proposals.ofSigns(
            0,
            workers,
            packed,
            row -> {
              throw new AssertionError("unpacked");
            });
    AdversaryView expected = view(new Cohort(h + b, b), floats);
    float[][] byFloats = new float[b][d];
    float[][] bySigns = new float[b][d];
    attack().forge(expected, byFloats);
    attack()
        .forge(
            new AdversaryView(signs, expected.byzantine(), expected.cohort(), expected.defence()),
            bySigns);
    for (int row = 0; row < b; row++) {
      assertArrayEquals(byFloats[row], bySigns[row], "row " + row);
    }
  }

  @Test
  void noCoordinateWithinReachKeepsItsSign() {
    for (int b = 1; b < 5; b++) {
      float[][] honest = Defences.honest(b, 9, 5000);
      float[][] forged = new float[b][5000];
      Cohort cohort = new Cohort(9 + b, b);
      attack().forge(view(cohort, honest), forged);
      float[] before = vote(honest);
      float[] after =
          vote(Stream.concat(Arrays.stream(honest), Arrays.stream(forged)).toArray(float[][]::new));
      for (int k = 0; k < 5000; k++) {
        int sum = 0;
        for (float[] row : honest) {
          sum += (int) Math.signum(row[k]);
        }
        String where = "seed %d, column %d, sum %d".formatted(b, k, sum);
        assertEquals(Math.abs(sum) > b, before[k] == after[k], where);
      }
    }
  }

  private static float[] vote(float[][] rows) {
    float[] out = new float[rows[0].length];
    new MajorityVote(new Cohort(rows.length, 0), MajorityVote.Tie.ZERO, new Seed(1))
        .aggregate(Proposals.of(rows), out);
    return out;
  }
}
