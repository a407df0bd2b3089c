package dev.garrison.cluster.remote;

import dev.garrison.cluster.wire.Frame;
import dev.garrison.cluster.wire.NodeMethod;
import dev.garrison.cluster.wire.Outbox;
import dev.garrison.cluster.wire.PeerText;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.PieceSource;
import dev.garrison.cluster.wire.proto.Open;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.experiments.Parameters;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One connection to a node, from dialling to its end. Any thread sends; gRPC's thread for this
 * connection receives.
 */
final class Connection {
  private static final Logger LOG = LogManager.getLogger();

  /** Bytes given to gRPC ahead of the network. */
  private static final int AHEAD = 1 << 20;

  private static final int END_SECONDS = 5;

  /** What the native transport puts before the system's words. */
  private static final Pattern NATIVE =
      Pattern.compile("^\\w+\\([^)]*\\) failed with error\\(-?\\d+\\): ");

  private final ManagedChannel channel;
  private final ClientCall<Frame<ToNode>, Frame<ToServer>> call;
  private final Outbox<ToNode> outbox = new Outbox<>(new Line());
  private final AtomicInteger broadcasts = new AtomicInteger();
  private volatile boolean reached;
  private volatile String cutBecause = "";

  /**
   * @param channel closed with this connection
   * @param traffic told of every byte
   */
  Connection(ManagedChannel channel, Traffic traffic) {
    this.channel = channel;
    this.call =
        channel.newCall(
            NodeMethod.TRAIN,
            CallOptions.DEFAULT.withOnReadyThreshold(AHEAD).withStreamTracerFactory(traffic));
  }

  /**
   * Begins.
   *
   * @param received called for every frame
   * @param ended called once, after the last frame
   */
  void start(Open open, Consumer<Frame<ToServer>> received, Consumer<End> ended) {
    call.start(new Listener(received, ended), new Metadata());
    call.request(1);
    outbox.send(ToNode.newBuilder().setOpen(open).build());
  }

  /**
   * How a connection ended.
   *
   * @param reason in one line
   * @param oversized whether the node sent a frame above the limit
   */
  record End(String reason, boolean oversized) {}

  /** Whether the node has answered the call. */
  boolean isReached() {
    return reached;
  }

  /** Sends a message after all others. */
  void send(ToNode message) {
    outbox.send(message);
  }

  /**
   * Sends parameters after all others; they are kept until they are sent.
   *
   * @param source of these parameters
   */
  void send(long step, Parameters parameters, PieceSource source) {
    Parameters kept = parameters.retain();
    broadcast(step, source, kept.dimension(), kept::close);
  }

  /** Sends how the parameters change after all others; it must not change itself. */
  void send(long step, PieceSource source, long length) {
    broadcast(step, source, length, () -> {});
  }

  private void broadcast(long step, PieceSource source, long length, Runnable sent) {
    broadcasts.incrementAndGet();
    outbox.send(
        PieceHeader.PARAMETERS,
        step,
        source,
        length,
        () -> {
          broadcasts.decrementAndGet();
          sent.run();
        });
  }

  /** Sends an array after all others; it must not change. */
  void send(int onChannel, long step, float[] values) {
    outbox.send(onChannel, step, PieceSource.of(values), values.length, () -> {});
  }

  /** Whether all was handed to the network. */
  boolean isSent() {
    return outbox.isEmpty();
  }

  /** Whether no parameters, or changes of them, wait for the network. */
  boolean isBroadcastSent() {
    return broadcasts.get() == 0;
  }

  /** Ends the connection; what was not sent is dropped. */
  void cut(String because) {
    cutBecause = because;
    outbox.close(() -> {});
    // Not within the outbox: the end may be reported in this thread, to those who use it.
    call.cancel(because, null);
  }

  /** Waits, not for long, until nothing of it is left. */
  void awaitEnd() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Line implements Outbox.Line<ToNode> {
    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public void send(Frame<ToNode> frame) {
      call.sendMessage(frame);
    }
  }

  private final class Listener extends ClientCall.Listener<Frame<ToServer>> {
    private final Consumer<Frame<ToServer>> received;
    private final Consumer<End> ended;

    Listener(Consumer<Frame<ToServer>> received, Consumer<End> ended) {
      this.received = received;
      this.ended = ended;
    }

    @Override
    public void onHeaders(Metadata headers) {
      reached = true;
    }

    @Override
    public void onMessage(Frame<ToServer> frame) {
      try {
        received.accept(frame);
      } catch (RuntimeException e) {
        LOG.error("a frame was not understood; its connection ends", e);
        cut("a bug here");
      }
      call.request(1);
    }

    @Override
    public void onReady() {
      outbox.pump();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      outbox.close(() -> {});
      channel.shutdownNow();
      ended.accept(
          new End(
              cutBecause.isEmpty() ? reason(status) : cutBecause,
              status.getCode() == Status.Code.RESOURCE_EXHAUSTED));
    }
  }

  /** What a person can do something with. */
  private static String reason(Status status) {
    Throwable cause = status.getCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text = cause != null ? cause.getMessage() : status.getDescription();
    if (text == null) {
      text = status.isOk() ? "it ended the connection" : status.getCode().toString();
    }
    return PeerText.clean(NATIVE.matcher(text).replaceFirst(""));
  }
}
