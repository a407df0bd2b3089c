package dev.garrison.deploy.node;

import com.google.common.base.Throwables;
import com.google.common.io.Closer;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.node.Limits;
import dev.garrison.cluster.node.NodeOptions;
import dev.garrison.cluster.node.NodeServer;
import dev.garrison.cluster.submit.RunServer;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.Kinds;
import dev.garrison.runner.serve.RunnerLauncher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Optional;

/**
 * What is served at a slot, with the plugins of this installation: runs are taken from clients at
 * the parameter server's, gradients computed at any other. Any thread.
 */
public final class NodeService implements AutoCloseable {
  private final int port;
  private final Closer resources;

  private NodeService(int port, Closer resources) {
    this.port = port;
    this.resources = resources;
  }

  /**
   * Listens from now on.
   *
   * @param credentials empty for plain text, on a loopback address only
   * @throws UserException if a plugin cannot be loaded, the port is taken, or the credentials are
   *     not this slot's
   */
  public static NodeService start(NodeSettings settings, Optional<Credentials> credentials)
      throws IOException {
    if (credentials.isPresent() && !credentials.get().slot().equals(settings.slot())) {
      throw new UserException(settings.slot() + ": got the " + credentials.get());
    }
    Closer resources = Closer.create();
    try {
      return new NodeService(open(settings, credentials, resources), resources);
    } catch (IOException e) {
      resources.close();
      throw explained(settings.address(), e);
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    resources.close();
  }

  private static int open(
      NodeSettings settings, Optional<Credentials> credentials, Closer resources)
      throws IOException {
    InetSocketAddress listen = ListenAddress.of(settings.address());
    if (settings.slot().equals(settings.server())) {
      RunnerLauncher launcher =
          new RunnerLauncher(settings.cluster(), credentials, settings.plugins());
      RunServer server = new RunServer(listen, credentials, launcher);
      resources.register(server::close);
      return server.port();
    }
    PluginRegistry registry = PluginRegistry.load(Kinds.ALL, settings.plugins());
    resources.register(registry::close);
    NodeServer server =
        NodeServer.start(
            registry,
            new NodeOptions(
                listen, credentials, settings.plugins(), settings.server(), Limits.DEFAULT));
    resources.register(server::close);
    return server.port();
  }

  private static IOException explained(HostAndPort address, IOException e) {
    Throwable cause = Throwables.getRootCause(e);
    // The operating system's words: the JDK has no types for them
    String words = String.valueOf(cause.getMessage());
    if (words.contains("already in use")) {
      throw new UserException("port " + address.getPort() + " is taken on this host", e);
    }
    if (words.contains("ssign requested address")) {
      throw new UserException(address.getHost() + " is not an address of this host", e);
    }
    if (cause instanceof SocketException && words.contains("ermission denied")) {
      throw new UserException(
          "port " + address.getPort() + " needs privileges on this host; ports from 1024 do not",
          e);
    }
    return e;
  }
}
