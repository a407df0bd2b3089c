package dev.garrison.cluster.udp;

import static dev.garrison.cluster.udp.TestDatagrams.FORMAT;
import static dev.garrison.cluster.udp.TestDatagrams.floats;
import static dev.garrison.cluster.udp.TestDatagrams.key;
import static dev.garrison.cluster.udp.TestDatagrams.of;
import static dev.garrison.cluster.udp.TestDatagrams.ramp;
import static dev.garrison.cluster.udp.TestDatagrams.sealed;
import static dev.garrison.cluster.udp.TestDatagrams.writer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A million mutated datagrams: half from somebody who sees the traffic and has no key, half from a
 * node that is admitted and lies. Whatever comes, the honest worker's row is what it sent, and each
 * datagram is counted exactly once.
 */
class IntakeFuzzTest {
  private static final int DATAGRAMS = 1_000_000;
  private static final int STEPS = 100;
  private static final int DIMENSION = 3 * FORMAT.coordinates() + 100;
  private static final int HONEST = 0;
  private static final int LIAR = 1;

  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final Intake intake = new Intake(FORMAT, arrival -> {});
  private final DatagramWriter honest = writer(0, key(1));
  private final DatagramWriter liar = writer(1, key(2));
  private final float[] sent = ramp(DIMENSION);
  private long fed;

  @Test
  void aMillionMutatedDatagramsChangeNothingOfAnHonestRow() {
    System.out.println("seed " + seed);
    intake.admit(0, key(1), ImmutableSet.of(HONEST));
    intake.admit(1, key(2), ImmutableSet.of(LIAR));
    for (long step = 0; step < STEPS; step++) {
      float[] row = new float[DIMENSION];
      Arrival arrival = intake.expect(HONEST, step, floats(row));
      Arrival lie = intake.expect(LIAR, step, floats(new float[DIMENSION]));
      List<byte[]> seen = new ArrayList<>(of(honest, HONEST, step, sent));
      seen.addAll(of(liar, LIAR, step, sent));
      // The first datagram comes before, the others after
      feed(seen.get(0));
      for (int i = 0; i < DATAGRAMS / STEPS / 2; i++) {
        feed(mutated(seen));
        feed(sealed(liar, lie(step)));
      }
      assertEquals(DIMENSION - FORMAT.coordinates(), arrival.missing(), "seed " + seed);
      seen.subList(1, seen.size()).forEach(this::feed);
      assertEquals(0, arrival.finish(Fill.NAN, null), "seed " + seed);
      assertArrayEquals(sent, row, "seed " + seed);
      lie.finish(Fill.NAN, null);
    }
    assertEachWasCountedOnce();
  }

  private void assertEachWasCountedOnce() {
    StrayCounts strays = intake.strays();
    long counted = strays.unknown() + strays.forged() + strays.replayed();
    for (DatagramCounts counts : intake.counts().values()) {
      counted += counts.expected() - counts.lost();
      counted += counts.late() + counts.repeated() + counts.malformed();
    }
    assertEquals(fed, counted, "seed " + seed);
    assertEquals(
        new DatagramCounts(STEPS * FORMAT.datagrams(DIMENSION), 0, 0, 0, 0),
        intake.counts().get(HONEST),
        "seed " + seed);
    DatagramCounts lies = intake.counts().get(LIAR);
    // No kind of mutation has gone missing from this test
    assertTrue(Math.min(lies.late(), Math.min(lies.repeated(), lies.malformed())) > 10_000);
    assertTrue(Math.min(strays.unknown(), Math.min(strays.forged(), strays.replayed())) > 10_000);
  }

  /** A datagram as somebody without a key can make it; never one that is authentic and new. */
  private byte[] mutated(List<byte[]> seen) {
    byte[] bytes = seen.get(random.nextInt(seen.size())).clone();
    switch (random.nextInt(6)) {
      case 0 -> {
        for (int flips = random.nextInt(1, 9), at = random.nextInt(bytes.length); flips > 0; ) {
          bytes[at] ^= (byte) random.nextInt(1, 256);
          at = (at + 1) % bytes.length;
          flips--;
        }
      }
      case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 100));
      case 3 -> {
        byte[] other = new byte[bytes.length - DatagramFormat.CLEAR];
        random.nextBytes(other);
        System.arraycopy(other, 0, bytes, DatagramFormat.CLEAR, other.length);
      }
      case 4 -> {
        bytes = new byte[random.nextInt(1300)];
        random.nextBytes(bytes);
      }
      // The one that was delivered
      default -> bytes = seen.get(0);
    }
    return bytes;
  }

  /** What a node encrypts that keeps to no rule. */
  private byte[] lie(long step) {
    PlainText text = new PlainText(FORMAT.size());
    int datagrams = FORMAT.datagrams(DIMENSION);
    int offset = FORMAT.coordinates() * random.nextInt(datagrams);
    int floats = FORMAT.coordinates(offset, DIMENSION);
    int length = PlainText.HEADER + Float.BYTES * floats;
    text.head(step, LIAR, offset);
    switch (random.nextInt(6)) {
      case 0 -> text.head(random.nextLong(), LIAR, offset);
      case 1 -> text.head(step, random.nextInt(-2, 3), offset);
      case 2 -> text.head(step, HONEST, offset);
      case 3 -> text.head(step, LIAR, random.nextInt());
      case 4 -> length = random.nextInt(PlainText.HEADER + Float.BYTES, FORMAT.size() - 28 + 1);
      default -> random.nextBytes(text.bytes());
    }
    if (random.nextInt(4) == 0) {
      PlainText.INTS.set(text.bytes(), PlainText.HEADER, Float.floatToRawIntBits(Float.NaN));
    }
    return Arrays.copyOf(text.bytes(), length);
  }

  private void feed(byte[] datagram) {
    intake.accept(datagram, datagram.length);
    fed++;
  }
}
