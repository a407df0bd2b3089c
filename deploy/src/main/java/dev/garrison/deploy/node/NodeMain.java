package dev.garrison.deploy.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.garrison.cluster.submit.RunServer;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.core.UserException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/**
 * The program of a node that was deployed: it asks for its credentials on standard output, reads
 * them from standard input, says when it is up, and lives as long as its deployer is heard from.
 * Exit status 0 when the deployer ended, 1 when the node could not start.
 */
public final class NodeMain {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration WORKERS_LAST_WORDS = Duration.ofSeconds(8);
  private static final Duration SERVERS_LAST_WORDS = RunServer.LONGEST_CLOSE.plusSeconds(5);
  private static final int FAILED = 1;

  private NodeMain() {}

  /**
   * Runs the program and ends the process.
   *
   * @param words {@link NodeSettings}
   */
  public static void main(String[] words) throws InterruptedException {
    // Standard output is for the deployer alone
    PrintStream deployer = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    System.setOut(System.err);
    System.exit(run(deployer, words));
  }

  /**
   * Longest that a node is there once its deployer has ended.
   *
   * @param server whether it is the parameter server's, which first ends its run
   */
  public static Duration lastWords(boolean server) {
    return server ? SERVERS_LAST_WORDS : WORKERS_LAST_WORDS;
  }

  private static int run(PrintStream deployer, String... words) throws InterruptedException {
    try {
      NodeSettings settings = NodeSettings.parse(words);
      Optional<Credentials> credentials = Optional.empty();
      if (!settings.insecure()) {
        deployer.println("@garrison credentials");
        credentials = Optional.of(Credentials.read(System.in));
      }
      try (NodeService service = NodeService.start(settings, credentials)) {
        deployer.println("@garrison up " + service.port());
        new Lifeline(System.in, PATIENCE).await();
        // Whatever happens while closing, the process ends: nobody is left to end it
        haltAfter(lastWords(settings.slot().equals(settings.server())));
      }
      return 0;
    } catch (UserException e) {
      deployer.println("@garrison failed " + e.getMessage());
      return FAILED;
    } catch (IOException e) {
      deployer.println("@garrison failed " + e);
      return FAILED;
    }
  }

  private static void haltAfter(Duration duration) {
    Thread watchdog =
        new Thread(
            () -> {
              try {
                Thread.sleep(duration.toMillis());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(FAILED);
            },
            "end of the node");
    watchdog.setDaemon(true);
    watchdog.start();
  }
}
