package dev.garrison.experiments.partitions;

import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import dev.garrison.core.Seed;
import dev.garrison.experiments.Dataset;
import dev.garrison.experiments.Partition;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A random order cut into equal parts (sizes differ by at most one): every worker's examples look
 * alike. Every example goes to exactly one worker, unless there are more parts than workers: then
 * each worker has one part and the rest is not used, as if others had it. Needs an example per
 * part. Immutable, any thread.
 */
@Plugin(name = "iid", summary = "shuffled and cut into equal parts: all workers look alike")
public final class Iid implements Partition {
  private final OptionalInt parts;

  /**
   * @param parts how many parts there are; as many as workers if empty
   */
  public Iid(
      @Arg(
              name = "parts",
              min = 1,
              help =
                  "parts the examples are cut into, at least the workers that compute, which get"
                      + " one each; unset: one part per worker")
          OptionalInt parts) {
    this.parts = parts;
  }

  @Override
  public int[][] assign(Dataset data, int workers, Seed seed) {
    Shards.check("iid", data, workers);
    int count = parts.orElse(workers);
    if (count < workers || count > data.size()) {
      throw new IllegalArgumentException(
          "iid: parts: expected %d (the workers that compute) to %d (the examples), got %d"
              .formatted(workers, data.size(), count));
    }
    int[] order = Shards.shuffled(data, seed.random());
    int[][] shards = new int[workers][];
    Arrays.setAll(
        shards,
        w ->
            Arrays.copyOfRange(
                order, Shards.cut(order.length, count, w), Shards.cut(order.length, count, w + 1)));
    return shards;
  }
}
