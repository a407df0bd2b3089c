package dev.garrison.deploy.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.garrison.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh -p 2222",
        "  a   b\tc  ",
        "a 'b c' d",
        "a \"b c\"d'e'",
        "'' a \"\"",
        "a\\ b 'c\\d' \"e\\\"f\\g\"",
        "--server '{\"ps\": [\"a:1\"]}' --max-step 3",
        "--server '{\\\"ps\\\"}'",
        "x'y'\"z\"",
      })
  void areThoseOfAShell(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", "printf '%s\\n' " + command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String expected = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor());
    assertEquals(expected, String.join("\n", Words.split(command)) + "\n");
  }

  @Test
  void nothingIsExpanded() {
    assertEquals(List.of("$HOME", "*", "~", "`a`", ";"), Words.split("$HOME * ~ `a` ;"));
    assertEquals(List.of(), Words.split("  "));
  }

  @Test
  void aQuoteThatDoesNotEndIsRefused() {
    UserException refused = assertThrows(UserException.class, () -> Words.split("a 'b"));
    assertEquals("a quote ' that does not end: a 'b", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a b", "it's", "'", "$(x) `y` \"z\" \\ ! *", "a\nb"})
  void aQuotedWordIsOneWordToAShell(String word) throws IOException, InterruptedException {
    assertEquals(List.of(word), Words.split(Words.quote(word)));
    Process shell = new ProcessBuilder("/bin/sh", "-c", "printf '%s' " + Words.quote(word)).start();
    assertEquals(word, new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(0, shell.waitFor());
  }
}
