package dev.garrison.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * OpenSSH's server on 127.0.0.1 and 127.0.0.2, as the user of the test, with keys of its own. All
 * of its files are in one folder.
 */
final class SshServer implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  private final Path folder;
  private final Process process;

  private SshServer(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Starts it; aborts the test where there is no such program, except on a build server. */
  static SshServer start(Path folder) throws IOException, InterruptedException {
    Path program = program();
    Files.createDirectories(folder);
    key(folder.resolve("host-key"));
    key(folder.resolve("user-key"));
    Files.copy(folder.resolve("user-key.pub"), folder.resolve("authorized"));
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < ATTEMPTS; i++) {
      // Free now; somebody else may take it before the server does
      int port;
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
        port = socket.getLocalPort();
      }
      write(folder, port);
      Process process =
          new ProcessBuilder(
                  program.toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString())
              .redirectErrorStream(true)
              .start();
      BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      int addresses = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        addresses += line.startsWith("Server listening on") ? 1 : 0;
        if (addresses == 2) {
          drain(out);
          return new SshServer(folder, process);
        }
      }
      process.waitFor();
    }
    return fail("sshd does not start:\n" + said);
  }

  /** The command that reaches it. */
  String command() {
    return "ssh -F " + folder.resolve("ssh_config");
  }

  /** The command with a key that it does not know. */
  String commandOfAStranger() throws IOException, InterruptedException {
    Path key = folder.resolve("stranger-key");
    if (!Files.exists(key)) {
      key(key);
    }
    Path config = folder.resolve("stranger_config");
    Files.writeString(
        config, Files.readString(folder.resolve("ssh_config")).replace("user-key", "stranger-key"));
    return "ssh -F " + config;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor(1, TimeUnit.MINUTES);
  }

  private static Path program() {
    Optional<Path> program =
        List.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd").stream()
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
      fail("there is no sshd; install openssh-server");
    }
    Assumptions.assumeTrue(program.isPresent(), "there is no sshd; install openssh-server");
    return program.get();
  }

  private static void write(Path folder, int port) throws IOException {
    Files.writeString(
        folder.resolve("sshd_config"),
        """
        Port %1$d
        ListenAddress 127.0.0.1
        ListenAddress 127.0.0.2
        HostKey %2$s/host-key
        AuthorizedKeysFile %2$s/authorized
        PidFile none
        # The folder may be below one that others may write to
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        """
            .formatted(port, folder));
    Files.writeString(
        folder.resolve("ssh_config"),
        """
        Host *
          Port %1$d
          IdentityFile %2$s/user-key
          IdentitiesOnly yes
          UserKnownHostsFile %2$s/known
          GlobalKnownHostsFile none
          StrictHostKeyChecking yes
        """
            .formatted(port, folder));
    String[] key = Files.readString(folder.resolve("host-key.pub")).split(" ");
    StringBuilder known = new StringBuilder();
    for (String host : List.of("127.0.0.1", "127.0.0.2")) {
      known.append("[%s]:%d %s %s%n".formatted(host, port, key[0], key[1].strip()));
    }
    Files.writeString(folder.resolve("known"), known);
  }

  private static void key(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file.toString())
            .inheritIO()
            .start();
    assertEquals(0, process.waitFor(), "ssh-keygen");
  }

  /** Reads what else it says, so that it never waits for a reader. */
  private static void drain(BufferedReader out) {
    Thread reader =
        new Thread(
            () -> {
              try (out) {
                while (out.readLine() != null) {}
              } catch (IOException e) {
                // The server is gone, and with it what it had to say
                return;
              }
            },
            "output of sshd");
    reader.setDaemon(true);
    reader.start();
  }
}
