package dev.garrison.experiments.datasets;

import java.awt.image.BufferedImage;

/** torchvision's preparation of ImageNet as its documentation reads, in double precision. */
final class PreparationOracle {
  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] DEVIATION = {0.229, 0.224, 0.225};

  private PreparationOracle() {}

  /** A rectangle of an image. */
  record Crop(int top, int left, int height, int width) {}

  /** RandomResizedCrop's rectangle, from what was drawn for one image. */
  static Crop crop(int height, int width, CropDraws draws, int image) {
    double root = Math.sqrt((double) height * width);
    for (int k = 0; k < CropDraws.TRIES; k++) {
      int at = (image * CropDraws.TRIES + k) * CropDraws.NUMBERS;
      int h = (int) Math.rint(root * draws.tries()[at]);
      int w = (int) Math.rint(root * draws.tries()[at + 1]);
      if (h > 0 && h <= height && w > 0 && w <= width) {
        int top = (int) (draws.tries()[at + 2] * (height - h + 1));
        int left = (int) (draws.tries()[at + 3] * (width - w + 1));
        return new Crop(top, left, h, w);
      }
    }
    double ratio = (double) width / height;
    int w = ratio > 4.0 / 3 ? (int) Math.rint(height * 4.0 / 3) : width;
    int h = ratio < 3.0 / 4 ? (int) Math.rint(width / (3.0 / 4)) : height;
    return new Crop((height - h) / 2, (width - w) / 2, h, w);
  }

  /** The crop, resized, mirrored and normalized; [row][column][colour] in one array. */
  static double[] forTraining(BufferedImage image, Crop crop, boolean mirrored, int side) {
    BufferedImage part = image.getSubimage(crop.left(), crop.top(), crop.width(), crop.height());
    double[] example = new double[side * side * 3];
    for (int r = 0; r < side; r++) {
      for (int s = 0; s < side; s++) {
        int column = mirrored ? side - 1 - s : s;
        for (int c = 0; c < 3; c++) {
          double level = resized(part, side, side, r, column, c);
          example[(r * side + s) * 3 + c] = normalized(level, c);
        }
      }
    }
    return example;
  }

  /** Resize(side · 256 / 224), CenterCrop(side). */
  static double[] forEvaluation(BufferedImage image, int side) {
    int shorter = Math.min(image.getHeight(), image.getWidth());
    int wanted = (int) Math.round(side * 256.0 / 224);
    int height = wanted * image.getHeight() / shorter;
    int width = wanted * image.getWidth() / shorter;
    int top = (int) Math.rint((height - side) / 2.0);
    int left = (int) Math.rint((width - side) / 2.0);
    double[] example = new double[side * side * 3];
    for (int r = 0; r < side; r++) {
      for (int s = 0; s < side; s++) {
        for (int c = 0; c < 3; c++) {
          double level = resized(image, height, width, r + top, s + left, c);
          example[(r * side + s) * 3 + c] = normalized(level, c);
        }
      }
    }
    return example;
  }

  private static double normalized(double level, int colour) {
    return (level / 255 - MEAN[colour]) / DEVIATION[colour];
  }

  /** One value of the image resized to a height and width, bilinear with antialiasing. */
  private static double resized(
      BufferedImage image, int height, int width, int row, int column, int colour) {
    double[] rows = weights(image.getHeight(), height, row);
    double[] columns = weights(image.getWidth(), width, column);
    double sum = 0;
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columns.length && rows[y] > 0; x++) {
        if (columns[x] > 0) {
          int level = image.getRGB(x, y) >> (16 - 8 * colour) & 0xff;
          sum += rows[y] * columns[x] * level;
        }
      }
    }
    return sum;
  }

  /** What each input counts for one output. */
  private static double[] weights(int inputs, int outputs, int output) {
    double step = (double) inputs / outputs;
    double radius = Math.max(step, 1);
    double centre = (output + 0.5) * step;
    double[] weights = new double[inputs];
    double sum = 0;
    for (int i = 0; i < inputs; i++) {
      weights[i] = Math.max(0, 1 - Math.abs(i + 0.5 - centre) / radius);
      sum += weights[i];
    }
    for (int i = 0; i < inputs; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
