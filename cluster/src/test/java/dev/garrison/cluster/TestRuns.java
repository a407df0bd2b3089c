package dev.garrison.cluster;

import com.google.protobuf.ByteString;
import dev.garrison.attacks.Attack;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.wire.NodeMethod;
import dev.garrison.cluster.wire.proto.Open;
import dev.garrison.cluster.wire.proto.Plugin;
import dev.garrison.core.PluginRegistry;
import dev.garrison.experiments.Experiment;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a node of the tests has and what it is asked to take part in. */
public final class TestRuns {
  private TestRuns() {}

  /** With the plugins of the tests. */
  public static PluginRegistry registry() {
    try {
      Path tests =
          Path.of(ToyExperiment.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return PluginRegistry.load(List.of(Attack.KIND, Experiment.KIND, Codec.KIND), List.of(tests));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A run of the toy with two workers, both here. */
  public static Open.Builder toy() {
    byte[] session = new byte[16];
    Arrays.fill(session, (byte) 7);
    return Open.newBuilder()
        .setProtocol(NodeMethod.PROTOCOL)
        .setSession(ByteString.copyFrom(session))
        .setGeneration(1)
        .setExperiment(Plugin.newBuilder().setName("toy"))
        .setCodec(Plugin.newBuilder().setName("float32"))
        .addAllWorkers(List.of(0, 1))
        .setWorkerCount(2)
        .setWorkerThreads(1)
        .setWorkerMomentum(.5f)
        .setDimension(ToyExperiment.DIMENSION);
  }
}
