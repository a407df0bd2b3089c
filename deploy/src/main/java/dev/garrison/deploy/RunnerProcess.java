package dev.garrison.deploy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The runner as a child process, on the same terminal. It is asked to stop when this process ends,
 * however that happens: a shell beside it waits for the end of its standard input. One thread.
 */
final class RunnerProcess implements AutoCloseable {
  // $$ is the shell that becomes the runner. A terminal's Ctrl-C reaches the runner by itself.
  private static final String SCRIPT =
      "exec 3<&0; (trap '' INT HUP; cat <&3 >/dev/null; kill -TERM $$ 2>/dev/null) &"
          + " exec \"$@\" </dev/null 3<&-";

  private final Process process;

  private RunnerProcess(Process process) {
    this.process = process;
  }

  /**
   * @param program bin/runner
   */
  static RunnerProcess start(Path program, List<String> arguments) throws IOException {
    ImmutableList<String> command =
        ImmutableList.<String>builder()
            .add("/bin/sh", "-c", SCRIPT, "sh", program.toString())
            .addAll(arguments)
            .build();
    return new RunnerProcess(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Completed with the exit status. */
  CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Asks the runner to finish its step and end, and waits until it has. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** Lets go of the shell beside it. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
  }
}
