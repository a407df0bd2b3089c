package dev.garrison.cluster.remote;

import com.google.protobuf.ByteString;
import dev.garrison.cluster.WorkerSettings;
import dev.garrison.cluster.codec.Sign;
import dev.garrison.cluster.wire.NodeMethod;
import dev.garrison.cluster.wire.proto.Argument;
import dev.garrison.cluster.wire.proto.Open;
import dev.garrison.cluster.wire.proto.Plugin;
import dev.garrison.core.PluginSpec;
import java.util.Collection;

/** Says a run in the words of the wire. */
final class OpenMessage {
  private OpenMessage() {}

  /**
   * All but the generation.
   *
   * @param session 16 bytes
   * @param hosted workers of the node
   */
  static Open.Builder of(RemoteRun run, ByteString session, Collection<Integer> hosted) {
    WorkerSettings workers = run.workers();
    Open.Builder open =
        Open.newBuilder()
            .setProtocol(NodeMethod.PROTOCOL)
            .setSession(session)
            .setExperiment(plugin(run.experiment()))
            .addAllWorkers(hosted.stream().sorted().toList())
            .setWorkerCount(workers.count())
            .addAllSilent(workers.silent())
            .addAllAttacked(workers.attacked())
            .setWorkerMomentum(workers.momentum())
            .setSeed(workers.seed().value())
            .setWorkerThreads(run.replica().workerThreads())
            .setUseGpu(run.replica().gpu())
            .setL1(run.replica().l1())
            .setL2(run.replica().l2())
            .setDimension(run.dimension())
            .setCodec(plugin(run.codec().spec()))
            .setKeeps(run.codec().codec() instanceof Sign);
    workers.localAttack().ifPresent(attack -> open.setLocalAttack(plugin(attack)));
    return open;
  }

  private static Plugin plugin(PluginSpec spec) {
    Plugin.Builder plugin = Plugin.newBuilder().setName(spec.name());
    spec.args()
        .forEach(
            (key, value) -> plugin.addArguments(Argument.newBuilder().setKey(key).setValue(value)));
    return plugin.build();
  }
}
