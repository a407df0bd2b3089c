package dev.garrison.aggregators.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReferenceProductsTest {
  private final ReferenceProducts products = new ReferenceProducts();

  private static float[] random(SplittableRandom random, int d, double scale) {
    float[] row = new float[d];
    for (int c = 0; c < d; c++) {
      row[c] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return row;
  }

  private static float[] filled(int d, float value) {
    float[] row = new float[d];
    Arrays.fill(row, value);
    return row;
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += (double) a[c] * b[c];
    }
    return sum;
  }

  @Test
  void areNormsAndInnerProducts() {
    // Rows as long as the last ones and far shorter than the squares of floats can say
    double[] scales = {1, 1e-30, 1e6, 1e30, 3};
    for (int d : new int[] {1, 15, 17, 511, 513, 4096, 9001}) {
      SplittableRandom random = new SplittableRandom(d);
      float[] reference = random(random, d, 2);
      float[][] rows = new float[scales.length][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = random(random, d, scales[i]);
      }
      products.compute(rows, reference);
      for (int i = 0; i < rows.length; i++) {
        // d additions in double of terms up to the square of the scale
        double rounding = 4.0 * d * d * 0x1p-53 * scales[i];
        String where = "seed " + d + ", row " + i;
        assertEquals(product(rows[i], reference), products.product(i), rounding, where);
        assertEquals(product(rows[i], rows[i]), products.squared(i), rounding * scales[i], where);
      }
      assertEquals(
          product(reference, reference), products.squaredReference(), 4.0 * d * d * 0x1p-53);
    }
  }

  @Test
  void neitherOverflowNorUnderflow() {
    float max = Float.MAX_VALUE;
    float[][] rows = {filled(300, max), filled(300, Float.MIN_VALUE)};
    products.compute(rows, filled(300, -max));
    double square = 300.0 * max * max;
    // 300 additions in double
    double rounding = 300 * 0x1p-53;
    assertEquals(square, products.squared(0), rounding * square);
    assertEquals(-square, products.product(0), rounding * square);
    double small = 300.0 * Float.MIN_VALUE * Float.MIN_VALUE;
    assertEquals(small, products.squared(1), rounding * small);
    assertEquals(square, products.squaredReference(), rounding * square);
  }

  @Test
  void tellWhatIsNotFinite() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      float[][] rows = {filled(5000, 1), filled(5000, 2), filled(5000, 0)};
      rows[0][4999] = bad;
      products.compute(rows, rows[1]);
      assertFalse(Double.isFinite(products.squared(0)));
      assertEquals(20_000, products.squared(1));
      assertEquals(20_000, products.product(1));
      assertEquals(0, products.product(2));
      assertTrue(Double.isFinite(products.squaredReference()));

      products.compute(rows, rows[0]);
      assertFalse(Double.isFinite(products.squaredReference()));
      assertEquals(20_000, products.squared(1));
    }
  }

  @Test
  void reuseTheirTablesWithoutATrace() {
    SplittableRandom random = new SplittableRandom(5);
    float[][] rows = {random(random, 5000, 1), random(random, 5000, 1)};
    products.compute(rows, rows[1]);
    double first = products.product(0);
    float[] longer = filled(9000, Float.NaN);
    products.compute(new float[][] {longer, longer, longer}, longer);
    products.compute(rows, rows[1]);
    assertEquals(first, products.product(0), "seed 5");
    assertEquals(products.squared(1), products.product(1));
  }
}
