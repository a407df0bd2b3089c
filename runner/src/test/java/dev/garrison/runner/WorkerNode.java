package dev.garrison.runner;

import com.google.common.collect.ImmutableList;
import dev.garrison.cluster.node.Limits;
import dev.garrison.cluster.node.NodeOptions;
import dev.garrison.cluster.node.NodeServer;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.PluginRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The program of {@link NodeProcess}: a worker node that ends with its standard input. */
final class WorkerNode {
  private WorkerNode() {}

  /**
   * @param words the port, 0 for a free one; {@code tls} to read credentials from standard input
   */
  public static void main(String[] words) throws Exception {
    Optional<Credentials> credentials =
        words.length > 1 ? Optional.of(Credentials.read(System.in)) : Optional.empty();
    InetSocketAddress listen =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
    NodeOptions options =
        new NodeOptions(listen, credentials, ImmutableList.of(), new Slot("ps", 0), Limits.DEFAULT);
    try (PluginRegistry registry = PluginRegistry.load(Kinds.ALL, List.of());
        NodeServer server = NodeServer.start(registry, options)) {
      System.out.println("listening on port " + server.port());
      while (System.in.read() >= 0) {}
    }
    System.exit(0);
  }
}
