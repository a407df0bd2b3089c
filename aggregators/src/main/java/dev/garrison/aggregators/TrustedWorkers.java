package dev.garrison.aggregators;

import com.google.common.collect.ImmutableSortedSet;
import dev.garrison.core.Provided;
import java.util.Arrays;

/**
 * The workers that are known to be honest: what a rule may rely on that singles out a worker. A
 * rule asks for it as a constructor parameter. Immutable.
 *
 * @param count number of all workers; a rule for fewer rows gets mixtures, not the workers' own
 * @param ids of those that are trusted, may be empty
 */
@Provided(value = "workers declared trusted", option = "--trusted-workers")
public record TrustedWorkers(int count, ImmutableSortedSet<Integer> ids) {
  /** Checks the ids. */
  public TrustedWorkers {
    if (!ids.isEmpty() && (ids.first() < 0 || ids.last() >= count)) {
      throw new IllegalArgumentException("ids: expected 0 to " + (count - 1) + ", got " + ids);
    }
  }

  /** Trusts these of {@code count} workers. */
  public static TrustedWorkers of(int count, int... ids) {
    return new TrustedWorkers(
        count,
        Arrays.stream(ids)
            .boxed()
            .collect(ImmutableSortedSet.toImmutableSortedSet(Integer::compare)));
  }
}
