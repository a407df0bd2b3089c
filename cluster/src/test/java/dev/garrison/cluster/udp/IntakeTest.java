package dev.garrison.cluster.udp;

import static dev.garrison.cluster.udp.TestDatagrams.FORMAT;
import static dev.garrison.cluster.udp.TestDatagrams.bits;
import static dev.garrison.cluster.udp.TestDatagrams.floats;
import static dev.garrison.cluster.udp.TestDatagrams.key;
import static dev.garrison.cluster.udp.TestDatagrams.of;
import static dev.garrison.cluster.udp.TestDatagrams.one;
import static dev.garrison.cluster.udp.TestDatagrams.ramp;
import static dev.garrison.cluster.udp.TestDatagrams.sealed;
import static dev.garrison.cluster.udp.TestDatagrams.writer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final int FLOATS = FORMAT.coordinates();
  private static final long STEP = 7;

  private final Intake intake = new Intake(FORMAT, arrival -> {});
  private final DatagramWriter writer = writer(0, key(1));
  private final float[] sent = ramp(2 * FLOATS + 5);
  private final float[] row = new float[sent.length];

  IntakeTest() {
    intake.admit(0, key(1), ImmutableSet.of(3, 4));
  }

  @Test
  void everyLengthArrivesToTheBitInAnyOrder() {
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    for (int dimension : new int[] {1, 2, FLOATS - 1, FLOATS, FLOATS + 1, 5 * FLOATS, 10_007}) {
      float[] original = TestDatagrams.row(random, dimension);
      float[] copy = TestDatagrams.row(random, dimension);
      Arrival arrival = intake.expect(3, dimension, floats(copy));
      List<byte[]> datagrams = of(writer, 3, dimension, original);
      Collections.shuffle(datagrams, new Random(seed));
      datagrams.forEach(this::accept);
      assertTrue(arrival.isComplete(), "d " + dimension);
      assertTrue(arrival.completed().toCompletableFuture().isDone());
      assertEquals(0, arrival.finish(Fill.NAN, null));
      assertArrayEquals(bits(original), bits(copy), "d %d, seed %d".formatted(dimension, seed));
    }
  }

  @Test
  void whatDoesNotComeIsFilled() {
    float[] previous = new float[sent.length];
    Arrays.fill(previous, -4);
    assertGap(Fill.NAN, previous, Float.NaN);
    assertGap(Fill.ZERO, previous, 0);
    assertGap(Fill.PREVIOUS, previous, -4);
    assertGap(Fill.PREVIOUS, null, 0);
  }

  private void assertGap(Fill fill, float[] previous, float expected) {
    Arrays.fill(row, 99);
    Arrival arrival = intake.expect(3, STEP, floats(row));
    accept(one(writer, 3, STEP, sent, FLOATS));
    assertEquals(FLOATS + 5, arrival.missing());
    assertFalse(arrival.isComplete());
    assertEquals(FLOATS + 5, arrival.finish(fill, floats(previous)));
    for (int i = 0; i < row.length; i++) {
      float value = i / FLOATS == 1 ? sent[i] : expected;
      assertEquals(value, row[i], fill + " " + i);
    }
  }

  @Test
  void theRowMayStillHoldThePreviousOne() {
    Arrays.fill(row, 99);
    Arrival arrival = intake.expect(3, STEP, floats(row));
    accept(one(writer, 3, STEP, sent, 2 * FLOATS));
    assertEquals(2 * FLOATS, arrival.finish(Fill.PREVIOUS, floats(row)));
    assertEquals(99, row[2 * FLOATS - 1]);
    assertEquals(sent[2 * FLOATS], row[2 * FLOATS]);
  }

  @Test
  void whatCameStaysWhateverComesAfter() {
    intake.expect(3, STEP, floats(row));
    of(writer, 3, STEP, sent).forEach(this::accept);
    of(writer, 3, STEP, new float[sent.length]).forEach(this::accept);
    assertArrayEquals(sent, row);
    assertEquals(new DatagramCounts(0, 0, 0, 3, 0), intake.counts().get(3));
  }

  @Test
  void replaysChangeNoCountOfTheWorker() {
    intake.expect(3, STEP, floats(row));
    List<byte[]> datagrams = of(writer, 3, STEP, sent);
    datagrams.forEach(this::accept);
    intake.expect(3, STEP + 1, floats(row));
    datagrams.forEach(this::accept);
    assertEquals(new DatagramCounts(0, 0, 0, 0, 0), intake.counts().get(3));
    assertEquals(new StrayCounts(0, 0, 3), intake.strays());
  }

  @Test
  void otherStepsAreLate() {
    accept(one(writer, 3, STEP, sent, 0));
    Arrival arrival = intake.expect(3, STEP, floats(row));
    accept(one(writer, 3, STEP - 1, sent, 0));
    accept(one(writer, 3, STEP + 1, sent, 0));
    accept(one(writer, 3, -STEP, sent, 0));
    assertEquals(row.length, arrival.missing());
    assertEquals(4, intake.counts().get(3).late());
  }

  @Test
  void nothingIsWrittenAfterTheEnd() {
    Arrival arrival = intake.expect(3, STEP, floats(row));
    accept(one(writer, 3, STEP, sent, 0));
    arrival.finish(Fill.ZERO, null);
    float[] finished = row.clone();
    accept(one(writer, 3, STEP, sent, 0));
    accept(one(writer, 3, STEP, sent, FLOATS));
    assertArrayEquals(finished, row);
    assertEquals(new DatagramCounts(3, 2, 1, 1, 0), intake.counts().get(3));
    assertEquals(
        "row is ended already",
        assertThrows(IllegalStateException.class, () -> arrival.finish(Fill.ZERO, null))
            .getMessage());
  }

  @Test
  void aCancelledRowIsLeftAloneAndNotCounted() {
    Arrival arrival = intake.expect(3, STEP, floats(row));
    arrival.cancel();
    arrival.cancel();
    of(writer, 3, STEP, sent).forEach(this::accept);
    assertArrayEquals(new float[sent.length], row);
    assertEquals(new DatagramCounts(0, 0, 3, 0, 0), intake.counts().get(3));
    assertThrows(IllegalStateException.class, () -> arrival.finish(Fill.ZERO, null));
  }

  @Test
  void expectingAgainCancelsTheRowBefore() {
    Arrival before = intake.expect(3, STEP, floats(row));
    float[] again = new float[sent.length];
    Arrival after = intake.expect(3, STEP, floats(again));
    of(writer, 3, STEP, sent).forEach(this::accept);
    assertFalse(before.isComplete());
    assertTrue(after.isComplete());
    assertArrayEquals(new float[sent.length], row);
    assertArrayEquals(sent, again);
  }

  @Test
  void aNodeSendsForItsOwnWorkersOnly() {
    intake.admit(1, key(2), ImmutableSet.of(0, 9));
    intake.expect(3, STEP, floats(row));
    accept(one(writer(1, key(1)), 3, STEP, sent, 0));
    accept(one(writer(0, key(2)), 3, STEP, sent, 0));
    accept(one(writer(1, key(2)), 3, STEP, sent, 0));
    assertArrayEquals(new float[sent.length], row);
    // It cannot be told which of its workers lied
    assertEquals(1, intake.counts().get(0).malformed());
    assertEquals(1, intake.counts().get(9).malformed());
    assertEquals(0, intake.counts().get(3).malformed());
    assertEquals(new StrayCounts(0, 2, 0), intake.strays());
  }

  @Test
  void nodesThatAreNotAdmittedAreUnknown() {
    intake.expect(3, STEP, floats(row));
    for (int node : new int[] {-1, 1, 65_535, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      accept(one(writer(node, key(1)), 3, STEP, sent, 0));
    }
    intake.dismiss(0);
    intake.dismiss(8);
    intake.dismiss(-1);
    accept(one(writer, 3, STEP, sent, 0));
    assertEquals(new StrayCounts(6, 0, 0), intake.strays());
    assertArrayEquals(new float[sent.length], row);
  }

  @Test
  void anEarlierGenerationIsOver() {
    intake.expect(3, STEP, floats(row));
    accept(one(writer, 3, STEP, sent, 0));
    intake.admit(0, key(5), ImmutableSet.of(3, 4));
    accept(one(writer, 3, STEP, sent, FLOATS));
    DatagramWriter next = writer(0, key(5));
    // From sequence number 0 again
    accept(one(next, 3, STEP, sent, 2 * FLOATS));
    assertEquals(sent[0], row[0]);
    assertEquals(0, row[FLOATS]);
    assertEquals(sent[2 * FLOATS], row[2 * FLOATS]);
    assertEquals(new StrayCounts(0, 1, 0), intake.strays());
  }

  @Test
  void contentsThatNoRowHasAreMalformed() {
    Arrival arrival = intake.expect(3, STEP, floats(row));
    int[] offsets = {-FLOATS, -1, 1, FLOATS - 1, 3 * FLOATS, Integer.MIN_VALUE, Integer.MAX_VALUE};
    for (int offset : offsets) {
      accept(sealed(writer, text(offset, 4 * FLOATS)));
    }
    accept(sealed(writer, text(0, 4 * FLOATS - 4)));
    accept(sealed(writer, text(0, 4 * FLOATS - 1)));
    accept(sealed(writer, text(2 * FLOATS, 4 * 6)));
    assertEquals(row.length, arrival.missing());
    assertEquals(offsets.length + 3, intake.counts().get(3).malformed());
    accept(sealed(writer, text(2 * FLOATS, 4 * 5)));
    assertEquals(row.length - 5, arrival.missing());
  }

  private static byte[] text(int offset, int floatBytes) {
    PlainText text = new PlainText(FLOATS);
    text.head(STEP, 3, offset);
    return Arrays.copyOf(text.bytes(), PlainText.HEADER + floatBytes);
  }

  @Test
  void lengthsOutsideTheRangeAreUnknown() {
    intake.expect(3, STEP, floats(row));
    byte[] datagram = one(writer, 3, STEP, sent, 0);
    for (int length : new int[] {0, 1, 11, 12, 28, 44, 47, 1233}) {
      intake.accept(Arrays.copyOf(datagram, 1233), length);
    }
    assertEquals(new StrayCounts(8, 0, 0), intake.strays());
  }

  @Test
  void anyFlippedBitIsForgedOrUnknown() {
    Arrival arrival = intake.expect(3, STEP, floats(row));
    byte[] datagram = one(writer, 3, STEP, sent, 2 * FLOATS);
    for (int bit = 0; bit < datagram.length * Byte.SIZE; bit++) {
      byte[] flipped = datagram.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      accept(flipped);
    }
    assertEquals(row.length, arrival.missing());
    // A flipped sequence number may look like one that is out of range
    assertEquals(new StrayCounts(32, datagram.length * 8 - 33, 1), intake.strays());
    accept(datagram);
    assertEquals(row.length - 5, arrival.missing());
  }

  @Test
  void theSameRowNeverLooksTheSame() {
    byte[] first = one(writer, 3, STEP, sent, 0);
    byte[] second = one(writer, 3, STEP, sent, 0);
    int equal = 0;
    for (int i = DatagramFormat.CLEAR; i < first.length; i++) {
      equal += first[i] == second[i] ? 1 : 0;
    }
    // 1220 bytes that agree by chance with probability 1/256: 5 on average, 30 in one of 10^14
    assertTrue(equal < 30, equal + " equal bytes");
  }

  @Test
  void mistakesOfTheCallerAreRefused() {
    Arrival arrival = intake.expect(3, STEP, floats(row));
    assertMessage(
        "previous: expected length 599, got 3",
        () -> arrival.finish(Fill.ZERO, floats(new float[3])));
    assertMessage(
        "row: expected a length of at least 1, got 0",
        () -> intake.expect(3, STEP, floats(new float[0])));
    assertMessage(
        "key: expected 32 bytes, got 16", () -> intake.admit(0, new byte[16], ImmutableSet.of(1)));
    assertMessage(
        "node: expected from 0 to 65535, got 65536",
        () -> intake.admit(65_536, key(1), ImmutableSet.of(1)));
    assertMessage(
        "node: expected from 0 to 65535, got -1",
        () -> intake.admit(-1, key(1), ImmutableSet.of(1)));
  }

  private static void assertMessage(String expected, Runnable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  @Test
  void aKeyIsNotUsedForEver() {
    DatagramWriter short3 = new DatagramWriter(FORMAT, 0, key(1), 3);
    of(short3, 3, STEP, sent);
    assertEquals(
        "key: made 3 datagrams, a new one is due",
        assertThrows(IllegalStateException.class, () -> one(short3, 3, STEP, sent, 0))
            .getMessage());
  }

  private void accept(byte[] datagram) {
    // In a buffer of its own size and more, as the socket has it
    intake.accept(Arrays.copyOf(datagram, Math.max(1233, datagram.length)), datagram.length);
  }
}
