package dev.garrison.deploy;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** This process's priority. */
final class Niceness {
  private static final Path THREADS = Path.of("/proc/self/task");

  private Niceness() {}

  /**
   * Lets everything else on the machine go first, from now on and for all threads: those that are
   * started later take it over.
   *
   * @throws UserException if the system has no {@code renice}
   */
  static void lowest() throws InterruptedException {
    ImmutableList.Builder<String> command = ImmutableList.builder();
    command.add("renice", "-n", "19", "-p");
    try {
      if (Files.isDirectory(THREADS)) {
        // On Linux each thread has a priority of its own
        try (Stream<Path> threads = Files.list(THREADS)) {
          threads.forEach(thread -> command.add(thread.getFileName().toString()));
        }
      } else {
        command.add(Long.toString(ProcessHandle.current().pid()));
      }
      Process renice =
          new ProcessBuilder(command.build())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      renice.waitFor();
    } catch (IOException e) {
      throw new UserException("--nice: cannot be done here: " + e.getMessage(), e);
    }
  }
}
