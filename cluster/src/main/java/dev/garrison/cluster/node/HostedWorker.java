package dev.garrison.cluster.node;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.cluster.Bench;
import dev.garrison.cluster.Computed;
import dev.garrison.cluster.LogicalWorker;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.wire.Outbox;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.PieceSource;
import dev.garrison.cluster.wire.proto.Answered;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.core.Stateful;
import dev.garrison.experiments.Parameters;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One logical worker on a node: computes one step at a time, and keeps its last proposal, so that a
 * step asked again is answered again and not computed again, which its momentum would feel.
 */
final class HostedWorker implements Stateful, AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();

  private final LogicalWorker worker;
  private final Codec codec;
  private final int dimension;
  private final Outbox<ToServer> outbox;
  private final ExecutorService threads;
  private final BlockingQueue<Bench> benches;
  private final ScheduledExecutorService later;
  private final Optional<DatagramDesk> datagrams;
  private final Misconduct misconduct;

  /** From being asked until the answer has left; whoever sets it owns the row. */
  private final AtomicBoolean busy = new AtomicBoolean();

  private volatile boolean closed;
  private Payload row;
  private Computed last;

  /** The step of the row; -1 for none, or if it is to be computed again. */
  private long lastStep = -1;

  /**
   * @param codec of the proposals
   * @param outbox where answers go
   * @param threads that compute; no more than there are benches
   * @param later where answers wait that are held back
   * @param datagrams takes the proposals of those it serves
   */
  HostedWorker(
      LogicalWorker worker,
      Codec codec,
      int dimension,
      Outbox<ToServer> outbox,
      ExecutorService threads,
      BlockingQueue<Bench> benches,
      ScheduledExecutorService later,
      Optional<DatagramDesk> datagrams) {
    this.worker = worker;
    this.codec = codec;
    this.dimension = dimension;
    this.outbox = outbox;
    this.threads = threads;
    this.benches = benches;
    this.later = later;
    this.datagrams = datagrams.filter(desk -> desk.serves(worker.id()));
    this.misconduct = new Misconduct(worker.id(), codec, this::sendRow, outbox, later);
  }

  /**
   * Has a step computed and answered. A worker that is not done with an earlier one says at once
   * that it sends nothing.
   *
   * @param parameters closed by this object
   */
  void ask(long step, Parameters parameters) {
    if (closed || !busy.compareAndSet(false, true)) {
      parameters.close();
      answer(step, false, 0, "");
      return;
    }
    threads.execute(() -> work(step, parameters));
  }

  private void work(long step, Parameters parameters) {
    try (parameters) {
      if (step != lastStep && !closed) {
        compute(step, parameters);
      }
    } catch (RuntimeException | Error e) {
      LOG.error("worker {} failed at step {}", worker.id(), step, e);
      busy.set(false);
      answer(step, false, 0, e.toString());
      return;
    }
    if (closed) {
      busy.set(false);
      return;
    }
    Duration delay = last.delay();
    if (delay.isZero()) {
      send(step);
    } else {
      later.schedule(() -> send(step), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void compute(long step, Parameters parameters) {
    if (row == null) {
      row = codec.payload(dimension);
    }
    lastStep = -1;
    Bench bench = Uninterruptibles.takeUninterruptibly(benches);
    try {
      float[] vector = bench.vector(row);
      last = worker.compute(step, parameters, bench.lane(), bench.batch(), vector);
      codec.code(vector, row);
    } finally {
      benches.add(bench);
    }
    lastStep = step;
  }

  private void send(long step) {
    if (!last.sent()) {
      busy.set(false);
      answer(step, false, 0, "");
    } else if (last.misbehaviour().isPresent()) {
      misconduct.act(last.misbehaviour().get(), step, row, last.loss(), () -> busy.set(false));
    } else {
      sendRow(step, row, last.loss(), () -> busy.set(false));
    }
  }

  /** Done is called before the answer has left: whoever has it may ask again. */
  private void sendRow(long step, Payload values, float loss, Runnable done) {
    if (datagrams.isPresent()) {
      datagrams
          .get()
          .send(
              worker.id(),
              step,
              values,
              () -> {
                done.run();
                answer(step, true, loss, "");
              });
    } else {
      outbox.send(
          PieceHeader.proposal(worker.id()),
          step,
          PieceSource.of(codec, values),
          values.dimension(),
          done);
      answer(step, true, loss, "");
    }
  }

  private void answer(long step, boolean sent, float loss, String problem) {
    Answered answered =
        Answered.newBuilder()
            .setWorker(worker.id())
            .setStep(step)
            .setSent(sent)
            .setLoss(loss)
            .setProblem(problem)
            .build();
    outbox.send(ToServer.newBuilder().setAnswered(answered).build());
  }

  /** What the worker remembers, after what it is computing. */
  @Override
  public synchronized Map<String, float[]> state() {
    return worker.state();
  }

  @Override
  public synchronized void restore(Map<String, float[]> state) {
    worker.restore(state);
    lastStep = -1;
  }

  /** Nothing is computed or sent any more; what is being computed is finished. */
  @Override
  public void close() {
    closed = true;
    misconduct.close();
  }
}
