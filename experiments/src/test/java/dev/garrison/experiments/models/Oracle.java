package dev.garrison.experiments.models;

import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import java.util.Arrays;

/** Layers and losses as their definitions read, in double precision. */
final class Oracle {
  private Oracle() {}

  /** One example through a net. */
  interface Net {
    double[] outputs(double[] input, double[][] weights);
  }

  /** A net that does not treat all examples of a batch alike. */
  interface BatchNet {
    double[] outputs(int example, double[] input, double[][] weights);
  }

  /** y[j] = b[j] + Σ_i x[i] k[i, j]. */
  static double[] dense(double[] x, double[] kernel, double[] bias) {
    double[] y = bias.clone();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        y[j] += x[i] * kernel[i * y.length + j];
      }
    }
    return y;
  }

  static double[] relu(double[] x) {
    return Arrays.stream(x).map(v -> Math.max(v, 0)).toArray();
  }

  /**
   * y[r, s, o] = b[o] + Σ_{u, v, c} x[r + u, s + v, c] k[u, v, c, o].
   *
   * @param side height and width of the input
   * @param window height and width of the kernel
   */
  static double[] conv(double[] x, int side, int window, double[] kernel, double[] bias) {
    int channels = x.length / (side * side);
    int filters = bias.length;
    int rows = side - window + 1;
    double[] y = new double[rows * rows * filters];
    for (int r = 0; r < rows; r++) {
      for (int s = 0; s < rows; s++) {
        int at = (r * rows + s) * filters;
        System.arraycopy(bias, 0, y, at, filters);
        for (int u = 0; u < window; u++) {
          for (int v = 0; v < window; v++) {
            for (int c = 0; c < channels; c++) {
              double value = x[((r + u) * side + s + v) * channels + c];
              for (int o = 0; o < filters; o++) {
                y[at + o] += value * kernel[((u * window + v) * channels + c) * filters + o];
              }
            }
          }
        }
      }
    }
    return y;
  }

  /** As {@link #conv}, with zeros around the input, so that the output has its height and width. */
  static double[] paddedConv(double[] x, int side, int window, double[] kernel, double[] bias) {
    int channels = x.length / (side * side);
    int around = window / 2;
    int wide = side + 2 * around;
    double[] padded = new double[wide * wide * channels];
    for (int r = 0; r < side; r++) {
      int to = ((r + around) * wide + around) * channels;
      System.arraycopy(x, r * side * channels, padded, to, side * channels);
    }
    return conv(padded, wide, window, kernel, bias);
  }

  /** Products, value by value. */
  static double[] times(double[] x, double[] mask) {
    double[] y = new double[x.length];
    Arrays.setAll(y, i -> x[i] * mask[i]);
    return y;
  }

  /** Maximum of each 2×2 square, channel by channel. */
  static double[] maxPool(double[] x, int side) {
    int channels = x.length / (side * side);
    int rows = side / 2;
    double[] y = new double[rows * rows * channels];
    for (int r = 0; r < rows; r++) {
      for (int s = 0; s < rows; s++) {
        for (int c = 0; c < channels; c++) {
          double largest = Double.NEGATIVE_INFINITY;
          for (int k = 0; k < 4; k++) {
            int from = ((2 * r + k / 2) * side + 2 * s + k % 2) * channels + c;
            largest = Math.max(largest, x[from]);
          }
          y[(r * rows + s) * channels + c] = largest;
        }
      }
    }
    return y;
  }

  /** −log softmax(outputs)[target], or (output − target)² for a regression. */
  static double loss(DataShape data, double[] outputs, float target) {
    if (!data.isClassification()) {
      return (outputs[0] - target) * (outputs[0] - target);
    }
    double largest = Arrays.stream(outputs).max().orElseThrow();
    double sum = Arrays.stream(outputs).map(v -> Math.exp(v - largest)).sum();
    return Math.log(sum) + largest - outputs[(int) target];
  }

  /** Mean loss over a batch. */
  static double loss(BatchNet net, Batch batch, double[][] weights) {
    int features = batch.shape().features();
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      double[] input = new double[features];
      for (int j = 0; j < features; j++) {
        input[j] = batch.inputs()[i * features + j];
      }
      sum += loss(batch.shape(), net.outputs(i, input, weights), batch.targets()[i]);
    }
    return sum / batch.size();
  }
}
