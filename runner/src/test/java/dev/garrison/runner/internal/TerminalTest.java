package dev.garrison.runner.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {
  private static final String PROPERTY = "garrison.stderr";

  @TempDir private Path folder;
  private final PrintStream before = System.err;

  @AfterEach
  void restore() {
    System.clearProperty(PROPERTY);
    System.setErr(before);
  }

  @Test
  void standardErrorGoesToTheTerminal() throws IOException {
    Path terminal = folder.resolve("terminal");
    System.setProperty(PROPERTY, terminal.toString());
    Terminal.writeToItDirectly();
    System.err.print("bar");
    assertEquals("bar", Files.readString(terminal, UTF_8));
  }

  @Test
  void standardErrorStaysWhereItIsIfTheTerminalCannotBeOpened() {
    System.setProperty(PROPERTY, folder.toString());
    Terminal.writeToItDirectly();
    assertSame(before, System.err);
  }
}
