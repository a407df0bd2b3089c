package dev.garrison.runner.redteam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, with processes that run for ever, and the ends it can come to. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 5, unit = MINUTES)
class RedTeamProcessesTest {
  @TempDir private Path folder;
  private final List<String> seen = new ArrayList<>();
  private final Set<Long> children = new HashSet<>();
  private Process program;
  private BufferedReader lines;

  /** Two endless runs in two processes; the run under nan before them is over at once. */
  @BeforeEach
  void startAndWaitForBothProcesses() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RedTeam.class.getName());
    command.addAll(
        List.of(
            "--experiment=logreg",
            "--aggregator=average",
            "--nb-workers=7",
            "--nb-decl-byz-workers=2",
            "--max-step=1000000000",
            "--attacks=nan,own,does:beat",
            "--seeds=2",
            "--processes=2",
            "--plugins=" + OwnAttack.compile(folder),
            "--report-dir=" + folder.resolve("report")));
    program = new ProcessBuilder(command).redirectErrorStream(true).start();
    lines = program.inputReader(UTF_8);
    until(line -> children.size() == 2);
  }

  @AfterEach
  void leaveNoProcess() throws IOException, InterruptedException {
    program.destroyForcibly().waitFor();
    lines.close();
    children.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  /** Reads what the program says; own lines begin with {@code beat}, a process and a count. */
  private void until(Predicate<String> found) throws IOException {
    String line;
    do {
      line = lines.readLine();
      assertFalse(line == null, () -> "it ended early:\n" + String.join("\n", seen));
      seen.add(line);
      if (line.contains(": beat ")) {
        children.add(pid(line));
      }
    } while (!found.test(line));
  }

  private static long pid(String line) {
    return Long.parseLong(line.replaceFirst(".*: beat ", "").replaceFirst(" .*", ""));
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor());
  }

  private void assertChildrenEnd() throws Exception {
    for (long pid : children) {
      if (ProcessHandle.of(pid).isPresent()) {
        ProcessHandle.of(pid).get().onExit().get(1, MINUTES);
      }
    }
  }

  @Test
  void killedItLeavesNoProcess() throws Exception {
    signal("KILL", program.pid());
    assertEquals(137, program.waitFor());
    assertChildrenEnd();
  }

  @Test
  void interruptedItReportsWhatIsDoneAndLeavesNoProcess() throws Exception {
    // Ctrl-C on a terminal reaches the processes too; they go on until they are told.
    for (long child : children) {
      signal("INT", child);
      until(line -> line.contains("beat " + child + " "));
      until(line -> line.contains("beat " + child + " "));
    }
    signal("INT", program.pid());
    while (lines.ready() || program.isAlive()) {
      String line = lines.readLine();
      if (line != null) {
        seen.add(line);
      }
    }
    String all = String.join("\n", seen);
    assertEquals(130, program.waitFor(), all);
    assertChildrenEnd();
    assertFalse(all.contains("error:"), all);
    assertTrue(all.contains(" of 4 runs are done; the report has these"), all);
    assertTrue(
        Files.readString(folder.resolve("report/redteam.csv"))
            .startsWith("attack,seed,final,best,diverged,skipped,seconds\nnan,1,0.0,0.0,1,0,"),
        all);
  }
}
