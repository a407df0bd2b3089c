package dev.garrison.runner.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.remote.NodeAddress;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.cluster.udp.UdpOptions;
import dev.garrison.core.ClusterSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The machines a run is spread over; this process is the parameter server.
 *
 * @param spec all of them
 * @param serverJob its only node is this process
 * @param workerJob whose nodes host the logical workers
 * @param evaluationJob whose first node evaluates; empty to evaluate here
 * @param credentials folder of all clusters' credentials, {@code -} to read this process's from
 *     standard input; empty to go without, in plain text
 * @param udp whose proposals travel as datagrams; empty for nobody's
 * @param resync every so many steps nodes get the parameters in full, though they keep them; 0 for
 *     never
 */
public record ClusterConfig(
    ClusterSpec spec,
    String serverJob,
    String workerJob,
    Optional<String> evaluationJob,
    Optional<Path> credentials,
    Optional<UdpOptions> udp,
    int resync) {

  /** Where credentials come from that a starter of this process hands over. */
  public static final Path STANDARD_INPUT = Path.of("-");

  /** This process's place. */
  public Slot server() {
    return new Slot(serverJob, 0);
  }

  /** Where logical workers live, in the order of their job. */
  public ImmutableList<NodeAddress> workers() {
    return nodes(workerJob);
  }

  /** The node that evaluates; empty to evaluate here. */
  public Optional<NodeAddress> evaluator() {
    return evaluationJob.map(job -> nodes(job).get(0));
  }

  private ImmutableList<NodeAddress> nodes(String job) {
    ImmutableList<HostAndPort> addresses = spec.job(job);
    return IntStream.range(0, addresses.size())
        .mapToObj(i -> new NodeAddress(new Slot(job, i), addresses.get(i)))
        .collect(ImmutableList.toImmutableList());
  }
}
