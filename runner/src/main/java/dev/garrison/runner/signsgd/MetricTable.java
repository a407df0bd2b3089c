package dev.garrison.runner.signsgd;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;

/** One metric after every epoch, as a CSV file. One thread at a time. */
final class MetricTable implements AutoCloseable {
  private static final MathContext DIGITS = new MathContext(7);

  private final BufferedWriter writer;
  private final ToDoubleFunction<Scores> training;
  private final ToDoubleFunction<Scores> test;

  private MetricTable(
      Path file, String metric, ToDoubleFunction<Scores> training, ToDoubleFunction<Scores> test)
      throws IOException {
    this.training = training;
    this.test = test;
    writer = Files.newBufferedWriter(file);
    writer.write("Epoch,Training %s,Test %s\n".formatted(metric, metric));
    writer.flush();
  }

  /** A new file of losses. */
  static MetricTable loss(Path file) throws IOException {
    return new MetricTable(file, "loss", Scores::trainingLoss, Scores::testLoss);
  }

  /** A new file of accuracies. */
  static MetricTable acc(Path file) throws IOException {
    return new MetricTable(file, "acc", Scores::trainingAcc, Scores::testAcc);
  }

  /** Adds a row, which is in the file at the next {@link #flush}. */
  void add(long epoch, Scores scores) throws IOException {
    writer.write(
        "%d,%s,%s\n"
            .formatted(
                epoch, text(training.applyAsDouble(scores)), text(test.applyAsDouble(scores))));
  }

  /** With seven digits, as a float has. */
  private static String text(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString()
        : Double.toString(value);
  }

  void flush() throws IOException {
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
