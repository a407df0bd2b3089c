package dev.garrison.deploy;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.UserException;

/** How many nodes have to come up. */
enum Requirement {
  /** Every one. */
  ALL {
    @Override
    boolean isMet(ImmutableList<Slot> wanted, ImmutableSet<Slot> up) {
      return up.containsAll(wanted);
    }
  },

  /** More than half of every job's. */
  QUORUM {
    @Override
    boolean isMet(ImmutableList<Slot> wanted, ImmutableSet<Slot> up) {
      return Multimaps.index(wanted, Slot::job).asMap().values().stream()
          .allMatch(job -> 2 * job.stream().filter(up::contains).count() > job.size());
    }
  };

  /** Whether enough of the wanted ones are up. */
  abstract boolean isMet(ImmutableList<Slot> wanted, ImmutableSet<Slot> up);

  @Override
  public String toString() {
    return Ascii.toLowerCase(name());
  }

  /**
   * @throws UserException if it is neither
   */
  static Requirement parse(String text) {
    return switch (text) {
      case "all" -> ALL;
      case "quorum" -> QUORUM;
      default -> throw new UserException("--require: expected all or quorum, got \"" + text + "\"");
    };
  }
}
