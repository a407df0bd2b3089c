package dev.garrison.runner.optimizers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignStepThreadsTest {
  private static final List<String> SPECS =
      List.of(
          "sgd",
          "distsgd,reduce:sum",
          "signsgd",
          "signsgd,weight-decay:0.3",
          "signum",
          "signum,weight-decay:0.01");

  @Test
  void aSignStepIsTheGraphsWithTwoThreadsToo() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SignSteps.class.getName(),
                "2"));
    command.addAll(SPECS);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), out);
    assertEquals(SPECS.stream().map(spec -> "agrees: " + spec).toList(), out.lines().toList());
  }
}
