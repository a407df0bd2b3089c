package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.garrison.aggregators.SignRow;
import dev.garrison.cluster.RowBuffers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnpackedRowsTest {
  private static SignRow row(float... values) {
    SignRow row = new SignRow(values.length);
    row.pack(values, SignRow.Zeros.SILENT);
    return row;
  }

  @Test
  void unpacksEachRowOnceIntoArraysThatGoRound() {
    AtomicInteger made = new AtomicInteger();
    RowBuffers<float[]> vectors =
        new RowBuffers<>(
            () -> {
              made.incrementAndGet();
              return new float[3];
            });
    SignRow first = row(-2, 0, 3);
    SignRow equal = row(-2, 0, 3);
    for (int step = 0; step < 3; step++) {
      try (UnpackedRows rows = new UnpackedRows(vectors)) {
        float[] floats = rows.of(first);
        assertArrayEquals(new float[] {-1, 0, 1}, floats);
        assertSame(floats, rows.of(first));
        assertNotSame(floats, rows.of(equal));
      }
    }
    assertEquals(2, made.get());
  }
}
