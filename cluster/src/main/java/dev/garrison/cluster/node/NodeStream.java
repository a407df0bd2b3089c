package dev.garrison.cluster.node;

import dev.garrison.aggregators.SignRow;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.wire.Frame;
import dev.garrison.cluster.wire.IncomingPiece;
import dev.garrison.cluster.wire.Outbox;
import dev.garrison.cluster.wire.PeerText;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.proto.Changed;
import dev.garrison.cluster.wire.proto.Drifted;
import dev.garrison.cluster.wire.proto.EvaluationAsked;
import dev.garrison.cluster.wire.proto.Open;
import dev.garrison.cluster.wire.proto.Ready;
import dev.garrison.cluster.wire.proto.Refused;
import dev.garrison.cluster.wire.proto.StateVector;
import dev.garrison.cluster.wire.proto.StepAsked;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.core.UserException;
import dev.garrison.core.Version;
import dev.garrison.experiments.Parameters;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One connection of the parameter server, on the node's side. gRPC's thread for it receives; what
 * takes time is done by the node's helpers, during which nothing is received. Any thread sends.
 */
final class NodeStream extends ServerCall.Listener<Frame<ToNode>> {
  private static final Logger LOG = LogManager.getLogger();

  private final ServerCall<Frame<ToNode>, Frame<ToServer>> call;
  private final NodeHost host;
  private final Outbox<ToServer> outbox;
  private final ComingMemory memory = new ComingMemory();
  private Optional<Session> session = Optional.empty();
  private Optional<ParametersIntake> parameters = Optional.empty();
  private Optional<VoteIntake> vote = Optional.empty();
  private Optional<SignRow> voteRow = Optional.empty();
  private final KeptParameters kept = new KeptParameters();
  private boolean opened;
  private boolean ended;

  /**
   * @param host what all connections of the node share
   */
  NodeStream(ServerCall<Frame<ToNode>, Frame<ToServer>> call, NodeHost host) {
    this.call = call;
    this.host = host;
    this.outbox = new Outbox<>(new Line());
  }

  /** Begins to listen. */
  void start() {
    call.sendHeaders(new Metadata());
    call.request(1);
    host.later(
        () -> {
          if (!isOpened()) {
            end(Status.DEADLINE_EXCEEDED.withDescription("no run was opened"));
          }
        },
        host.limits().connections().silence());
  }

  private synchronized boolean isOpened() {
    return opened;
  }

  @Override
  public void onMessage(Frame<ToNode> frame) {
    try {
      if (frame instanceof IncomingPiece<ToNode> piece) {
        piece(piece);
      } else if (frame instanceof Frame.Control<ToNode> control) {
        control(control.message());
      } else if (frame instanceof Frame.Garbled<ToNode> garbled) {
        throw new ViolationException(garbled.problem());
      }
    } catch (ViolationException e) {
      LOG.warn("the parameter server broke the protocol: {}", e.getMessage());
      end(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
    }
  }

  private void control(ToNode message) throws ViolationException {
    if (message.hasOpen() == isOpened()) {
      throw new ViolationException("a run is opened first, and once");
    }
    switch (message.getMessageCase()) {
      case OPEN -> open(message.getOpen());
      case STEP -> step(message.getStep());
      case CHANGED -> changed(message.getChanged());
      case STATE_ASKED -> {
        long request = message.getStateAsked().getRequest();
        aside(() -> session().sendMemory(request));
      }
      case STATE_VECTOR -> memory(message.getStateVector());
      case STATE_RESTORED -> restored();
      case EVALUATION_ASKED -> evaluate(message.getEvaluationAsked());
      case MESSAGE_NOT_SET -> throw new ViolationException("an empty message");
    }
  }

  private void open(Open open) {
    synchronized (this) {
      opened = true;
    }
    host.execute(
        () -> {
          try {
            OpenedRun run = OpenedRun.of(open);
            host.admit(this, run);
            ready(host.session(run, outbox, server()));
          } catch (UserException e) {
            refuse(e.getMessage());
          } catch (RuntimeException | Error e) {
            LOG.error("a run could not be opened", e);
            refuse("cannot take part: " + e);
          }
        });
  }

  private InetAddress server() {
    SocketAddress from = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    if (from instanceof InetSocketAddress address) {
      return address.getAddress();
    }
    throw new IllegalStateException("connected from " + from);
  }

  private void ready(Session opening) {
    synchronized (this) {
      session = Optional.of(opening);
      if (ended) {
        closeSession();
        host.gone(this);
        return;
      }
    }
    LOG.info(
        "{}: workers {} of {}",
        opening.run().experiment(),
        opening.run().hosted(),
        opening.run().workers().count());
    Ready ready =
        Ready.newBuilder().setVersion(Version.read()).setHost(NodeHost.describe()).build();
    outbox.send(ToServer.newBuilder().setReady(ready).build());
    call.request(1);
  }

  private void refuse(String reason) {
    LOG.warn("refused: {}", reason);
    host.gone(this);
    Refused refused = Refused.newBuilder().setReason(PeerText.clean(reason)).build();
    outbox.send(ToServer.newBuilder().setRefused(refused).build());
    end(Status.OK);
  }

  private void step(StepAsked asked) throws ViolationException {
    checkHosts(asked.getStep(), asked.getWorkersList());
    Optional<Codec> codec = Optional.of(session().codec()).filter(Codec::codesParameters);
    receive(
        asked.getStep(),
        codec,
        whole -> {
          if (session().run().keeps()) {
            kept.keep(asked.getStep(), whole);
          }
          compute(asked.getStep(), asked.getWorkersList(), whole);
        });
  }

  private void checkHosts(long step, List<Integer> workers) throws ViolationException {
    if (!session().hosts(workers)) {
      throw new ViolationException("step %d: a worker that is elsewhere".formatted(step));
    }
  }

  private void compute(long step, List<Integer> workers, Parameters whole) {
    try (whole) {
      session().compute(step, workers, whole);
    }
  }

  private void changed(Changed asked) throws ViolationException {
    checkHosts(asked.getStep(), asked.getWorkersList());
    check(
        session().run().keeps() && parameters.isEmpty() && vote.isEmpty() && asked.getStep() >= 0,
        "a change out of turn");
    if (asked.hasVote()) {
      SignRow row = voteRow.orElseGet(() -> new SignRow(session().run().dimension()));
      voteRow = Optional.of(row);
      vote = Optional.of(new VoteIntake(asked, row));
    } else {
      use(asked, kept.same(asked));
    }
    call.request(1);
  }

  /** Computes at parameters that were changed, or says that they are not what they should be. */
  private void use(Changed asked, Optional<Parameters> changed) {
    if (changed.isPresent()) {
      compute(asked.getStep(), asked.getWorkersList(), changed.get());
    } else {
      LOG.warn("step {}: the parameters are not the parameter server's", asked.getStep());
      Drifted drifted = Drifted.newBuilder().setStep(asked.getStep()).build();
      outbox.send(ToServer.newBuilder().setDrifted(drifted).build());
    }
  }

  private void vote(IncomingPiece<ToNode> piece) throws ViolationException {
    VoteIntake intake = vote.orElseThrow();
    check(intake.accept(piece), "a vote out of turn");
    if (intake.isWhole()) {
      vote = Optional.empty();
      Changed asked = intake.asked();
      use(asked, kept.change(asked, intake.row(), session().buffers()));
    }
  }

  private void evaluate(EvaluationAsked asked) throws ViolationException {
    receive(
        asked.getStep(),
        Optional.empty(),
        whole ->
            host.execute(
                () -> {
                  try (whole) {
                    session().evaluate(asked.getStep(), whole);
                  }
                }));
  }

  private void receive(long step, Optional<Codec> codec, Consumer<Parameters> whole)
      throws ViolationException {
    if (parameters.isPresent() || vote.isPresent() || step < 0) {
      throw new ViolationException("step %d out of turn".formatted(step));
    }
    parameters =
        Optional.of(
            new ParametersIntake(
                step, session().run().dimension(), codec, session().buffers().take(), whole));
    call.request(1);
  }

  private void piece(IncomingPiece<ToNode> piece) throws ViolationException {
    if (piece.header().channel() == PieceHeader.PARAMETERS && vote.isPresent()) {
      vote(piece);
    } else if (piece.header().channel() == PieceHeader.PARAMETERS && parameters.isPresent()) {
      ParametersIntake intake = parameters.get();
      check(intake.accept(piece), "parameters out of turn");
      if (intake.isWhole()) {
        parameters = Optional.empty();
      }
    } else {
      check(
          hasSession()
              && piece.header().channel() == PieceHeader.memory(session().run().workers().count())
              && memory.accept(piece),
          "a vector out of turn");
    }
    call.request(1);
  }

  private void memory(StateVector vector) throws ViolationException {
    check(memory.begin(vector), "a memory out of turn");
    call.request(1);
  }

  private void restored() throws ViolationException {
    Optional<Map<String, float[]>> all = memory.take();
    check(all.isPresent(), "the end of a memory out of turn");
    aside(() -> session().restore(all.orElseThrow()));
  }

  /** Does something that takes time; nothing is received meanwhile. */
  private void aside(Runnable work) {
    host.execute(
        () -> {
          try {
            work.run();
            call.request(1);
          } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
          } catch (RuntimeException e) {
            LOG.error("a run ends here", e);
            refuse("failed: " + e);
          }
        });
  }

  private static void check(boolean fine, String otherwise) throws ViolationException {
    if (!fine) {
      throw new ViolationException(otherwise);
    }
  }

  private synchronized boolean hasSession() {
    return session.isPresent();
  }

  private synchronized Session session() {
    return session.orElseThrow();
  }

  @Override
  public void onReady() {
    outbox.pump();
  }

  @Override
  public void onHalfClose() {
    end(Status.OK);
  }

  @Override
  public void onCancel() {
    ended();
  }

  @Override
  public void onComplete() {
    ended();
  }

  /** Ends the connection; the session ends with it. */
  void end(Status status) {
    synchronized (this) {
      if (ended) {
        return;
      }
    }
    outbox.close(() -> call.close(status, new Metadata()));
  }

  private void ended() {
    outbox.close(() -> {});
    synchronized (this) {
      if (!ended) {
        ended = true;
        parameters.ifPresent(ParametersIntake::close);
        parameters = Optional.empty();
        kept.close();
        closeSession();
      }
    }
    host.gone(this);
  }

  private void closeSession() {
    session.ifPresent(host::end);
  }

  private final class Line implements Outbox.Line<ToServer> {
    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public void send(Frame<ToServer> frame) {
      call.sendMessage(frame);
    }
  }

  /** The other end does not keep to the protocol. */
  private static final class ViolationException extends Exception {
    private static final long serialVersionUID = 1L;

    ViolationException(String message) {
      super(message);
    }
  }
}
