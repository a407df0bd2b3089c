package dev.garrison.runner.signsgd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The CSV files of a run: {@code loss.csv} and {@code acc.csv} of the means over the workers, at
 * verbosity 2 also {@code loss-worker3.csv} and the like. Rows reach the files every {@code
 * saveStep} epochs and at the end. One thread at a time.
 */
final class MetricTables implements AutoCloseable {
  private final List<MetricTable> means = new ArrayList<>();
  private final Map<Integer, List<MetricTable>> perWorker = new HashMap<>();
  private final int saveStep;

  /**
   * Opens the files.
   *
   * @param dir is there
   * @param workers ids of those with files of their own
   */
  MetricTables(Path dir, SignSgdRequest request, Set<Integer> workers) {
    saveStep = request.saveStep();
    try {
      open(dir, "", request, means);
      if (request.verbose() == 2) {
        for (int worker : workers) {
          List<MetricTable> tables = new ArrayList<>();
          perWorker.put(worker, tables);
          open(dir, "-worker" + worker, request, tables);
        }
      }
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  private static void open(
      Path dir, String suffix, SignSgdRequest request, List<MetricTable> tables)
      throws IOException {
    if (request.loss()) {
      tables.add(MetricTable.loss(dir.resolve("loss" + suffix + ".csv")));
    }
    if (request.acc()) {
      tables.add(MetricTable.acc(dir.resolve("acc" + suffix + ".csv")));
    }
  }

  void add(long epoch, Scores mean, Map<Integer, Scores> workers) {
    try {
      add(epoch, mean, means);
      for (Map.Entry<Integer, List<MetricTable>> worker : perWorker.entrySet()) {
        add(epoch, workers.get(worker.getKey()), worker.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(long epoch, Scores scores, List<MetricTable> tables) throws IOException {
    for (MetricTable table : tables) {
      table.add(epoch, scores);
      if (epoch % saveStep == 0) {
        table.flush();
      }
    }
  }

  @Override
  public void close() {
    List<MetricTable> all = new ArrayList<>(means);
    perWorker.values().forEach(all::addAll);
    IOException failed = null;
    for (MetricTable table : all) {
      try {
        table.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw new UncheckedIOException(failed);
    }
  }
}
