package dev.garrison.deploy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The runner as a child process, on the same terminal. It stops when its standard input ends, which
 * it does with this process, however that happens. One thread.
 */
final class RunnerProcess implements AutoCloseable {
  private final Process process;
  private final CompletableFuture<Integer> ended;

  private RunnerProcess(Process process) {
    this.process = process;
    this.ended = process.onExit().thenApply(Process::exitValue);
  }

  /**
   * @param program bin/runner
   */
  static RunnerProcess start(Path program, List<String> arguments) throws IOException {
    ImmutableList<String> command =
        ImmutableList.<String>builder()
            .add(program.toString())
            .addAll(arguments)
            .add("--end-with-stdin")
            .build();
    return new RunnerProcess(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Completed with the exit status. */
  CompletableFuture<Integer> ended() {
    return ended;
  }

  /** Asks the runner to finish its step and end, and waits until it has. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** Ends its standard input. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
  }
}
