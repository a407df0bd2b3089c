package dev.garrison.cluster.udp;

import static dev.garrison.cluster.udp.TestDatagrams.FORMAT;
import static dev.garrison.cluster.udp.TestDatagrams.bits;
import static dev.garrison.cluster.udp.TestDatagrams.floats;
import static dev.garrison.cluster.udp.TestDatagrams.key;
import static dev.garrison.cluster.udp.TestDatagrams.ramp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableSet;
import dev.garrison.cluster.codec.Float32;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sender and receiver on real sockets. */
@Timeout(60)
class DatagramsTest {
  private static final int SIZE = DatagramFormat.DEFAULT_SIZE;

  private final DatagramReceiver receiver;

  DatagramsTest() throws IOException {
    receiver = DatagramReceiver.open(InetAddress.getByName("127.0.0.1"), new Float32());
    receiver.admit(0, key(1), ImmutableSet.of(0, 1));
    receiver.admit(1, key(2), ImmutableSet.of(9));
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private static void await(Arrival arrival) throws Exception {
    arrival.completed().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Sends until all of it came: a machine's buffers may be small, and loopback drops too. */
  private static void deliver(
      DatagramSender sender, int worker, long step, float[] sent, Arrival arrival)
      throws Exception {
    while (!arrival.isComplete()) {
      sender.send(worker, step, floats(sent));
      try {
        arrival.completed().toCompletableFuture().get(300, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        System.out.println(arrival.missing() + " coordinates lost, sending again");
      }
    }
  }

  private InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", receiver.port());
  }

  @Test
  void rowsArriveToTheBit() throws Exception {
    assertRowsArrive(receiver, "127.0.0.1");
  }

  @Test
  void rowsArriveOverIpv6() throws Exception {
    assumeTrue(hasIpv6(), "no IPv6 on this machine");
    try (DatagramReceiver wide =
        DatagramReceiver.open(InetAddress.getByName("::1"), new Float32())) {
      wide.admit(0, key(1), ImmutableSet.of(0, 1));
      assertRowsArrive(wide, "::1");
    }
  }

  @Test
  void theWildcardAddressTakesIpv4() throws Exception {
    try (DatagramReceiver wide =
        DatagramReceiver.open(new InetSocketAddress(0).getAddress(), new Float32())) {
      wide.admit(0, key(1), ImmutableSet.of(0, 1));
      assertRowsArrive(wide, "127.0.0.1");
    }
  }

  private static boolean hasIpv6() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("::1"))) {
      return socket.isBound();
    } catch (SocketException e) {
      return false;
    }
  }

  private static void assertRowsArrive(DatagramReceiver receiver, String host) throws Exception {
    long seed = 3;
    SplittableRandom random = new SplittableRandom(seed);
    InetSocketAddress address = new InetSocketAddress(host, receiver.port());
    try (DatagramSender sender = new DatagramSender(address, 0, key(1), FORMAT, 0)) {
      for (int dimension : new int[] {1, FORMAT.coordinates(), 79_510}) {
        float[] sent = TestDatagrams.row(random, dimension);
        float[] other = TestDatagrams.row(random, dimension);
        float[] row = new float[dimension];
        float[] otherRow = new float[dimension];
        Arrival arrival = receiver.expect(0, dimension, floats(row));
        Arrival otherArrival = receiver.expect(1, dimension, floats(otherRow));
        deliver(sender, 0, dimension, sent, arrival);
        deliver(sender, 1, dimension, other, otherArrival);
        assertEquals(0, arrival.finish(Fill.NAN, null));
        assertEquals(0, otherArrival.finish(Fill.NAN, null));
        assertArrayEquals(bits(sent), bits(row), "d %d, seed %d".formatted(dimension, seed));
        assertArrayEquals(bits(other), bits(otherRow), "d %d, seed %d".formatted(dimension, seed));
      }
    }
    assertEquals(new StrayCounts(0, 0, 0), receiver.strays());
  }

  @Test
  void otherSizesWorkIfBothSidesAgree() throws Exception {
    float[] sent = ramp(10_000);
    for (int size : new int[] {48, 1472, 8952, 65_507}) {
      InetSocketAddress any = new InetSocketAddress("127.0.0.1", 0);
      try (DatagramReceiver sized = DatagramReceiver.open(any, DatagramFormat.ofFloats(size));
          DatagramSender sender =
              new DatagramSender(
                  new InetSocketAddress("127.0.0.1", sized.port()),
                  0,
                  key(1),
                  DatagramFormat.ofFloats(sized.size()),
                  0)) {
        sized.admit(0, key(1), ImmutableSet.of(0));
        float[] row = new float[sent.length];
        Arrival arrival = sized.expect(0, 0, floats(row));
        deliver(sender, 0, 0, sent, arrival);
        assertArrayEquals(sent, row, "size " + size);
      }
    }
  }

  @Test
  void longerDatagramsThanAgreedAreNotCutToSize() throws Exception {
    float[] sent = ramp(1000);
    try (DatagramSender longer =
            new DatagramSender(address(), 0, key(1), DatagramFormat.ofFloats(SIZE + 4), 0);
        DatagramSender marker = new DatagramSender(address(), 1, key(2), FORMAT, 0)) {
      Arrival arrival = receiver.expect(0, 0, floats(new float[1000]));
      longer.send(0, 0, floats(sent));
      awaitMarker(marker, 0);
      // The last one has a good length, but not a good offset
      assertEquals(new StrayCounts(3, 0, 0), receiver.strays());
      assertEquals(1000, arrival.missing());
      assertEquals(1, receiver.counts().get(0).malformed());
    }
  }

  /** Until everything that was sent to the receiver before this call has been read. */
  private void awaitMarker(DatagramSender marker, long step) throws Exception {
    float[] last = {0};
    deliver(marker, 9, step, last, receiver.expect(9, step, floats(new float[1])));
  }

  @Test
  void whatANetworkDoesToDatagramsCostsNoMoreThanItDropped() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    float[] sent = ramp(100 * FORMAT.coordinates() + 1);
    int datagrams = FORMAT.datagrams(sent.length);
    try (LossyRelay relay = new LossyRelay(address(), seed);
        DatagramSender sender = new DatagramSender(relay.address(), 0, key(1), FORMAT, 0);
        DatagramSender marker = new DatagramSender(address(), 1, key(2), FORMAT, 0)) {
      for (int step = 0; step < 20; step++) {
        float[] row = new float[sent.length];
        Arrival arrival = receiver.expect(0, step, floats(row));
        sender.send(0, step, floats(sent));
        boolean[] through = relay.forward(datagrams);
        awaitMarker(marker, step);
        int missing = arrival.finish(Fill.ZERO, null);
        float[] expected = sent.clone();
        int gaps = 0;
        for (int i = 0; i < sent.length; i++) {
          if (!through[i / FORMAT.coordinates()]) {
            expected[i] = 0;
            gaps++;
          }
        }
        assertArrayEquals(expected, row, "step %d, seed %d".formatted(step, seed));
        assertEquals(gaps, missing, "seed " + seed);
        assertTrue(missing > 0, "the relay drops a tenth; seed " + seed);
      }
    }
    DatagramCounts counts = receiver.counts().get(0);
    assertEquals(20 * datagrams, counts.expected());
    assertEquals(0, counts.late() + counts.repeated() + counts.malformed(), "seed " + seed);
    assertTrue(receiver.strays().forged() > 0 && receiver.strays().replayed() > 0);
  }

  @Test
  void aRowWithGapsIsTakenSoonAfterAllHasBeenSent() throws Exception {
    float[] sent = ramp(3 * FORMAT.coordinates());
    try (LossyRelay relay = new LossyRelay(address(), 1);
        DatagramSender sender = new DatagramSender(relay.address(), 0, key(1), FORMAT, 0)) {
      Arrival arrival = receiver.expect(0, 0, floats(new float[sent.length]));
      sender.send(0, 0, floats(sent));
      relay.forwardOnly(3, 1);
      arrival.allSent(Duration.ofMillis(50));
      await(arrival);
      assertFalse(arrival.isComplete());
      assertEquals(2 * FORMAT.coordinates(), arrival.missing());
    }
  }

  @Test
  void aRowThatWasEndedIsNotTakenAgain() throws Exception {
    Arrival ended = receiver.expect(0, 0, floats(new float[10]));
    ended.allSent(Duration.ofDays(1));
    ended.cancel();
    ended.allSent(Duration.ZERO);
    Arrival waiting = receiver.expect(1, 0, floats(new float[10]));
    waiting.allSent(Duration.ZERO);
    await(waiting);
    assertFalse(ended.completed().toCompletableFuture().isDone());
  }

  @Test
  void theRateIsKept() throws Exception {
    float[] sent = ramp(50_000);
    try (DatagramSender sender = new DatagramSender(address(), 0, key(1), FORMAT, 1_000_000)) {
      long start = System.nanoTime();
      sender.send(0, 0, floats(sent));
      double seconds = (System.nanoTime() - start) / 1e9;
      // 207 kB at a megabyte a second, less what may leave early and the last one
      assertTrue(seconds > 0.2, seconds + " s");
    }
  }

  @Test
  void closingEndsARowThatIsLeaving() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    DatagramSender sender = new DatagramSender(address(), 0, key(1), FORMAT, 1);
    try {
      Arrival first = receiver.expect(0, 0, floats(new float[1]));
      Future<?> sending =
          thread.submit(
              () -> {
                sender.send(0, 0, floats(new float[1]));
                // At a byte a second this takes more than an hour
                sender.send(0, 1, floats(new float[1000]));
              });
      await(first);
      sender.close();
      sending.get(30, TimeUnit.SECONDS);
      sender.send(0, 2, floats(new float[1]));
      sender.close();
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void anInterruptedSenderIsClosed() throws Exception {
    try (DatagramSender sender = new DatagramSender(address(), 0, key(1), FORMAT, 1)) {
      Thread.currentThread().interrupt();
      sender.send(0, 0, floats(new float[1000]));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void whereNobodyListensEverythingIsLost() throws Exception {
    InetSocketAddress address = address();
    receiver.close();
    try (DatagramSender sender = new DatagramSender(address, 0, key(1), FORMAT, 0)) {
      sender.send(0, 0, floats(new float[10_000]));
      sender.send(0, 1, floats(new float[10_000]));
    }
  }

  @Test
  void closingFreesThePort() throws Exception {
    InetSocketAddress address = address();
    assertThrows(BindException.class, () -> DatagramReceiver.open(address, FORMAT));
    Arrival never = receiver.expect(0, 0, floats(new float[1]));
    receiver.close();
    receiver.close();
    never.allSent(Duration.ZERO);
    DatagramReceiver.open(address, FORMAT).close();
    assertFalse(never.isComplete());
  }
}
