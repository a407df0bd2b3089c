package dev.garrison.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the README says about a cluster on one machine, and compares the numbers with those of
 * one process. Only ports and number of steps are others.
 */
class ReadmeClusterIT {
  private static final Pattern NUMBERS = Pattern.compile("step=20 top1-X-acc=\\S+ loss=\\S+");

  @TempDir private Path folder;
  private final List<Command> started = new ArrayList<>();

  @AfterEach
  void kill() {
    started.forEach(Command::kill);
  }

  @Test
  void theNumbersAreThoseOfOneProcess() throws Exception {
    Path root = Path.of(System.getProperty("garrison.root")).toRealPath();
    Files.createSymbolicLink(folder.resolve("bin"), root.resolve("bin"));
    String readme = Files.readString(root.resolve("README.md"));
    int[] ports = Command.freePorts(3);
    String section =
        between(readme, "## A cluster\n", "\n## ")
            .replace("127.0.0.1:7000", "127.0.0.1:" + ports[0])
            .replace("127.0.0.1:7001", "127.0.0.1:" + ports[1])
            .replace("127.0.0.1:7002", "127.0.0.1:" + ports[2])
            .replace("../garrison-nodes", "nodes");
    List<String> commands = commands(section);
    assertEquals(2, commands.size(), section);

    Command deploy = run(commands.get(0));
    deploy.await("cluster is up: 2 nodes; ");
    String across = numbers(run(commands.get(1)));
    deploy.terminate();
    assertEquals(0, deploy.status(), deploy::text);

    assertEquals(numbers(run(commands(readme).get(0))), across);
  }

  private Command run(String command) throws IOException {
    String quicker = command.replace("--max-step 300", "--max-step 20");
    // The shell becomes the program, and signals are the program's
    Command run =
        new Command(List.of("bash", "-c", "exec " + quicker), folder, folder.resolve("config"));
    started.add(run);
    return run;
  }

  private static String numbers(Command run) throws Exception {
    assertEquals(0, run.status(), run::text);
    Matcher numbers = NUMBERS.matcher(run.text());
    assertEquals(true, numbers.find(), run::text);
    return numbers.group();
  }

  private static List<String> commands(String text) {
    return text.lines()
        .filter(line -> line.startsWith("$ "))
        .map(line -> line.substring(2))
        .toList();
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
