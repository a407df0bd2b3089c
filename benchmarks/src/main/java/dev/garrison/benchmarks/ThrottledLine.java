package dev.garrison.benchmarks;

import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A line of limited rate, shared by all connections through it, where no network of one's own is to
 * be had: forwards TCP connections. Arguments: megabits per second each way, then {@code
 * HOST:PORT=HOST:PORT} for each place to listen at and the one behind it. Prints {@code ready} and
 * runs until it is ended.
 */
public final class ThrottledLine {
  private static final int PIECE = 16 << 10;

  private final double bytesPerNano;

  /** When the line is free again, each way. */
  private final long[] freeAt = {System.nanoTime(), System.nanoTime()};

  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ThrottledLine(double megabits) {
    this.bytesPerNano = megabits / 8 / 1000;
  }

  /**
   * Runs the program.
   *
   * @param words the command line
   */
  public static void main(String[] words) throws IOException {
    ThrottledLine line = new ThrottledLine(Double.parseDouble(words[0]));
    for (int i = 1; i < words.length; i++) {
      String[] ends = words[i].split("=");
      HostAndPort here = HostAndPort.fromString(ends[0]);
      HostAndPort there = HostAndPort.fromString(ends[1]);
      ServerSocket socket =
          new ServerSocket(here.getPort(), 16, InetAddress.getByName(here.getHost()));
      line.threads.execute(() -> line.accept(socket, there));
    }
    System.out.println("ready");
  }

  private void accept(ServerSocket listening, HostAndPort there) {
    try (listening) {
      while (true) {
        Socket near = listening.accept();
        Socket far = new Socket();
        far.connect(new InetSocketAddress(there.getHost(), there.getPort()));
        threads.execute(() -> forward(near, far, 0));
        threads.execute(() -> forward(far, near, 1));
      }
    } catch (IOException e) {
      System.err.println("line to " + there + ": " + e.getMessage());
    }
  }

  /** Until one of them ends; then both do. */
  private void forward(Socket from, Socket to, int way) {
    byte[] piece = new byte[PIECE];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        take(count, way);
        out.write(piece, 0, count);
      }
    } catch (IOException e) {
      // The other way sees it too: one of the two ends has closed the connection
      System.err.println("line: " + e.getMessage());
    }
  }

  /** Waits until the line has carried so many bytes. */
  private void take(int bytes, int way) {
    long until;
    synchronized (freeAt) {
      freeAt[way] = Math.max(freeAt[way], System.nanoTime()) + (long) (bytes / bytesPerNano);
      until = freeAt[way];
    }
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
