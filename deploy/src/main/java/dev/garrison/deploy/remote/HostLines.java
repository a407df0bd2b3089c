package dev.garrison.deploy.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.garrison.cluster.wire.PeerText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Lines from a host, which may be hostile: of bounded length, whatever it sends, and without what a
 * terminal would act on. One thread.
 */
final class HostLines implements AutoCloseable {
  private static final int MOST_BYTES = 4096;

  private final InputStream in;

  HostLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line, cut where it is too long; empty at the end. */
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() < MOST_BYTES) {
        line.write(b);
      }
    }
    return Optional.of(PeerText.clean(line.toString(UTF_8).stripTrailing()));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
