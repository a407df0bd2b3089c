package dev.garrison.cluster.node;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.ByteString;
import dev.garrison.cluster.WorkerSettings;
import dev.garrison.cluster.wire.NodeMethod;
import dev.garrison.cluster.wire.proto.Argument;
import dev.garrison.cluster.wire.proto.Datagrams;
import dev.garrison.cluster.wire.proto.Open;
import dev.garrison.cluster.wire.proto.Plugin;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.experiments.ReplicaOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a parameter server asks a node to take part in, checked.
 *
 * @param session 16 bytes
 * @param generation from 1 on
 * @param experiment to be built from this installation
 * @param replica how gradients are computed
 * @param workers what all workers of the run have in common
 * @param hosted ids of the workers that live here
 * @param dimension number of parameters d
 * @param codec of the proposals, to be built from this installation
 * @param keeps whether parameters are kept, to be changed
 * @param datagrams of the workers whose proposals leave as such
 */
record OpenedRun(
    ByteString session,
    int generation,
    PluginSpec experiment,
    ReplicaOptions replica,
    WorkerSettings workers,
    ImmutableSet<Integer> hosted,
    int dimension,
    PluginSpec codec,
    boolean keeps,
    Optional<DatagramPlan> datagrams) {
  private static final int SESSION_BYTES = 16;
  private static final int KEY_BYTES = 32;
  private static final int PORTS = 1 << 16;

  /**
   * How proposals leave as datagrams.
   *
   * @param workers of these workers
   * @param port at the parameter server
   * @param key 32 bytes
   * @param node number of this node at the parameter server
   * @param rate bytes per second, 0 for no limit
   * @param size of a datagram, at most
   */
  record DatagramPlan(
      ImmutableSet<Integer> workers, int port, ByteString key, int node, long rate, int size) {
    DatagramPlan {
      if (port < 1 || port >= PORTS) {
        throw new IllegalArgumentException("datagrams: expected a port, got " + port);
      }
      if (key.size() != KEY_BYTES) {
        throw new IllegalArgumentException(
            "datagrams: expected a key of %d bytes, got %d".formatted(KEY_BYTES, key.size()));
      }
      if (rate < 0) {
        throw new IllegalArgumentException("datagrams: expected a rate, got " + rate);
      }
    }

    static DatagramPlan of(Open open) {
      Datagrams datagrams = open.getDatagrams();
      return new DatagramPlan(
          ids("datagrams", datagrams.getWorkersList(), open),
          datagrams.getPort(),
          datagrams.getKey(),
          datagrams.getNode(),
          datagrams.getRate(),
          datagrams.getSize());
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "datagrams of workers " + workers;
    }
  }

  /**
   * Reads and checks.
   *
   * @throws UserException if the message is of another protocol or does not make sense
   */
  static OpenedRun of(Open open) {
    if (open.getProtocol() != NodeMethod.PROTOCOL) {
      throw new UserException(
          "speaks protocol %d, the parameter server %d"
              .formatted(NodeMethod.PROTOCOL, open.getProtocol()));
    }
    try {
      return new OpenedRun(
          open.getSession(),
          open.getGeneration(),
          spec(open.getExperiment()),
          new ReplicaOptions(open.getWorkerThreads(), open.getUseGpu(), open.getL1(), open.getL2()),
          new WorkerSettings(
              open.getWorkerCount(),
              ids("silent", open.getSilentList(), open),
              ids("attacked", open.getAttackedList(), open),
              open.hasLocalAttack() ? Optional.of(spec(open.getLocalAttack())) : Optional.empty(),
              open.getWorkerMomentum(),
              new Seed(open.getSeed())),
          ids("workers", open.getWorkersList(), open),
          Math.toIntExact(open.getDimension()),
          spec(open.getCodec()),
          open.getKeeps(),
          open.hasDatagrams() ? Optional.of(DatagramPlan.of(open)) : Optional.empty());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UserException("the run does not make sense: " + e.getMessage(), e);
    }
  }

  OpenedRun {
    if (session.size() != SESSION_BYTES) {
      throw new IllegalArgumentException(
          "session: expected %d bytes, got %d".formatted(SESSION_BYTES, session.size()));
    }
    if (generation < 1) {
      throw new IllegalArgumentException("generation: expected at least 1, got " + generation);
    }
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension: expected at least 1, got " + dimension);
    }
  }

  private static ImmutableSet<Integer> ids(String what, List<Integer> ids, Open open) {
    for (int id : ids) {
      if (id < 0 || id >= open.getWorkerCount()) {
        throw new IllegalArgumentException(
            "%s: expected ids below %d, got %s"
                .formatted(what, open.getWorkerCount(), Integer.toUnsignedString(id)));
      }
    }
    return ImmutableSet.copyOf(ids);
  }

  private static PluginSpec spec(Plugin plugin) {
    Map<String, String> arguments = new HashMap<>();
    for (Argument argument : plugin.getArgumentsList()) {
      if (arguments.put(argument.getKey(), argument.getValue()) != null) {
        throw new IllegalArgumentException("argument \"" + argument.getKey() + "\" is given twice");
      }
    }
    return new PluginSpec(plugin.getName(), ImmutableMap.copyOf(arguments));
  }
}
