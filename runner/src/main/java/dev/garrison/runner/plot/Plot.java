package dev.garrison.runner.plot;

import dev.garrison.core.UserException;
import dev.garrison.runner.figures.Figure;
import dev.garrison.runner.figures.FigureFile;
import dev.garrison.runner.internal.Terminal;
import dev.garrison.runner.signsgd.Method;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code bin/plot}. Exit status 0, 1 if the machine failed, 2 for a mistake of the user's, a
 * missing run among them.
 */
public final class Plot {
  private static final int FAILED = 1;
  private static final int USER_ERROR = 2;

  private Plot() {}

  /**
   * Runs the program and ends the process with its status.
   *
   * @param words the command line, see {@code --help}
   */
  public static void main(String[] words) {
    Terminal.writeToItDirectly();
    System.exit(run(words));
  }

  /** The whole program but for the end of the process; returns the exit status. */
  static int run(String... words) {
    try {
      PlotRequest request = PlotRequest.parse(words);
      if (request instanceof PlotRequest.Help) {
        System.out.print(PlotOptions.help(Terminal.pageWidth()));
      } else if (request instanceof PlotRequest.Grid grid) {
        GridFigure figure = new GridFigure(grid);
        write(out(grid), figure.draw());
        figure.missing().forEach(line -> System.err.println("missing: " + line));
      } else if (request instanceof PlotRequest.Runs runs) {
        write(runs.out().orElse(Path.of("runs", "plot")), new RunsFigure(runs).draw());
      }
      return 0;
    } catch (UserException e) {
      System.err.println("error: " + e.getMessage());
      return USER_ERROR;
    } catch (UncheckedIOException e) {
      // The machine's fault, a full disk for example: neither a mistake nor a bug.
      System.err.println("error: " + e.getMessage());
      return FAILED;
    } finally {
      System.out.flush();
      System.err.flush();
    }
  }

  private static Path out(PlotRequest.Grid grid) {
    String optimizers =
        grid.optimizers().stream().map(Method::label).collect(Collectors.joining("_"));
    String metrics = grid.metrics().stream().map(Metric::label).collect(Collectors.joining("_"));
    String name =
        "%s-%s-n%d-%s-%s-%s-blind%s-byz%s"
                .formatted(
                    grid.data().label(),
                    grid.net().replaceAll("[^A-Za-z0-9.]+", "_"),
                    grid.nprocs(),
                    optimizers,
                    metrics,
                    grid.comparison() ? "comparison" : "plot",
                    join(grid.blind()),
                    join(grid.byzantine()))
            + grid.filters().label()
            + (grid.unfinished() ? "-unfinished" : "");
    return grid.out().orElse(grid.results().resolve("plots").resolve(name));
  }

  private static String join(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("_"));
  }

  private static void write(Path out, Figure figure) {
    String name = out.toString();
    if (Files.isDirectory(out)) {
      throw new UserException("--out: " + out + " is a folder, expected a file");
    }
    if (name.endsWith(".png") || name.endsWith(".svg")) {
      writeFile(name, figure);
      return;
    }
    if (out.getFileName().toString().matches(".*\\.[A-Za-z]{2,4}")) {
      throw new UserException(
          "--out: expected a name that ends in .png, .svg or neither, got \"" + out + "\"");
    }
    writeFile(name + ".png", figure);
    writeFile(name + ".svg", figure);
  }

  private static void writeFile(String name, Figure figure) {
    Path file = Path.of(name);
    FigureFile.write(file, figure);
    System.out.println(file);
  }
}
