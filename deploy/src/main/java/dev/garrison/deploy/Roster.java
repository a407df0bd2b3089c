package dev.garrison.deploy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.ClusterSpec;
import dev.garrison.core.UserException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who is who in a cluster. Immutable.
 *
 * @param spec the cluster
 * @param server the parameter server's slot
 * @param addresses where each slot's node is, in the order given
 */
record Roster(ClusterSpec spec, Slot server, ImmutableMap<Slot, HostAndPort> addresses) {

  /**
   * @throws UserException if there is not exactly one parameter server, or a name is reserved
   */
  static Roster of(ClusterSpec spec, String serverJob) {
    Map<Slot, HostAndPort> addresses = new LinkedHashMap<>();
    spec.jobs()
        .forEach(
            (job, nodes) -> {
              for (int i = 0; i < nodes.size(); i++) {
                addresses.put(new Slot(slotName(job), i), nodes.get(i));
              }
            });
    ImmutableList<HostAndPort> servers = spec.jobs().get(serverJob);
    if (servers == null) {
      throw new UserException(
          "no job \""
              + serverJob
              + "\"; jobs: "
              + String.join(", ", spec.jobs().keySet())
              + "; --ps-job-name says which is the parameter server's");
    }
    if (servers.size() > 1) {
      throw new UserException(
          "job \""
              + serverJob
              + "\" has "
              + servers.size()
              + " nodes; there is one parameter server, and it is trusted");
    }
    return new Roster(spec, new Slot(serverJob, 0), ImmutableMap.copyOf(addresses));
  }

  /**
   * A slot of this cluster.
   *
   * @throws UserException if there is no such slot
   */
  Slot slot(String option, String text) {
    Slot slot;
    try {
      slot = Slot.parse(text);
    } catch (UserException e) {
      throw new UserException("--" + option + ": " + e.getMessage(), e);
    }
    if (!addresses.containsKey(slot)) {
      throw new UserException(
          "--" + option + ": no node " + slot + "; nodes: " + addresses.keySet());
    }
    return slot;
  }

  /**
   * Checks that there is such a job.
   *
   * @throws UserException if there is not
   */
  void checkJob(String option, String job) {
    if (!spec.jobs().containsKey(job)) {
      throw new UserException(
          "--"
              + option
              + ": no job \""
              + job
              + "\"; jobs: "
              + String.join(", ", spec.jobs().keySet()));
    }
  }

  /**
   * Checks that nodes can run side by side: two processes cannot listen at one address.
   *
   * @throws UserException naming the two
   */
  void checkApart(Iterable<Slot> slots) {
    Map<HostAndPort, Slot> taken = new HashMap<>();
    for (Slot slot : slots) {
      Slot other = taken.put(addresses.get(slot), slot);
      if (other != null) {
        throw new UserException(
            "--cluster: "
                + addresses.get(slot)
                + " is both "
                + other
                + " and "
                + slot
                + "; give each node a port of its own");
      }
    }
  }

  private static String slotName(String job) {
    if (job.isEmpty() || job.equals(Slot.CLIENT.job())) {
      throw new UserException("job \"" + job + "\": this name is reserved");
    }
    return job;
  }
}
