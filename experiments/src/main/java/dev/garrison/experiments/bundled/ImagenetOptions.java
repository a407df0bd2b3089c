package dev.garrison.experiments.bundled;

import dev.garrison.core.Arg;
import dev.garrison.core.PluginSpec;
import java.util.Optional;

/**
 * As {@link Options}, with smaller batches in evaluations: an image of 224×224 takes some 12 MB on
 * its way through ResNet-18. Immutable.
 *
 * @param batchSize examples per worker and step
 * @param evalBatchSize examples per evaluation batch
 * @param model another net
 * @param partition how examples are shared out
 */
public record ImagenetOptions(
    @Arg(name = "batch-size", value = "32", min = 1, help = "examples per worker and step")
        int batchSize,
    @Arg(name = "eval-batch-size", value = "32", min = 1, help = "examples per evaluation batch")
        int evalBatchSize,
    @Arg(name = "model", help = "another net that fits the data; unset: the experiment's own")
        Optional<PluginSpec> model,
    @Arg(name = "partition", value = "iid", help = "how examples are shared out among workers")
        PluginSpec partition) {
  Options asOptions() {
    return new Options(batchSize, evalBatchSize, model, partition);
  }
}
