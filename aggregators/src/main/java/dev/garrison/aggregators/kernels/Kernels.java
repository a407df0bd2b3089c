package dev.garrison.aggregators.kernels;

/**
 * What {@link Vectors} computes with: one implementation per JVM. Arguments are checked by the
 * caller. All implementations give the same bits. Stateless, any thread.
 *
 * <p>Sorting works on keys: the bits of a float, those of negative ones flipped but for the sign,
 * so that integers compare as the floats do and −0 comes before +0.
 */
interface Kernels {
  /** Logical lanes of a sum: element i of a range goes to lane i mod 32. */
  int LANES = 32;

  /** Length of the scratch array that distances are summed in. */
  int SCRATCH = 4 * LANES;

  /** Logical lanes of a sum of doubles. */
  int WIDE_LANES = 16;

  /** For people and for {@code run.json}. */
  String name();

  /** For packed signs. */
  SignKernels signs();

  /**
   * ‖a − b‖² over {@code length} elements, a multiple of {@link #LANES}, in float: overflow gives
   * +∞, a non-finite element gives +∞ or NaN.
   */
  float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length, float[] scratch);

  /**
   * {@link #squaredDistance} of a0 b0, a0 b1, a1 b0, a1 b1 over the same columns of all four, into
   * the first four elements of {@code scratch}. Reads each row once for two distances.
   */
  void squaredDistances(
      float[] a0, float[] a1, float[] b0, float[] b1, int from, int length, float[] scratch);

  /**
   * Inner products a0·b0, a0·b1, a1·b0, a1·b1 of the first {@code length} elements, a multiple of
   * {@link #WIDE_LANES}, into the first four elements of {@code scratch}, which has four times as
   * many as there are lanes. Reads each vector once for two products; they may be the same.
   */
  void products(double[] a0, double[] a1, double[] b0, double[] b1, int length, double[] scratch);

  /** Whether no element is NaN or infinite. */
  boolean allFinite(float[] a, int from, int to);

  /** out ← out + a. */
  void add(float[] a, int from, float[] out, int at, int length);

  /** out ← (((out + a) + b) + c) + d. */
  void add(float[] a, float[] b, float[] c, float[] d, int from, float[] out, int at, int length);

  /** Keys of the values. */
  void encode(float[] values, int from, int[] keys, int length);

  /** Values of the keys. */
  void decode(int[] keys, float[] out, int at, int length);

  /** out ← out + values of the keys. */
  void addDecoded(int[] keys, float[] out, int at, int length);

  /** Element by element, the lesser into {@code low}, the greater into {@code high}. */
  void compareExchange(int[] low, int[] high, int length);

  /**
   * best ← value of candidate where candidate − centre &lt; centre − best, in float; for candidates
   * not below best, that is where they are nearer to the centre.
   */
  void keepNearer(float[] best, int[] candidates, float[] centre, int length);

  /** The key of a float's bits, and the bits of a key. */
  static int flip(int bits) {
    return bits ^ ((bits >> 31) >>> 1);
  }

  /** The value of a key. */
  static float value(int key) {
    return Float.intBitsToFloat(flip(key));
  }

  /** Sums the 32 lanes from {@code at} as a fixed tree, upper half onto lower; overwrites them. */
  static float fold(float[] lanes, int at) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = at; i < at + half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[at];
  }

  /** As {@link #fold(float[], int)}, of {@link #WIDE_LANES} lanes. */
  static double fold(double[] lanes, int at) {
    for (int half = WIDE_LANES / 2; half > 0; half /= 2) {
      for (int i = at; i < at + half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[at];
  }
}
