package dev.garrison.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The ways of saying on a command line which nodes make up a cluster: {@code JSON}, {@code @FILE}
 * with JSON in it, {@code G5k} for the nodes that the scheduler of Grid'5000 reserved, {@code
 * slurm} for those of a Slurm job. A scheduler's first node is the job {@code ps}, the others are
 * {@code workers}, all on port 7000.
 */
public final class ClusterSource {
  /** The forms, for help texts. */
  public static final String FORMS = "JSON|@FILE|G5k|slurm";

  private static final int PORT = 7000;

  private ClusterSource() {}

  /**
   * Reads a cluster in any of the forms.
   *
   * @param environment variables of the process, which schedulers set
   * @throws UserException naming the file, variable or piece of JSON that is not as it should be
   */
  public static ClusterSpec read(String text, Map<String, String> environment) {
    if (text.startsWith("@")) {
      return file(text.substring(1));
    }
    return switch (text) {
      case "G5k" -> scheduled(text, oarNodes(environment));
      case "slurm" -> scheduled(text, slurmNodes(environment));
      default -> ClusterSpec.parse(text);
    };
  }

  private static ClusterSpec file(String name) {
    try {
      // Messages quote the specification, and have one line
      String json = String.join(" ", lines("@" + name, Path.of(name)));
      return ClusterSpec.parse(json);
    } catch (InvalidPathException e) {
      throw new UserException("cluster specification: @" + name + ": not a path", e);
    }
  }

  private static List<String> oarNodes(Map<String, String> environment) {
    String name = environment.getOrDefault("OAR_FILE_NODES", environment.get("OAR_NODEFILE"));
    if (name == null) {
      throw new UserException(
          "cluster specification: G5k: OAR_FILE_NODES is not set; reserve nodes with oarsub first");
    }
    return lines("G5k: " + name, Path.of(name)).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList();
  }

  private static List<String> slurmNodes(Map<String, String> environment) {
    String list = environment.get("SLURM_JOB_NODELIST");
    if (list == null) {
      throw new UserException(
          "cluster specification: slurm: SLURM_JOB_NODELIST is not set; start this inside a job,"
              + " with salloc or sbatch");
    }
    return SlurmNodeList.expand(list);
  }

  private static ClusterSpec scheduled(String scheduler, List<String> hosts) {
    if (hosts.size() < 2) {
      throw new UserException(
          "cluster specification: "
              + scheduler
              + ": needs at least 2 nodes, a parameter server and a worker, got "
              + hosts);
    }
    try {
      ImmutableList<HostAndPort> nodes =
          hosts.stream()
              .map(host -> HostAndPort.fromParts(host, PORT))
              .collect(ImmutableList.toImmutableList());
      ClusterSpec spec =
          new ClusterSpec(
              ImmutableMap.of(
                  "ps", nodes.subList(0, 1), "workers", nodes.subList(1, nodes.size())));
      // Read again: hosts are checked there
      return ClusterSpec.parse(spec.canonical());
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "cluster specification: " + scheduler + ": expected names of hosts, got " + hosts, e);
    }
  }

  private static List<String> lines(String what, Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (NoSuchFileException e) {
      throw new UserException("cluster specification: " + what + ": no such file", e);
    } catch (IOException e) {
      throw new UserException("cluster specification: " + what + ": cannot be read: " + e, e);
    }
  }
}
