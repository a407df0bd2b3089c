package dev.garrison.benchmarks;

import com.google.common.collect.ImmutableSet;
import dev.garrison.cluster.codec.Float32;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.udp.Arrival;
import dev.garrison.cluster.udp.DatagramFormat;
import dev.garrison.cluster.udp.DatagramReceiver;
import dev.garrison.cluster.udp.DatagramSender;
import dev.garrison.cluster.udp.Fill;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A proposal as datagrams over loopback, from the first one's encryption to the last one's
 * decryption: the sender in one thread, the receiver in another.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class DatagramBenchmark {
  private static final int NODE = 0;
  private static final int WORKER = 0;

  /** What is lost has not come two milliseconds after the last one left. */
  private static final Duration QUIET = Duration.ofMillis(2);

  /** Coordinates of the proposal. */
  @Param("1000000")
  public int d;

  /** Bytes per second, 0 for no limit. */
  @Param({"0", "100000000"})
  public long rate;

  private DatagramReceiver receiver;
  private DatagramSender sender;
  private float[] sent;
  private float[] row;
  private long step;

  /** What did not arrive. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Losses {
    /** Coordinates. */
    public long lost;

    /** Of so many. */
    public long expected;
  }

  /** Checks that what arrives is what was sent. */
  @Setup
  public void setUp() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    byte[] key = new byte[32];
    receiver = DatagramReceiver.open(loopback, new Float32());
    receiver.admit(NODE, key, ImmutableSet.of(WORKER));
    sender =
        new DatagramSender(
            new InetSocketAddress(loopback, receiver.port()),
            NODE,
            key,
            DatagramFormat.ofFloats(receiver.size()),
            rate);
    sent = Rows.random(1, d)[0];
    row = new float[d];
    Losses losses = new Losses();
    row(losses);
    if (losses.lost == 0 && !Arrays.equals(sent, row)) {
      throw new IllegalStateException("the row that arrived is not the one that was sent");
    }
  }

  /** Closes the sockets. */
  @TearDown
  public void tearDown() {
    sender.close();
    receiver.close();
  }

  /** One proposal. */
  @Benchmark
  public float[] row(Losses losses) {
    Arrival arrival = receiver.expect(WORKER, ++step, new Payload.Floats(row));
    sender.send(WORKER, step, new Payload.Floats(sent));
    arrival.allSent(QUIET);
    arrival.completed().toCompletableFuture().join();
    losses.lost += arrival.finish(Fill.ZERO, null);
    losses.expected += d;
    return row;
  }
}
