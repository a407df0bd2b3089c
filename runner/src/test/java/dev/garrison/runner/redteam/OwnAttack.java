package dev.garrison.runner.redteam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** A user's attack, compiled outside the project, that does what runs are not supposed to do. */
final class OwnAttack {
  private static final String SOURCE =
      """
      package org.example;

      import dev.garrison.attacks.AdversaryView;
      import dev.garrison.attacks.ColludingAttack;
      import dev.garrison.core.Arg;
      import dev.garrison.core.Plugin;
      import java.util.Arrays;

      @Plugin(name = "own", summary = "zeros, and something else")
      public final class Own implements ColludingAttack {
        private final String does;
        private long calls;

        public Own(@Arg(name = "does", value = "nothing", help = "what else") String does) {
          this.does = does;
        }

        @Override
        public void forge(AdversaryView view, float[][] forged) {
          for (float[] row : forged) {
            Arrays.fill(row, 0);
          }
          long pid = ProcessHandle.current().pid();
          switch (does) {
            case "throw" -> throw new IllegalStateException("boom");
            case "halt" -> Runtime.getRuntime().halt(7);
            case "print" -> {
              System.out.println("garrison-reply {");
              System.out.print("half a line");
            }
            case "beat" -> {
              if (calls++ % 1000 == 0) {
                System.err.println("beat " + pid + " " + calls);
              }
            }
            default -> {}
          }
        }
      }
      """;

  private OwnAttack() {}

  /** Compiles it; returns the class folder. */
  static Path compile(Path folder) throws IOException {
    Path source = folder.resolve("Own.java");
    Path classes = folder.resolve("classes");
    Files.writeString(source, SOURCE);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                said,
                said,
                "-d",
                classes.toString(),
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertEquals(0, status, said.toString(StandardCharsets.UTF_8));
    return classes;
  }
}
