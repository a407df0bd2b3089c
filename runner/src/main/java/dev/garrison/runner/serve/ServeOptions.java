package dev.garrison.runner.serve;

import com.google.common.net.HostAndPort;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.ClusterSpec;
import dev.garrison.core.UserException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The command line that a deployer starts this node with.
 *
 * @param slot whose node this is
 * @param listen where clients connect; port 0 for a free one
 * @param cluster specification that runs are started with, JSON
 * @param insecure whether there are no credentials
 */
record ServeOptions(Slot slot, HostAndPort listen, String cluster, boolean insecure) {
  static ServeOptions read(List<String> words) {
    Optional<String> slot = Optional.empty();
    Optional<String> listen = Optional.empty();
    Optional<String> cluster = Optional.empty();
    boolean insecure = false;
    for (Iterator<String> word = words.iterator(); word.hasNext(); ) {
      String option = word.next();
      switch (option) {
        case "--slot" -> slot = Optional.of(value(option, word));
        case "--listen" -> listen = Optional.of(value(option, word));
        case "--cluster" -> cluster = Optional.of(value(option, word));
        case "--insecure" -> insecure = true;
        default -> throw new UserException("unknown option " + option);
      }
    }
    String json = required("--cluster", cluster);
    ClusterSpec.parse(json);
    return new ServeOptions(
        Slot.parse(required("--slot", slot)),
        address(required("--listen", listen)),
        json,
        insecure);
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new UserException(option + ": expected a value, got nothing");
    }
    return words.next();
  }

  private static String required(String option, Optional<String> value) {
    return value.orElseThrow(() -> new UserException(option + ": missing"));
  }

  private static HostAndPort address(String text) {
    try {
      HostAndPort address = HostAndPort.fromString(text);
      if (address.hasPort()) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new UserException("--listen: expected HOST:PORT, got \"" + text + "\"", e);
    }
    throw new UserException("--listen: expected HOST:PORT, got \"" + text + "\"");
  }
}
