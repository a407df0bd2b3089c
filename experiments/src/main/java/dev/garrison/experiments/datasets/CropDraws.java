package dev.garrison.experiments.datasets;

import dev.garrison.core.Seed;
import dev.garrison.experiments.internal.Draws;
import java.util.SplittableRandom;

/**
 * What is drawn about the images of batches: where each is cropped, and whether it is mirrored.
 * Drawn before the images' sizes are known, so that the draws of an image depend on the seed and
 * its place in the batch alone.
 *
 * <p>Filled batch by batch, by one thread.
 *
 * @param tries per image {@link #TRIES} crops to be tried in turn, of four numbers each: height and
 *     width in units of the square root of the image's area, then at which of the places there are
 *     it begins, from the top and from the left, in [0, 1)
 * @param mirrored per image, each with probability 1/2
 */
record CropDraws(float[] tries, boolean[] mirrored) {
  /** Crops that are tried before the middle of the image is taken. */
  static final int TRIES = 10;

  /** Numbers per try. */
  static final int NUMBERS = 4;

  private static final double LEAST_AREA = 0.08;
  private static final double WIDEST = 4.0 / 3;

  /**
   * Nothing drawn yet.
   *
   * @param size number of images
   */
  static CropDraws none(int size) {
    return new CropDraws(new float[size * TRIES * NUMBERS], new boolean[size]);
  }

  /**
   * Draws for one batch: areas uniform on 0.08 to 1 of the image's, ratios of width to height
   * log-uniform on 3/4 to 4/3.
   *
   * @param seed of the batch
   * @param first image of the batch
   * @param size of the batch
   */
  void draw(Seed seed, int first, int size) {
    SplittableRandom random = seed.random();
    int at = first * TRIES * NUMBERS;
    for (int slot = first; slot < first + size; slot++) {
      for (int k = 0; k < TRIES; k++) {
        double area = LEAST_AREA + (1 - LEAST_AREA) * Draws.uniform(random);
        double ratio = StrictMath.exp(StrictMath.log(WIDEST) * (2 * Draws.uniform(random) - 1));
        tries[at++] = (float) StrictMath.sqrt(area / ratio);
        tries[at++] = (float) StrictMath.sqrt(area * ratio);
        tries[at++] = belowOne(random);
        tries[at++] = belowOne(random);
      }
      mirrored[slot] = random.nextInt(2) == 1;
    }
  }

  /** Uniform on [0, 1), with the 24 bits of a float. */
  private static float belowOne(SplittableRandom random) {
    return (random.nextLong() >>> 40) * 0x1p-24f;
  }
}
