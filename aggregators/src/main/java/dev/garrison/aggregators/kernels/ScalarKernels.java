package dev.garrison.aggregators.kernels;

/** Plain Java, for a JVM without {@code jdk.incubator.vector}. */
final class ScalarKernels implements Kernels {
  /** The bits of a float's exponent; all set means NaN or infinite. */
  private static final int EXPONENT = 0x7f80_0000;

  private final SignKernels signs = new ScalarSignKernels();

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public SignKernels signs() {
    return signs;
  }

  @Override
  public float squaredDistance(
      float[] a, int aFrom, float[] b, int bFrom, int length, float[] scratch) {
    // Eight lanes at a time: that many sums stay in registers on every machine
    for (int lane = 0; lane < LANES; lane += 8) {
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      float s4 = 0;
      float s5 = 0;
      float s6 = 0;
      float s7 = 0;
      for (int k = lane; k < length; k += LANES) {
        int i = aFrom + k;
        int j = bFrom + k;
        s0 += square(a[i] - b[j]);
        s1 += square(a[i + 1] - b[j + 1]);
        s2 += square(a[i + 2] - b[j + 2]);
        s3 += square(a[i + 3] - b[j + 3]);
        s4 += square(a[i + 4] - b[j + 4]);
        s5 += square(a[i + 5] - b[j + 5]);
        s6 += square(a[i + 6] - b[j + 6]);
        s7 += square(a[i + 7] - b[j + 7]);
      }
      scratch[lane] = s0;
      scratch[lane + 1] = s1;
      scratch[lane + 2] = s2;
      scratch[lane + 3] = s3;
      scratch[lane + 4] = s4;
      scratch[lane + 5] = s5;
      scratch[lane + 6] = s6;
      scratch[lane + 7] = s7;
    }
    return Kernels.fold(scratch, 0);
  }

  @Override
  public void products(
      double[] a0, double[] a1, double[] b0, double[] b1, int length, double[] scratch) {
    for (int lane = 0; lane < WIDE_LANES; lane += 2) {
      double s00 = 0;
      double s01 = 0;
      double s10 = 0;
      double s11 = 0;
      double t00 = 0;
      double t01 = 0;
      double t10 = 0;
      double t11 = 0;
      for (int k = lane; k < length; k += WIDE_LANES) {
        s00 += a0[k] * b0[k];
        s01 += a0[k] * b1[k];
        s10 += a1[k] * b0[k];
        s11 += a1[k] * b1[k];
        t00 += a0[k + 1] * b0[k + 1];
        t01 += a0[k + 1] * b1[k + 1];
        t10 += a1[k + 1] * b0[k + 1];
        t11 += a1[k + 1] * b1[k + 1];
      }
      scratch[lane] = s00;
      scratch[WIDE_LANES + lane] = s01;
      scratch[2 * WIDE_LANES + lane] = s10;
      scratch[3 * WIDE_LANES + lane] = s11;
      scratch[lane + 1] = t00;
      scratch[WIDE_LANES + lane + 1] = t01;
      scratch[2 * WIDE_LANES + lane + 1] = t10;
      scratch[3 * WIDE_LANES + lane + 1] = t11;
    }
    for (int pair = 0; pair < 4; pair++) {
      scratch[pair] = Kernels.fold(scratch, pair * WIDE_LANES);
    }
  }

  @Override
  public boolean allFinite(float[] a, int from, int to) {
    int carry = 0;
    for (int i = from; i < to; i++) {
      // The sign bit is set when the exponent is all ones
      carry |= (Float.floatToRawIntBits(a[i]) & EXPONENT) + 0x0080_0000;
    }
    return carry >= 0;
  }

  @Override
  public void squaredDistances(
      float[] a0, float[] a1, float[] b0, float[] b1, int from, int length, float[] scratch) {
    float d00 = squaredDistance(a0, from, b0, from, length, scratch);
    float d01 = squaredDistance(a0, from, b1, from, length, scratch);
    float d10 = squaredDistance(a1, from, b0, from, length, scratch);
    float d11 = squaredDistance(a1, from, b1, from, length, scratch);
    scratch[0] = d00;
    scratch[1] = d01;
    scratch[2] = d10;
    scratch[3] = d11;
  }

  @Override
  public void add(float[] a, int from, float[] out, int at, int length) {
    if (at == from) {
      // The JIT makes vectors of this loop, not of the one with two offsets
      for (int i = at; i < at + length; i++) {
        out[i] += a[i];
      }
      return;
    }
    for (int k = 0; k < length; k++) {
      out[at + k] += a[from + k];
    }
  }

  @Override
  public void add(
      float[] a, float[] b, float[] c, float[] d, int from, float[] out, int at, int length) {
    if (at == from) {
      for (int i = at; i < at + length; i++) {
        out[i] = out[i] + a[i] + b[i] + c[i] + d[i];
      }
      return;
    }
    for (int k = 0; k < length; k++) {
      int i = from + k;
      out[at + k] = out[at + k] + a[i] + b[i] + c[i] + d[i];
    }
  }

  @Override
  public void encode(float[] values, int from, int[] keys, int length) {
    for (int k = 0; k < length; k++) {
      keys[k] = Kernels.flip(Float.floatToRawIntBits(values[from + k]));
    }
  }

  @Override
  public void decode(int[] keys, float[] out, int at, int length) {
    for (int k = 0; k < length; k++) {
      out[at + k] = Kernels.value(keys[k]);
    }
  }

  @Override
  public void addDecoded(int[] keys, float[] out, int at, int length) {
    for (int k = 0; k < length; k++) {
      out[at + k] += Kernels.value(keys[k]);
    }
  }

  @Override
  public void compareExchange(int[] low, int[] high, int length) {
    for (int k = 0; k < length; k++) {
      int a = low[k];
      int b = high[k];
      low[k] = Math.min(a, b);
      high[k] = Math.max(a, b);
    }
  }

  @Override
  public void keepNearer(float[] best, int[] candidates, float[] centre, int length) {
    for (int k = 0; k < length; k++) {
      float candidate = Kernels.value(candidates[k]);
      if (candidate - centre[k] < centre[k] - best[k]) {
        best[k] = candidate;
      }
    }
  }

  private static float square(float x) {
    return x * x;
  }
}
