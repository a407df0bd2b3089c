package dev.garrison.runner.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path folder;

  /** Another process: says whether it got the folder, then holds it until its input ends. */
  static final class Other {
    private Other() {}

    public static void main(String[] words) throws IOException {
      System.out.println(FolderLock.tryLock(Path.of(words[0])).isPresent());
      System.in.transferTo(System.err);
    }
  }

  private Process start() throws IOException {
    List<String> command = ChildJvm.command(List.of(), Other.class, List.of(folder.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String says(Process process) throws IOException {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      return lines.readLine();
    }
  }

  private String inAnotherProcess() throws IOException, InterruptedException {
    Process process = start();
    process.getOutputStream().close();
    String said = says(process);
    assertEquals(0, process.waitFor());
    return said;
  }

  @Test
  void oneAtATimeInOneProcess() throws IOException {
    try (FolderLock lock = FolderLock.tryLock(folder).orElseThrow()) {
      assertTrue(FolderLock.tryLock(folder).isEmpty());
      Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
      assertTrue(FolderLock.tryLock(link).isEmpty());
    }
    FolderLock.tryLock(folder).orElseThrow().close();
  }

  @Test
  void otherFoldersAreFree() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (FolderLock lock = FolderLock.tryLock(folder).orElseThrow();
        FolderLock free = FolderLock.tryLock(other).orElseThrow()) {
      assertTrue(Files.exists(other.resolve(FolderLock.FILE)));
    }
  }

  @Test
  void aRefusalInThisProcessDoesNotLetAnotherIn() throws IOException, InterruptedException {
    try (FolderLock lock = FolderLock.tryLock(folder).orElseThrow()) {
      assertTrue(FolderLock.tryLock(folder).isEmpty());
      assertEquals("false", inAnotherProcess());
    }
    assertEquals("true", inAnotherProcess());
  }

  @Test
  void aProcessThatIsKilledLeavesTheFolderFree() throws IOException, InterruptedException {
    Process other = start();
    BufferedReader lines = other.inputReader(UTF_8);
    assertEquals("true", lines.readLine());
    assertTrue(FolderLock.tryLock(folder).isEmpty());

    other.destroyForcibly().waitFor();

    FolderLock.tryLock(folder).orElseThrow().close();
  }
}
