package dev.garrison.cluster.submit;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * One run on this machine: its process, read to the end by two threads of its own, so that it never
 * waits for a client. Any thread.
 */
final class HostedRun {
  private static final long KEPT = 4 << 20;
  private static final int PIECE = 16 << 10;

  private final String id;
  private final Process process;
  private final OutputLog log = new OutputLog(KEPT);
  private final Thread outputReader;
  private final Thread errorReader;
  private final Thread waiter;

  HostedRun(String id, Process process) {
    this.id = id;
    this.process = process;
    this.outputReader = start("output", () -> read(process.getInputStream(), false));
    this.errorReader = start("error", () -> read(process.getErrorStream(), true));
    this.waiter = start("end", this::awaitEnd);
  }

  String id() {
    return id;
  }

  OutputLog log() {
    return log;
  }

  boolean isOver() {
    return !process.isAlive();
  }

  /** Exit status; waits for the end. */
  int status() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to stop in order. */
  void ask() {
    // Through the handle: the process's own method would close the output, too.
    process.toHandle().destroy();
  }

  /** Stops it, in order if that is over in time, and waits until it is gone. */
  void end(long patienceSeconds) {
    ask();
    try {
      if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      waiter.join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Thread start(String what, Runnable body) {
    Thread thread = new Thread(body, "run-" + id + "-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void read(InputStream stream, boolean error) {
    byte[] piece = new byte[PIECE];
    try (stream) {
      for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
        log.append(error, ByteString.copyFrom(piece, 0, n));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitEnd() {
    try {
      process.waitFor();
      outputReader.join();
      errorReader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      log.close();
    }
  }
}
