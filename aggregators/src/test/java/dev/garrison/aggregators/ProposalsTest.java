package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.SignRow.Zeros;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Proposals of packed signs beside those of floats. */
class ProposalsTest {
  private static final float[][] ROWS = {{1, -1, 0}, {-1, -1, 1}, {0, -1, -1}};
  private static final int[] WORKERS = {2, 3, 7};

  private final SignRow[] signs = new SignRow[3];
  private final Proposals proposals;

  ProposalsTest() {
    for (int i = 0; i < 3; i++) {
      signs[i] = new SignRow(3);
      signs[i].pack(ROWS[i], Zeros.SILENT);
    }
    proposals = Proposals.ofSigns(9, WORKERS, signs);
  }

  @Test
  void packedSignsAreRowsToWhoeverAsks() {
    assertEquals(3, proposals.count());
    assertEquals(3, proposals.dimension());
    assertEquals(9, proposals.step());
    assertEquals(7, proposals.worker(2));
    assertArrayEquals(ROWS[1], proposals.row(1));
    assertArrayEquals(ROWS, proposals.rows());
  }

  @Test
  void aRowIsUnpackedOnce() {
    assertSame(proposals.row(1), proposals.row(1));
    assertSame(proposals.row(1), proposals.rows()[1]);
  }

  @Test
  void givesThePackedRowsThemselves() {
    SignRow[] given = proposals.signs().orElseThrow();
    assertSame(signs[2], given[2]);
    given[2] = null;
    assertSame(signs[2], proposals.signs().orElseThrow()[2]);
    assertEquals(Optional.empty(), Proposals.of(ROWS).signs());
  }

  @Test
  void otherRowsAreFloats() {
    Proposals others = proposals.withRows(new float[3][5]);
    assertTrue(others.signs().isEmpty());
    assertEquals(5, others.dimension());
    assertEquals(9, others.step());
    assertEquals(3, others.worker(1));
  }

  @Test
  void everyRuleTakesThem() {
    float[] floats = new float[3];
    float[] packed = new float[3];
    new Average(new Cohort(3, 0)).aggregate(Proposals.of(ROWS), floats);
    new Average(new Cohort(3, 0)).aggregate(proposals, packed);
    assertArrayEquals(floats, packed);
  }

  @Test
  void refusesAnOutputThatIsARow() {
    float[] unpacked = proposals.row(0);
    Exception floats =
        assertThrows(IllegalArgumentException.class, () -> proposals.checkOutput(unpacked));
    assertEquals("out: must not be a row, is rows[0]", floats.getMessage());
    Exception packed =
        assertThrows(IllegalArgumentException.class, () -> proposals.checkOutput(signs[1]));
    assertEquals("out: must not be a row, is rows[1]", packed.getMessage());
  }

  @Test
  void refusesRowsThatDoNotFit() {
    signs[1] = new SignRow(4);
    Exception length =
        assertThrows(IllegalArgumentException.class, () -> Proposals.ofSigns(0, WORKERS, signs));
    assertEquals("rows[1]: expected length 3, got 4", length.getMessage());
    Exception count =
        assertThrows(IllegalArgumentException.class, () -> Proposals.ofSigns(0, new int[1], signs));
    assertEquals(
        "expected as many rows as workers and at least 1, got 3 rows, 1 workers",
        count.getMessage());
    Exception none =
        assertThrows(
            IllegalArgumentException.class, () -> Proposals.ofSigns(0, new int[0], new SignRow[0]));
    assertEquals(
        "expected as many rows as workers and at least 1, got 0 rows, 0 workers",
        none.getMessage());
  }

  @Test
  void packedRowsAreUnpackedByTheCallersFunctionOnceEach() {
    SignRow signs = new SignRow(2);
    signs.negatives()[0] = 0b10;
    float[] mine = new float[2];
    int[] calls = new int[1];
    Proposals proposals =
        Proposals.ofSigns(
            0,
            new int[] {4},
            new SignRow[] {signs},
            row -> {
              calls[0]++;
              row.unpack(mine);
              return mine;
            });
    assertEquals(0, calls[0]);
    assertSame(mine, proposals.row(0));
    assertSame(mine, proposals.rows()[0]);
    assertArrayEquals(new float[] {1, -1}, mine);
    assertEquals(1, calls[0]);
  }
}
