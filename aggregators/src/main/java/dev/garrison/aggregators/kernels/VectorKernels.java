package dev.garrison.aggregators.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * With {@code jdk.incubator.vector}; named only by reflection, so that its absence breaks nothing.
 *
 * <p>The 32 logical lanes are summed in strips of the machine's width, one strip after the other.
 *
 * <p>The JIT of Java 17 turns vectors into objects, on some runs and not on others, when it cannot
 * tell the class of one or when a compiled method grows past a limit. So loops are small, and a sum
 * carried round a loop is only ever the argument of an operation on a vector just made.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = FLOATS.length();
  private static final int WIDE_WIDTH = DOUBLES.length();

  private final SignKernels signs = new VectorSignKernels();

  /** Whether this machine's vectors are of a width that is provided for. */
  VectorKernels() {
    if (WIDTH != 4 && WIDTH != 8 && WIDTH != 16) {
      throw new UnsupportedOperationException("vectors of " + FLOATS.vectorBitSize() + " bits");
    }
  }

  @Override
  public String name() {
    return "vector-" + FLOATS.vectorBitSize();
  }

  @Override
  public SignKernels signs() {
    return signs;
  }

  @Override
  public float squaredDistance(
      float[] a, int aFrom, float[] b, int bFrom, int length, float[] scratch) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int k = lane; k < length; k += LANES) {
        FloatVector x = load(a, aFrom + k);
        FloatVector y = load(b, bFrom + k);
        sum = square(x.sub(y)).add(sum);
      }
      FloatVector.zero(FLOATS).add(sum).intoArray(scratch, lane);
    }
    return Kernels.fold(scratch, 0);
  }

  @Override
  public void squaredDistances(
      float[] a0, float[] a1, float[] b0, float[] b1, int from, int length, float[] scratch) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      FloatVector sum00 = FloatVector.zero(FLOATS);
      FloatVector sum01 = sum00;
      FloatVector sum10 = sum00;
      FloatVector sum11 = sum00;
      for (int i = from + lane; i < from + length; i += LANES) {
        FloatVector x0 = load(a0, i);
        FloatVector x1 = load(a1, i);
        FloatVector y0 = load(b0, i);
        FloatVector y1 = load(b1, i);
        sum00 = square(x0.sub(y0)).add(sum00);
        sum01 = square(x0.sub(y1)).add(sum01);
        sum10 = square(x1.sub(y0)).add(sum10);
        sum11 = square(x1.sub(y1)).add(sum11);
      }
      FloatVector.zero(FLOATS).add(sum00).intoArray(scratch, lane);
      FloatVector.zero(FLOATS).add(sum01).intoArray(scratch, LANES + lane);
      FloatVector.zero(FLOATS).add(sum10).intoArray(scratch, 2 * LANES + lane);
      FloatVector.zero(FLOATS).add(sum11).intoArray(scratch, 3 * LANES + lane);
    }
    for (int pair = 0; pair < 4; pair++) {
      scratch[pair] = Kernels.fold(scratch, pair * LANES);
    }
  }

  @Override
  public void products(
      double[] a0, double[] a1, double[] b0, double[] b1, int length, double[] scratch) {
    for (int lane = 0; lane < WIDE_LANES; lane += WIDE_WIDTH) {
      DoubleVector sum00 = DoubleVector.zero(DOUBLES);
      DoubleVector sum01 = sum00;
      DoubleVector sum10 = sum00;
      DoubleVector sum11 = sum00;
      for (int i = lane; i < length; i += WIDE_LANES) {
        DoubleVector x0 = load(a0, i);
        DoubleVector x1 = load(a1, i);
        DoubleVector y0 = load(b0, i);
        DoubleVector y1 = load(b1, i);
        sum00 = x0.mul(y0).add(sum00);
        sum01 = x0.mul(y1).add(sum01);
        sum10 = x1.mul(y0).add(sum10);
        sum11 = x1.mul(y1).add(sum11);
      }
      DoubleVector.zero(DOUBLES).add(sum00).intoArray(scratch, lane);
      DoubleVector.zero(DOUBLES).add(sum01).intoArray(scratch, WIDE_LANES + lane);
      DoubleVector.zero(DOUBLES).add(sum10).intoArray(scratch, 2 * WIDE_LANES + lane);
      DoubleVector.zero(DOUBLES).add(sum11).intoArray(scratch, 3 * WIDE_LANES + lane);
    }
    for (int pair = 0; pair < 4; pair++) {
      scratch[pair] = Kernels.fold(scratch, pair * WIDE_LANES);
    }
  }

  @Override
  public boolean allFinite(float[] a, int from, int to) {
    FloatVector zeros = FloatVector.zero(FLOATS);
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector x = load(a, i);
      // 0 for a finite x, NaN otherwise
      zeros = x.sub(x).add(zeros);
    }
    boolean finite = FloatVector.zero(FLOATS).add(zeros).reduceLanes(VectorOperators.ADD) == 0;
    for (; i < to; i++) {
      finite &= Float.isFinite(a[i]);
    }
    return finite;
  }

  @Override
  public void add(float[] a, int from, float[] out, int at, int length) {
    int k = 0;
    for (; k <= length - WIDTH; k += WIDTH) {
      load(out, at + k).add(load(a, from + k)).intoArray(out, at + k);
    }
    for (; k < length; k++) {
      out[at + k] += a[from + k];
    }
  }

  @Override
  public void add(
      float[] a, float[] b, float[] c, float[] d, int from, float[] out, int at, int length) {
    int k = 0;
    for (; k <= length - WIDTH; k += WIDTH) {
      int i = from + k;
      load(out, at + k)
          .add(load(a, i))
          .add(load(b, i))
          .add(load(c, i))
          .add(load(d, i))
          .intoArray(out, at + k);
    }
    for (; k < length; k++) {
      int i = from + k;
      out[at + k] = out[at + k] + a[i] + b[i] + c[i] + d[i];
    }
  }

  @Override
  public void encode(float[] values, int from, int[] keys, int length) {
    int k = 0;
    for (; k <= length - WIDTH; k += WIDTH) {
      flip(load(values, from + k).reinterpretAsInts()).intoArray(keys, k);
    }
    for (; k < length; k++) {
      keys[k] = Kernels.flip(Float.floatToRawIntBits(values[from + k]));
    }
  }

  @Override
  public void decode(int[] keys, float[] out, int at, int length) {
    int k = 0;
    for (; k <= length - WIDTH; k += WIDTH) {
      values(keys, k).intoArray(out, at + k);
    }
    for (; k < length; k++) {
      out[at + k] = Kernels.value(keys[k]);
    }
  }

  @Override
  public void addDecoded(int[] keys, float[] out, int at, int length) {
    int k = 0;
    for (; k <= length - WIDTH; k += WIDTH) {
      load(out, at + k).add(values(keys, k)).intoArray(out, at + k);
    }
    for (; k < length; k++) {
      out[at + k] += Kernels.value(keys[k]);
    }
  }

  @Override
  public void compareExchange(int[] low, int[] high, int length) {
    int k = 0;
    for (; k <= length - WIDTH; k += WIDTH) {
      IntVector a = IntVector.fromArray(INTS, low, k);
      IntVector b = IntVector.fromArray(INTS, high, k);
      a.min(b).intoArray(low, k);
      a.max(b).intoArray(high, k);
    }
    for (; k < length; k++) {
      int a = low[k];
      int b = high[k];
      low[k] = Math.min(a, b);
      high[k] = Math.max(a, b);
    }
  }

  @Override
  public void keepNearer(float[] best, int[] candidates, float[] centre, int length) {
    int k = 0;
    for (; k <= length - WIDTH; k += WIDTH) {
      FloatVector kept = load(best, k);
      FloatVector candidate = values(candidates, k);
      FloatVector middle = load(centre, k);
      kept.blend(candidate, candidate.sub(middle).compare(VectorOperators.LT, middle.sub(kept)))
          .intoArray(best, k);
    }
    for (; k < length; k++) {
      float candidate = Kernels.value(candidates[k]);
      if (candidate - centre[k] < centre[k] - best[k]) {
        best[k] = candidate;
      }
    }
  }

  private static FloatVector load(float[] a, int from) {
    return FloatVector.fromArray(FLOATS, a, from);
  }

  private static DoubleVector load(double[] a, int from) {
    return DoubleVector.fromArray(DOUBLES, a, from);
  }

  private static FloatVector values(int[] keys, int from) {
    return flip(IntVector.fromArray(INTS, keys, from)).reinterpretAsFloats();
  }

  /** {@link Kernels#flip(int)}. */
  private static IntVector flip(IntVector bits) {
    return bits.lanewise(VectorOperators.ASHR, 31)
        .lanewise(VectorOperators.LSHR, 1)
        .lanewise(VectorOperators.XOR, bits);
  }

  private static FloatVector square(FloatVector x) {
    return x.mul(x);
  }
}
