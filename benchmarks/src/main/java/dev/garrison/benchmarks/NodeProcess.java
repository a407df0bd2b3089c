package dev.garrison.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.garrison.attacks.Attack;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.node.Limits;
import dev.garrison.cluster.node.NodeOptions;
import dev.garrison.cluster.node.NodeServer;
import dev.garrison.cluster.remote.NodeAddress;
import dev.garrison.cluster.tls.CertificateAuthority;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.PluginRegistry;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Model;
import dev.garrison.experiments.Partition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A worker node in a process of its own, on this machine. */
final class NodeProcess implements AutoCloseable {
  static final Slot SERVER = new Slot("ps", 0);
  private static final int END_SECONDS = 20;

  private final Process process;
  private final NodeAddress address;

  /**
   * Starts the process with this one's JVM, options and classes, and waits until it listens.
   *
   * @param authority empty for plain text
   */
  NodeProcess(int index, Optional<CertificateAuthority> authority) throws IOException {
    Slot slot = new Slot("workers", index);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), Boolean.toString(authority.isPresent())));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (authority.isPresent()) {
      OutputStream in = process.getOutputStream();
      authority.get().issue(slot).write(in);
      in.flush();
    }
    BufferedReader out = process.inputReader();
    address =
        new NodeAddress(slot, HostAndPort.fromParts("127.0.0.1", Integer.parseInt(out.readLine())));
  }

  NodeAddress address() {
    return address;
  }

  /** Processor time it has used, in milliseconds. */
  double processorMillis() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
  }

  /** The process ends when its standard input does. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What runs in the process. */
  static final class Main {
    private Main() {}

    /**
     * Serves until the end of standard input.
     *
     * @param words whether credentials are to be read from standard input
     */
    public static void main(String[] words) throws IOException, URISyntaxException {
      Optional<Credentials> credentials =
          Boolean.parseBoolean(words[0])
              ? Optional.of(Credentials.read(System.in))
              : Optional.empty();
      Path own = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (PluginRegistry registry =
              PluginRegistry.load(
                  List.of(Experiment.KIND, Model.KIND, Partition.KIND, Attack.KIND, Codec.KIND),
                  List.of(own));
          NodeServer node =
              NodeServer.start(
                  registry,
                  new NodeOptions(
                      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                      credentials,
                      ImmutableList.of(),
                      SERVER,
                      Limits.DEFAULT))) {
        System.out.println(node.port());
        while (System.in.read() >= 0) {}
      }
      System.exit(0);
    }
  }
}
