package dev.garrison.runner.redteam;

import com.google.common.collect.ImmutableList;
import dev.garrison.runner.cli.RedTeamRequest;
import dev.garrison.runner.cli.RunConfig;
import dev.garrison.runner.internal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints and writes what came out of a plan, all of it or what there is.
 *
 * @param plan what was to be done
 * @param command the command line, for the report
 */
record Conclusion(Plan plan, String command) {
  private static final int BELOW = 1;
  private static final int INTERRUPTED = 130;

  /**
   * @param trials those that are over
   * @param err where a person is told what went wrong
   * @return exit status
   */
  int draw(List<Trial> trials, PrintStream err) {
    RedTeamRequest request = plan.request();
    ImmutableList<Row> rows = Row.of(plan.attacks(), trials);
    if (rows.isEmpty()) {
      err.println("no run was done; nothing is written");
      return INTERRUPTED;
    }
    Findings findings = new Findings(rows, plan.seeds(), plan.keys().size(), request.require());
    System.out.print(Table.text(rows, request.seeds(), Terminal.pageWidth()));
    Path dir = request.reportDir();
    try {
      new Report(findings, command, defence()).write(dir, err::println);
    } catch (IOException e) {
      throw new UncheckedIOException("--report-dir " + dir + ": cannot be written: " + e, e);
    }
    Trial worst = findings.worst();
    System.out.printf(
        Locale.ROOT,
        "result: worst-attack=%s worst-acc=%.4f worst-seed=%d runs=%d/%d dir=%s%n",
        worst.key().attack(),
        worst.last(),
        worst.key().seed(),
        findings.done(),
        findings.planned(),
        dir);
    findings
        .below()
        .ifPresent(
            list -> err.printf(Locale.ROOT, "below --require %.4f: %s%n", request.require(), list));
    if (!findings.isComplete()) {
      err.printf(
          "%d of %d runs are done; the report has these%n", findings.done(), findings.planned());
      return INTERRUPTED;
    }
    return findings.below().isPresent() ? BELOW : 0;
  }

  private String defence() {
    RunConfig config = plan.config(plan.keys().get(0));
    String rules =
        Stream.concat(config.preAggregators().stream(), Stream.of(config.aggregator()))
            .map(Object::toString)
            .collect(Collectors.joining(" + "));
    return String.format(
        Locale.ROOT,
        "%s, n = %d, f = %d, %s, %d steps",
        rules,
        config.population().workers(),
        config.population().declared(),
        config.experiment(),
        plan.request().steps());
  }
}
