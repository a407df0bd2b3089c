package dev.garrison.runner.cli;

import com.google.common.collect.ImmutableSortedSet;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The workers and the Byzantine ones among them.
 *
 * @param workers total number n
 * @param declared what the rule is told, f
 * @param byzantine ids of the real Byzantine workers, b of them
 * @param trusted ids of workers known to be honest, none of them Byzantine
 */
public record Population(
    int workers,
    int declared,
    ImmutableSortedSet<Integer> byzantine,
    ImmutableSortedSet<Integer> trusted) {
  /**
   * Draws which workers are Byzantine: ties go to the lowest id, so fixed ids would bias results.
   *
   * @param real how many, at most those that are not trusted
   * @param trusted ids that are not drawn
   */
  static ImmutableSortedSet<Integer> draw(
      int workers, int real, ImmutableSortedSet<Integer> trusted, Seed seed) {
    int[] ids = IntStream.range(0, workers).filter(id -> !trusted.contains(id)).toArray();
    SplittableRandom random = seed.derive("byzantine").random();
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
    int real = arguments.integer("nb-real-byz-workers", 0, 0);
    if (declared > workers) {
      throw new UserException(
          "--nb-decl-byz-workers: expected at most --nb-workers " + workers + ", got " + declared);
    }
    if (real >= workers) {
      throw new UserException(
          "--nb-real-byz-workers: expected fewer than --nb-workers "
              + workers
              + " (someone must be honest), got "
              + real);
    }
    ImmutableSortedSet<Integer> trusted = ids(arguments, "trusted-workers", workers);
    if (real > workers - trusted.size()) {
      throw new UserException(
          "--nb-real-byz-workers: expected at most --nb-workers %d less %d --trusted-workers, got %d"
              .formatted(workers, trusted.size(), real));
    }
    ImmutableSortedSet<Integer> byzantine =
        arguments.has("byzantine-ids")
            ? byzantine(arguments, workers, real, trusted)
            : draw(workers, real, trusted, seed);
    return new Population(workers, declared, byzantine, trusted);
  }

  private static ImmutableSortedSet<Integer> byzantine(
      Arguments arguments, int workers, int real, ImmutableSortedSet<Integer> trusted) {
    ImmutableSortedSet<Integer> ids = ids(arguments, "byzantine-ids", workers);
    if (ids.size() != real) {
      throw new UserException(
          "--byzantine-ids: expected --nb-real-byz-workers "
              + real
              + " different ids, got \""
              + arguments.text("byzantine-ids").orElse("")
              + "\"");
    }
    for (int id : ids) {
      if (trusted.contains(id)) {
        throw new UserException(
            "--byzantine-ids: worker " + id + " is one of --trusted-workers; name another");
      }
    }
    return ids;
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
