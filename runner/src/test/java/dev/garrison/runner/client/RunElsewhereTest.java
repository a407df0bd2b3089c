package dev.garrison.runner.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.submit.RunServer;
import dev.garrison.cluster.tls.CredentialStore;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.ClusterSpec;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.Errand;
import dev.garrison.runner.training.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RunElsewhereTest {
  private static final Slot SERVER = new Slot("ps", 0);

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "submit | left before @ answered; it may have accepted the run: --client @ --attach shows"
            + " its latest one, --stop-run ends it",
        "attach | left before @ answered",
        "stop | left before @ answered; the run may have been asked to stop"
      })
  void leavingBeforeTheNodeAnsweredIsNoMistake(String what, String expected) throws Exception {
    Errand errand =
        switch (what) {
          case "submit" -> new Errand.Submit(ImmutableList.of("--trace"));
          case "attach" -> new Errand.Attach("");
          default -> new Errand.Stop("");
        };
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StopSignal stop = new StopSignal();
      HostAndPort server = at(silent.getLocalPort());
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      new RunElsewhere(server, SERVER, Optional.empty(), Optional.empty()),
                      errand,
                      stop));
      try (Socket client = silent.accept()) {
        stop.ask();
        assertEquals(130, status.get());
        assertTrue(client.isConnected());
      }
      assertEquals(expected.replace("@", server.toString()), err.toString(UTF_8).strip());
    }
  }

  @Test
  void aRunThatIsOverIsSaidToBe() throws Exception {
    try (RunServer server = server(Optional.empty())) {
      RunElsewhere there =
          new RunElsewhere(at(server.port()), SERVER, Optional.empty(), Optional.empty());
      assertEquals(3, run(there, new Errand.Submit(ImmutableList.of("exit 3")), new StopSignal()));
      err.reset();
      assertEquals(0, run(there, new Errand.Stop(""), new StopSignal()));
      assertEquals("run 1 is over already", err.toString(UTF_8).strip());
    }
  }

  @Test
  void theWrongClustersCredentialsNameTheirFolder() throws Exception {
    CredentialStore right = store(2);
    try (RunServer server = server(Optional.of(right.issue(SERVER)))) {
      right.issue(Slot.CLIENT);
      CredentialStore wrong = store(3);
      wrong.issue(Slot.CLIENT);
      HostAndPort address = at(server.port());
      Errand errand = new Errand.Submit(ImmutableList.of("exit 3"));
      UserException refused =
          assertThrows(
              UserException.class,
              () ->
                  run(
                      RunElsewhere.at(address, SERVER, Optional.of(wrong)),
                      errand,
                      new StopSignal()));
      assertTrue(
          refused
              .getMessage()
              .endsWith(
                  "; the credentials are those in "
                      + wrong.folder()
                      + "; if another cluster's node is there, name that cluster's folder with"
                      + " --credentials"),
          refused.getMessage());
      Optional<CredentialStore> named = CredentialStore.of(right.folder());
      assertEquals(3, run(RunElsewhere.at(address, SERVER, named), errand, new StopSignal()));
    }
  }

  private int run(RunElsewhere there, Errand errand, StopSignal stop) {
    return there.run(errand, stop, new PrintStream(out, true), new PrintStream(err, true));
  }

  /** A cluster with one worker, by whose port it is another one. */
  private CredentialStore store(int port) {
    return new CredentialStore(
        folder,
        new ClusterSpec(
            ImmutableMap.of("ps", ImmutableList.of(at(1)), "workers", ImmutableList.of(at(port)))));
  }

  /** Runs are shell scripts. */
  private static RunServer server(Optional<Credentials> credentials) throws IOException {
    return new RunServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        credentials,
        words -> new ProcessBuilder("sh", "-c", words.get(0)).start());
  }

  private static HostAndPort at(int port) {
    return HostAndPort.fromParts("127.0.0.1", port);
  }
}
