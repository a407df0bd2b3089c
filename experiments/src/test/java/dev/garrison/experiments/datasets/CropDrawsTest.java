package dev.garrison.experiments.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CropDrawsTest {
  private static final Seed SEED = new Seed(11);
  private static final int PER_IMAGE = CropDraws.TRIES * CropDraws.NUMBERS;

  @Test
  void areasAndRatiosAreTorchvisions() {
    CropDraws draws = draw(SEED, 5_000);
    double areas = 0;
    double logs = 0;
    int count = 5_000 * CropDraws.TRIES;
    for (int k = 0; k < count; k++) {
      double height = draws.tries()[4 * k];
      double width = draws.tries()[4 * k + 1];
      double area = height * width;
      double ratio = width / height;
      // Roundings to single precision.
      assertTrue(area > 0.08 - 1e-6 && area < 1 + 1e-6, () -> "area " + area);
      assertTrue(ratio > 0.75 - 1e-6 && ratio < 4.0 / 3 + 1e-6, () -> "ratio " + ratio);
      areas += area / count;
      logs += Math.log(ratio) / count;
    }
    // Uniform on 0.08 to 1 and on ±log(4/3): five standard errors of the mean.
    assertEquals(0.54, areas, 5 * 0.92 / Math.sqrt(12.0 * count), "seed " + SEED);
    assertEquals(0, logs, 5 * Math.log(4.0 / 3) / Math.sqrt(3.0 * count), "seed " + SEED);
  }

  @Test
  void placesAreUniformBelowOneAndHalfAreMirrored() {
    CropDraws draws = draw(SEED, 5_000);
    double sum = 0;
    int count = 5_000 * CropDraws.TRIES * 2;
    for (int k = 0; k < count; k++) {
      float place = draws.tries()[4 * (k / 2) + 2 + k % 2];
      assertTrue(place >= 0 && place < 1, () -> "place " + place);
      sum += place;
    }
    int mirrored = 0;
    for (boolean one : draws.mirrored()) {
      mirrored += one ? 1 : 0;
    }
    // Five standard errors.
    assertEquals(0.5, sum / count, 5 / Math.sqrt(12.0 * count), "seed " + SEED);
    assertEquals(2_500, mirrored, 5 * Math.sqrt(5_000) / 2, "seed " + SEED);
  }

  @Test
  void aBatchHasItsDrawsWhereverItIs() {
    CropDraws alone = draw(SEED, 3);
    CropDraws second = CropDraws.none(8);
    second.draw(new Seed(12), 0, 4);
    second.draw(SEED, 4, 3);

    assertArrayEquals(
        alone.tries(), Arrays.copyOfRange(second.tries(), 4 * PER_IMAGE, 7 * PER_IMAGE));
    assertArrayEquals(alone.mirrored(), Arrays.copyOfRange(second.mirrored(), 4, 7));
    assertFalse(Arrays.equals(alone.tries(), Arrays.copyOfRange(second.tries(), 0, 3 * PER_IMAGE)));
  }

  private static CropDraws draw(Seed seed, int size) {
    CropDraws draws = CropDraws.none(size);
    draws.draw(seed, 0, size);
    return draws;
  }
}
