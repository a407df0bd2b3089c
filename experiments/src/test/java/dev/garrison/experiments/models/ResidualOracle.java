package dev.garrison.experiments.models;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.DoubleBinaryOperator;

/**
 * torchvision's residual nets as their definition reads, in double precision, over a whole batch.
 * An image is an array [row][column][channel].
 */
final class ResidualOracle {
  private static final int GROUPS = 32;
  private static final double EPSILON = 1e-5;

  private final boolean bottleneck;
  private final int[] blocks;
  private final Norm norm;
  private Iterator<double[]> weights;

  ResidualOracle(boolean bottleneck, int[] blocks, Norm norm) {
    this.bottleneck = bottleneck;
    this.blocks = blocks;
    this.norm = norm;
  }

  /** Logits, one row per image. */
  double[][] logits(double[][][][] images, double[][] values) {
    weights = Arrays.asList(values).iterator();
    double[][][][] x = maxPool(relu(norm(conv(images, 7, 64, 2, 3))));
    int width = 64;
    for (int stage = 0; stage < 4; stage++) {
      int filters = 64 << stage;
      for (int block = 0; block < blocks[stage]; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        int wider = bottleneck ? 4 * filters : filters;
        double[][][][] path;
        if (bottleneck) {
          path = relu(norm(conv(x, 1, filters, 1, 0)));
          path = relu(norm(conv(path, 3, filters, stride, 1)));
          path = norm(conv(path, 1, wider, 1, 0));
        } else {
          path = relu(norm(conv(x, 3, filters, stride, 1)));
          path = norm(conv(path, 3, filters, 1, 1));
        }
        double[][][][] kept = stride > 1 || width != wider ? norm(conv(x, 1, wider, stride, 0)) : x;
        x = relu(sum(path, kept));
        width = wider;
      }
    }
    double[] kernel = weights.next();
    double[] bias = weights.next();
    double[][] logits = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      logits[i] = Oracle.dense(average(x[i]), kernel, bias);
    }
    return logits;
  }

  private double[][][][] conv(double[][][][] x, int side, int filters, int stride, int padding) {
    double[] kernel = weights.next();
    double[][][][] y = new double[x.length][][][];
    for (int i = 0; i < x.length; i++) {
      int rows = (x[i].length + 2 * padding - side) / stride + 1;
      int columns = (x[i][0].length + 2 * padding - side) / stride + 1;
      y[i] = new double[rows][columns][filters];
      for (int r = 0; r < rows; r++) {
        for (int s = 0; s < columns; s++) {
          for (int u = 0; u < side; u++) {
            for (int v = 0; v < side; v++) {
              int row = r * stride + u - padding;
              int column = s * stride + v - padding;
              if (row < 0 || row >= x[i].length || column < 0 || column >= x[i][0].length) {
                continue;
              }
              double[] from = x[i][row][column];
              for (int c = 0; c < from.length; c++) {
                int at = ((u * side + v) * from.length + c) * filters;
                for (int o = 0; o < filters; o++) {
                  y[i][r][s][o] += from[c] * kernel[at + o];
                }
              }
            }
          }
        }
      }
    }
    return y;
  }

  private double[][][][] norm(double[][][][] x) {
    double[] scale = weights.next();
    double[] bias = weights.next();
    int groups = norm == Norm.GROUP ? GROUPS : scale.length;
    int size = scale.length / groups;
    double[][][][] y = new double[x.length][x[0].length][x[0][0].length][scale.length];
    for (int g = 0; g < groups; g++) {
      if (norm == Norm.BATCH) {
        norm(x, y, 0, x.length, g, g + 1, scale, bias);
      } else {
        for (int i = 0; i < x.length; i++) {
          norm(x, y, i, i + 1, g * size, (g + 1) * size, scale, bias);
        }
      }
    }
    return y;
  }

  /** Of some images and channels, which have one mean and one variance. */
  private static void norm(
      double[][][][] x,
      double[][][][] y,
      int from,
      int to,
      int first,
      int last,
      double[] scale,
      double[] bias) {
    double sum = 0;
    double squares = 0;
    double count = (double) (to - from) * x[0].length * x[0][0].length * (last - first);
    for (int pass = 0; pass < 3; pass++) {
      for (int i = from; i < to; i++) {
        for (int r = 0; r < x[i].length; r++) {
          for (int s = 0; s < x[i][r].length; s++) {
            for (int c = first; c < last; c++) {
              double value = x[i][r][s][c];
              double distance = value - sum / count;
              if (pass == 0) {
                sum += value;
              } else if (pass == 1) {
                squares += distance * distance;
              } else {
                double deviation = Math.sqrt(squares / count + EPSILON);
                y[i][r][s][c] = distance / deviation * scale[c] + bias[c];
              }
            }
          }
        }
      }
    }
  }

  private static double[][][][] relu(double[][][][] x) {
    return combine(x, x, (value, same) -> Math.max(value, 0));
  }

  private static double[][][][] sum(double[][][][] x, double[][][][] other) {
    return combine(x, other, Double::sum);
  }

  private static double[][][][] combine(
      double[][][][] x, double[][][][] other, DoubleBinaryOperator operator) {
    double[][][][] y = new double[x.length][x[0].length][x[0][0].length][x[0][0][0].length];
    for (int i = 0; i < x.length; i++) {
      for (int r = 0; r < x[i].length; r++) {
        for (int s = 0; s < x[i][r].length; s++) {
          for (int c = 0; c < x[i][r][s].length; c++) {
            y[i][r][s][c] = operator.applyAsDouble(x[i][r][s][c], other[i][r][s][c]);
          }
        }
      }
    }
    return y;
  }

  /** 3×3 at stride 2, with one row around that never wins. */
  private static double[][][][] maxPool(double[][][][] x) {
    int rows = (x[0].length - 1) / 2 + 1;
    int columns = (x[0][0].length - 1) / 2 + 1;
    int channels = x[0][0][0].length;
    double[][][][] y = new double[x.length][rows][columns][channels];
    for (int i = 0; i < x.length; i++) {
      for (int r = 0; r < rows; r++) {
        for (int s = 0; s < columns; s++) {
          Arrays.fill(y[i][r][s], Double.NEGATIVE_INFINITY);
          for (int row = 2 * r - 1; row <= 2 * r + 1; row++) {
            for (int column = 2 * s - 1; column <= 2 * s + 1; column++) {
              if (row < 0 || row >= x[i].length || column < 0 || column >= x[i][0].length) {
                continue;
              }
              for (int c = 0; c < channels; c++) {
                y[i][r][s][c] = Math.max(y[i][r][s][c], x[i][row][column][c]);
              }
            }
          }
        }
      }
    }
    return y;
  }

  private static double[] average(double[][][] image) {
    double[] means = new double[image[0][0].length];
    for (double[][] row : image) {
      for (double[] position : row) {
        for (int c = 0; c < means.length; c++) {
          means[c] += position[c] / image.length / row.length;
        }
      }
    }
    return means;
  }
}
