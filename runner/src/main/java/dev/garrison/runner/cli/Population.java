package dev.garrison.runner.cli;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The workers and the faulty ones among them.
 *
 * @param workers total number n
 * @param declared what the rule is told, f
 * @param byzantine ids of the real Byzantine workers, b of them: those {@code --attack} is about
 * @param local ids of the workers with a local attack beside them, none of them Byzantine
 * @param trusted ids of workers known to be honest, in neither of the two
 */
public record Population(
    int workers,
    int declared,
    ImmutableSortedSet<Integer> byzantine,
    ImmutableSortedSet<Integer> local,
    ImmutableSortedSet<Integer> trusted) {
  private static final String REAL = "nb-real-byz-workers";
  private static final String LOCAL = "nb-local-byz-workers";
  private static final String BYZANTINE_IDS = "byzantine-ids";
  private static final String LOCAL_IDS = "local-attack-ids";
  private static final String TRUSTED_IDS = "trusted-workers";

  /** All that are not honest. */
  public ImmutableSortedSet<Integer> faulty() {
    return union(byzantine, local);
  }

  /**
   * Draws which workers are faulty: ties go to the lowest id, so fixed ids would bias results.
   *
   * @param real how many, at most those that are left
   * @param others ids that are not drawn
   */
  static ImmutableSortedSet<Integer> draw(int workers, int real, Set<Integer> others, Seed seed) {
    int[] ids = IntStream.range(0, workers).filter(id -> !others.contains(id)).toArray();
    SplittableRandom random = seed.random();
    ImmutableSortedSet.Builder<Integer> drawn = ImmutableSortedSet.naturalOrder();
    for (int i = 0; i < real; i++) {
      int j = i + random.nextInt(ids.length - i);
      drawn.add(ids[j]);
      ids[j] = ids[i];
    }
    return drawn.build();
  }

  static Population read(Arguments arguments, Seed seed) {
    arguments.required("nb-workers", "give the total number of workers, like --nb-workers 11");
    int workers = arguments.integer("nb-workers", 0, 1);
    int declared = arguments.integer("nb-decl-byz-workers", 0, 0);
    int real = arguments.integer(REAL, 0, 0);
    int local = arguments.integer(LOCAL, 0, 0);
    if (declared > workers) {
      throw new UserException(
          "--nb-decl-byz-workers: expected at most --nb-workers " + workers + ", got " + declared);
    }
    checkHonest(workers, real, local);
    ImmutableSortedSet<Integer> trusted = ids(arguments, TRUSTED_IDS, workers);
    if (real + local > workers - trusted.size()) {
      throw new UserException(
          "--%s: expected at most --nb-workers %d less %d --trusted-workers%s, got %d"
              .formatted(
                  local == 0 ? REAL : LOCAL,
                  workers,
                  trusted.size(),
                  local == 0 ? "" : " less %d --%s".formatted(real, REAL),
                  local == 0 ? real : local));
    }
    ImmutableSortedSet<Integer> named =
        named(arguments, LOCAL_IDS, workers, local, LOCAL, trusted, TRUSTED_IDS);
    ImmutableSortedSet<Integer> byzantine =
        arguments.has(BYZANTINE_IDS)
            ? named(arguments, BYZANTINE_IDS, workers, real, REAL, trusted, TRUSTED_IDS)
            : draw(workers, real, union(trusted, named), seed.derive("byzantine"));
    refuseOverlap(LOCAL_IDS, named, byzantine, BYZANTINE_IDS);
    return new Population(
        workers,
        declared,
        byzantine,
        arguments.has(LOCAL_IDS)
            ? named
            : draw(workers, local, union(trusted, byzantine), seed.derive("local-byzantine")),
        trusted);
  }

  private static void checkHonest(int workers, int real, int local) {
    if (real >= workers) {
      throw new UserException(
          "--%s: expected fewer than --nb-workers %d (someone must be honest), got %d"
              .formatted(REAL, workers, real));
    }
    if (local >= workers - real) {
      throw new UserException(
          "--%s: expected fewer than --nb-workers %d less %d --%s (someone must be honest), got %d"
              .formatted(LOCAL, workers, real, REAL, local));
    }
  }

  /** The ids that an option names; none if it is not given. */
  private static ImmutableSortedSet<Integer> named(
      Arguments arguments,
      String option,
      int workers,
      int count,
      String counting,
      ImmutableSortedSet<Integer> others,
      String othersOption) {
    ImmutableSortedSet<Integer> ids = ids(arguments, option, workers);
    if (arguments.has(option) && ids.size() != count) {
      throw new UserException(
          "--%s: expected --%s %d different ids, got \"%s\""
              .formatted(option, counting, count, arguments.text(option).orElse("")));
    }
    refuseOverlap(option, ids, others, othersOption);
    return ids;
  }

  private static void refuseOverlap(
      String option, Set<Integer> ids, Set<Integer> others, String othersOption) {
    for (int id : ids) {
      if (others.contains(id)) {
        throw new UserException(
            "--%s: worker %d is one of --%s; name another".formatted(option, id, othersOption));
      }
    }
  }

  private static ImmutableSortedSet<Integer> union(Set<Integer> some, Set<Integer> others) {
    return ImmutableSortedSet.copyOf(Sets.union(some, others));
  }

  /** Ids between commas, in any order; none if the option is not given. */
  private static ImmutableSortedSet<Integer> ids(Arguments arguments, String option, int workers) {
    ImmutableSortedSet.Builder<Integer> ids = ImmutableSortedSet.naturalOrder();
    if (arguments.has(option)) {
      for (String id : arguments.text(option).orElse("").split(",", -1)) {
        int number = arguments.checkInteger(option, id.trim(), 0);
        if (number >= workers) {
          throw new UserException(
              "--%s: expected ids below --nb-workers %d, got %d"
                  .formatted(option, workers, number));
        }
        ids.add(number);
      }
    }
    return ids.build();
  }
}
