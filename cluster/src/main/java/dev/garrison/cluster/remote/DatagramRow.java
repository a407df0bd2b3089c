package dev.garrison.cluster.remote;

import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.udp.Arrival;
import dev.garrison.cluster.udp.DatagramReceiver;
import dev.garrison.cluster.udp.Fill;
import java.time.Duration;
import java.util.function.Consumer;

/** A worker's row that comes as datagrams. Guarded by the reception it belongs to. */
final class DatagramRow {
  /** How long nothing comes before the rest is taken for lost: the spread of a network's delays. */
  private static final Duration QUIET = Duration.ofMillis(20);

  private final int worker;
  private final DatagramReceiver receiver;
  private final Fill fill;
  private final Codec codec;
  private final int dimension;
  private Arrival arrival;
  private Payload previous;

  /**
   * @param fill what stands for lost values
   * @param codec of the rows
   * @param dimension d
   */
  DatagramRow(int worker, DatagramReceiver receiver, Fill fill, Codec codec, int dimension) {
    this.worker = worker;
    this.receiver = receiver;
    this.fill = fill;
    this.codec = codec;
    this.dimension = dimension;
  }

  /** Datagrams write to a row from now on. */
  void expect(long step, Payload row) {
    arrival = receiver.expect(worker, step, row);
  }

  /**
   * All datagrams have been sent.
   *
   * @param then called with this arrival when no more will come, maybe at once, by any thread
   */
  void allSent(Consumer<Arrival> then) {
    arrival.allSent(QUIET);
    Arrival waited = arrival;
    waited.completed().thenRun(() -> then.accept(waited));
  }

  /** Whether that is the row being waited for. */
  boolean isCurrent(Arrival some) {
    return some == arrival;
  }

  /** Whether no value has come. */
  boolean isEmpty() {
    return arrival.missing() == dimension;
  }

  /** Fills what is missing; nothing writes to the row any more. */
  void finish(Payload row) {
    arrival.finish(fill, previous);
    if (fill == Fill.PREVIOUS) {
      previous = previous == null ? codec.payload(dimension) : previous;
      previous.copy(row, 0, dimension);
    }
  }

  /** Nothing writes to the row any more. */
  void cancel() {
    arrival.cancel();
  }
}
