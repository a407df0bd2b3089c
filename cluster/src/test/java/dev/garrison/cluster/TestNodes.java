package dev.garrison.cluster;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.codec.ChosenCodec;
import dev.garrison.cluster.node.Limits;
import dev.garrison.cluster.node.NodeOptions;
import dev.garrison.cluster.node.NodeServer;
import dev.garrison.cluster.remote.NodeAddress;
import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.cluster.remote.RemoteRun;
import dev.garrison.cluster.tls.CertificateAuthority;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.cluster.udp.UdpOptions;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.ReplicaOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Nodes in this process, which real sockets lead to. */
final class TestNodes implements AutoCloseable {
  static final Slot SERVER = new Slot("ps", 0);

  /** Longer than anything takes on a busy machine. */
  static final Duration LONG = Duration.ofSeconds(60);

  private final PluginRegistry registry;
  private final Optional<CertificateAuthority> authority;
  private final IntFunction<Slot> identities;
  private final List<NodeServer> nodes = new ArrayList<>();

  /**
   * @param authority empty for plain text
   */
  TestNodes(int count, Optional<CertificateAuthority> authority) {
    this(count, authority, TestNodes::slot);
  }

  /**
   * @param identities whose certificates the nodes have
   */
  TestNodes(int count, Optional<CertificateAuthority> authority, IntFunction<Slot> identities) {
    this.authority = authority;
    this.identities = identities;
    this.registry = TestRuns.registry();
    for (int i = 0; i < count; i++) {
      nodes.add(start(i, 0));
    }
  }

  private NodeServer start(int index, int port) {
    try {
      return NodeServer.start(
          registry,
          new NodeOptions(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              credentials(identities.apply(index)),
              ImmutableList.of(),
              SERVER,
              Limits.DEFAULT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<Credentials> credentials(Slot slot) {
    return authority.map(all -> all.issue(slot));
  }

  static Slot slot(int index) {
    return new Slot("workers", index);
  }

  ImmutableList<NodeAddress> addresses() {
    ImmutableList.Builder<NodeAddress> addresses = ImmutableList.builder();
    for (int i = 0; i < nodes.size(); i++) {
      addresses.add(
          new NodeAddress(slot(i), HostAndPort.fromParts("127.0.0.1", nodes.get(i).port())));
    }
    return addresses.build();
  }

  /** A pool of all nodes, all of them ready. */
  RemotePool pool(
      Experiment experiment,
      WorkerSettings settings,
      StepTimeout timeout,
      int minimum,
      Optional<UdpOptions> udp,
      BooleanSupplier stopAsked) {
    return pool(experiment, settings, ChosenCodec.FLOAT32, timeout, minimum, 0, udp, stopAsked);
  }

  /** A pool of all nodes, all of them ready. */
  RemotePool pool(
      Experiment experiment,
      WorkerSettings settings,
      ChosenCodec codec,
      StepTimeout timeout,
      int minimum,
      int resync,
      Optional<UdpOptions> udp,
      BooleanSupplier stopAsked) {
    RemotePool pool =
        new RemotePool(
            addresses(),
            credentials(SERVER),
            new RemoteRun(
                ((ToyExperiment) experiment).spec(),
                ReplicaOptions.defaults(),
                settings,
                ToyExperiment.DIMENSION,
                codec),
            timeout,
            minimum,
            resync,
            udp,
            stopAsked);
    try {
      pool.awaitNodes(LONG);
      return pool;
    } catch (UserException e) {
      pool.close();
      throw e;
    }
  }

  /** A pool of all nodes, ready or not. */
  RemotePool unready(
      WorkerSettings settings, StepTimeout timeout, int minimum, BooleanSupplier stopAsked) {
    return new RemotePool(
        addresses(),
        credentials(SERVER),
        run(PluginSpec.of("toy"), settings, ToyExperiment.DIMENSION),
        timeout,
        minimum,
        0,
        Optional.empty(),
        stopAsked);
  }

  RemoteRun run(PluginSpec experiment, WorkerSettings settings, int dimension) {
    return new RemoteRun(
        experiment, ReplicaOptions.defaults(), settings, dimension, ChosenCodec.FLOAT32);
  }

  /** A node dies. */
  void stop(int index) {
    nodes.get(index).close();
  }

  /** A node that died comes back at the same place, without memory. */
  void restart(int index) {
    nodes.set(index, start(index, nodes.get(index).port()));
  }

  @Override
  public void close() {
    nodes.forEach(NodeServer::close);
    registry.close();
  }
}
