package dev.garrison.cluster.submit;

import com.google.common.net.HostAndPort;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.cluster.submit.proto.Attachment;
import dev.garrison.cluster.submit.proto.RunEvent;
import dev.garrison.cluster.submit.proto.StopAsked;
import dev.garrison.cluster.submit.proto.Stopping;
import dev.garrison.cluster.submit.proto.Submission;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.PlainText;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.cluster.tls.TlsContexts;
import io.grpc.CallOptions;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A client of a {@link RunServer}. Where the connection is lost, it comes back to the run by itself
 * and goes on where it was. One thread calls; {@link #close} from any ends it.
 */
public final class RunClient implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final ManagedChannel channel;
  private final Duration patience;

  /**
   * A run that was asked to stop.
   *
   * @param run its name
   * @param before whether it had ended before
   */
  public record Stopped(String run, boolean before) {}

  /** Gets what happens to a run. The watching thread calls. */
  public interface Watcher {
    /** The run's name at its server. */
    void accepted(String run);

    /**
     * Output, without gaps but for {@code lost} bytes before it that the server no longer has.
     *
     * @param error whether it is standard error
     */
    void output(boolean error, byte[] text, long lost);

    /** The connection is lost; it is tried again. */
    void lost(String reason);
  }

  /**
   * @param credentials of the client's slot; empty for plain text
   * @param slot the only one that the server may have
   * @param patience how long to try to come back to a run after the connection was lost
   * @throws dev.garrison.core.UserException for plain text to another machine
   */
  public RunClient(
      HostAndPort server, Optional<Credentials> credentials, Slot slot, Duration patience) {
    if (credentials.isEmpty()) {
      PlainText.check(server);
    }
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(server.getHost(), server.getPort())
            .overrideAuthority(TlsContexts.HOST_NAME)
            .proxyDetector(target -> null)
            .keepAliveTime(10, TimeUnit.SECONDS)
            .keepAliveTimeout(10, TimeUnit.SECONDS);
    credentials.ifPresentOrElse(
        own -> builder.sslContext(TlsContexts.client(own, slot)), builder::usePlaintext);
    this.channel = builder.build();
    this.patience = patience;
  }

  /**
   * Starts a run and watches it to its end.
   *
   * @param words options of the runner
   * @return its exit status
   * @throws SubmissionException if it was refused, or the connection is lost for good
   */
  public int submit(List<String> words, Watcher watcher) throws SubmissionException {
    Submission submission = Submission.newBuilder().addAllWords(words).build();
    Watch watch = new Watch(watcher);
    try {
      return read(watch, RunMethods.SUBMIT, submission);
    } catch (StatusRuntimeException e) {
      if (watch.run.isEmpty() || !isLost(e)) {
        throw refusal(e);
      }
      return comeBack(watch, e);
    }
  }

  /**
   * Watches a run from its first output that is kept.
   *
   * @param run its name; empty for the latest
   */
  public int attach(String run, Watcher watcher) throws SubmissionException {
    Watch watch = new Watch(watcher);
    watch.run = run;
    try {
      return attach(watch);
    } catch (StatusRuntimeException e) {
      if (watch.position == 0 || !isLost(e)) {
        throw refusal(e);
      }
      return comeBack(watch, e);
    }
  }

  /**
   * Asks a run to stop in order.
   *
   * @param run its name; empty for the latest
   */
  public Stopped stop(String run) throws SubmissionException {
    try {
      Stopping stopping =
          ClientCalls.blockingUnaryCall(
              channel,
              RunMethods.STOP,
              CallOptions.DEFAULT.withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS),
              StopAsked.newBuilder().setRun(run).build());
      return new Stopped(stopping.getRun(), stopping.getOver());
    } catch (StatusRuntimeException e) {
      throw refusal(e);
    }
  }

  private int comeBack(Watch watch, StatusRuntimeException first) throws SubmissionException {
    StatusRuntimeException last = first;
    Duration pause = FIRST_PAUSE;
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline && !channel.isShutdown()) {
      watch.watcher.lost(text(last));
      Uninterruptibles.sleepUninterruptibly(pause);
      long before = watch.position;
      try {
        return attach(watch);
      } catch (StatusRuntimeException e) {
        if (!isLost(e)) {
          throw refusal(e);
        }
        last = e;
        boolean moved = watch.position > before;
        pause = moved ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
        deadline = moved ? System.nanoTime() + patience.toNanos() : deadline;
      }
    }
    throw refusal(last);
  }

  private int attach(Watch watch) throws SubmissionException {
    return read(
        watch,
        RunMethods.ATTACH,
        Attachment.newBuilder().setRun(watch.run).setFrom(watch.position).build());
  }

  private <Q> int read(Watch watch, MethodDescriptor<Q, RunEvent> method, Q question)
      throws SubmissionException {
    Context.CancellableContext call = Context.current().withCancellation();
    Context before = call.attach();
    try {
      return watch.read(
          ClientCalls.blockingServerStreamingCall(channel, method, CallOptions.DEFAULT, question));
    } finally {
      call.detach(before);
      // Tells the server, which waits for it, that everything has arrived.
      call.cancel(null);
    }
  }

  private static boolean isLost(StatusRuntimeException e) {
    return e.getStatus().getCode() == Status.Code.UNAVAILABLE;
  }

  private static SubmissionException refusal(StatusRuntimeException e) {
    return new SubmissionException(text(e), e);
  }

  private static String text(StatusRuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String description = e.getStatus().getDescription();
    return root == e || root.getMessage() == null
        ? String.valueOf(description)
        : description + ": " + root.getMessage();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Ends a watching call, too; the run goes on. */
  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static final class Watch {
    private final Watcher watcher;
    private String run = "";
    private long position;

    Watch(Watcher watcher) {
      this.watcher = watcher;
    }

    int read(Iterator<RunEvent> events) throws SubmissionException {
      while (events.hasNext()) {
        RunEvent event = events.next();
        switch (event.getEventCase()) {
          case ACCEPTED -> accept(event.getAccepted().getRun());
          case OUTPUT -> {
            long from = event.getOutput().getFrom();
            byte[] text = event.getOutput().getText().toByteArray();
            watcher.output(event.getOutput().getError(), text, Math.max(0, from - position));
            position = from + text.length;
          }
          case ENDED -> {
            return event.getEnded().getStatus();
          }
          case EVENT_NOT_SET -> throw new SubmissionException("the server speaks otherwise", null);
        }
      }
      throw new SubmissionException("the server ended the call without the run's status", null);
    }

    private void accept(String name) {
      if (!run.equals(name)) {
        run = name;
        watcher.accepted(name);
      }
    }
  }
}
