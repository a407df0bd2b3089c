package dev.garrison.deploy.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.tls.CertificateAuthority;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deployments on this machine: instead of SSH a script that runs the command here, instead of a JVM
 * one that says its version, and a distribution whose nodes are shell scripts.
 */
class DeploymentTest {
  private static final int SECONDS = 60;
  private static final Slot FIRST = new Slot("workers", 0);
  private static final Slot SECOND = new Slot("workers", 1);
  // What the deployer expects of a node, without any network
  private static final String NODE =
      """
      #!/bin/sh
      echo "$$" >"$GARRISON_TEST/pid-$4"
      echo "$JAVA_HOME" >"$GARRISON_TEST/home-$4"
      echo "${id:-}" >"$GARRISON_TEST/id-$4"
      echo '@garrison credentials'
      read -r header
      printf '%s\\n' "$header" "$@" >"$GARRISON_TEST/told-$4"
      head -c "${header##* }" >/dev/null
      echo '@garrison up 7000'
      cat >/dev/null
      echo ended >"$GARRISON_TEST/ended-$4"
      """;

  @TempDir private Path folder;
  private final LineQueue lines = new LineQueue();
  private final CertificateAuthority authority = CertificateAuthority.create("ab12");
  private Path ssh;
  private Path java;
  private Path base;
  private Optional<Distribution> distribution = Optional.empty();
  private Optional<Deployment> deployment = Optional.empty();
  private final Map<String, String> environment = new LinkedHashMap<>();

  @BeforeEach
  void write() throws IOException {
    ssh = script("ssh", "#!/bin/sh\nwhile [ $# -gt 2 ]; do shift; done\nexec sh -c \"$2\"\n");
    java = script("jdk/bin/java", "#!/bin/sh\necho 'openjdk version \"21.0.1\" 2023' >&2\n");
    script("bin/launch", NODE);
    Files.write(folder.resolve("a.jar"), new byte[1000]);
    base = folder.resolve("installed");
    environment.put("GARRISON_TEST", folder.toString());
  }

  @AfterEach
  void close() throws IOException {
    deployment.ifPresent(Deployment::close);
    if (distribution.isPresent()) {
      distribution.get().close();
    }
  }

  @Test
  void nodesComeUpAndEndWithTheDeployment() throws Exception {
    assertEquals(ImmutableSet.of(FIRST, SECOND), start(node(FIRST, "a"), node(SECOND, "b")));
    assertEquals(
        "garrison-credentials 1 " + "deploy\nsome.Main\n--slot\nworkers:0\nit's a word\n",
        Files.readString(folder.resolve("told-workers:0")).replaceFirst("1 [0-9]+\n", "1 "));
    deployment.get().close();
    assertTrue(Files.exists(folder.resolve("ended-workers:0")), lines.all().toString());
    assertTrue(Files.exists(folder.resolve("ended-workers:1")), lines.all().toString());
    assertNoProcessIsLeft();
    assertNothingElseIsInstalled();
  }

  @Test
  void theDistributionIsSentOncePerHost() throws Exception {
    Node[] nodes = {node(FIRST, "a"), node(SECOND, "a")};
    assertEquals(2, start(nodes).size());
    assertEquals(1, count("sending the distribution"));
    close();
    assertEquals(2, start(nodes).size());
    assertEquals(1, count("sending the distribution"));
    assertEquals(
        List.of("workers:0 on a:7000: connecting", "workers:0 on a:7000: starting"),
        lines.all().stream()
            .filter(line -> line.startsWith("workers:0"))
            .skip(4)
            .limit(2)
            .toList());
  }

  @Test
  void anotherDistributionIsAnotherFolder() throws Exception {
    assertEquals(1, start(node(FIRST, "a")).size());
    close();
    Files.write(folder.resolve("a.jar"), new byte[1001]);
    assertEquals(1, start(node(FIRST, "a")).size());
    assertEquals(2, count("sending the distribution"));
    try (Stream<Path> installed = Files.list(base)) {
      assertEquals(2, installed.count());
    }
  }

  @Test
  void aNodeThatDiesIsStartedAgainAndSaidSoOnce() throws Exception {
    assertEquals(1, start(node(FIRST, "a")).size());
    kill(FIRST);
    assertEquals("workers:0 on a:7000: ended: signal 9; starting it again", lines.await("ended"));
    assertEquals("workers:0 on a:7000: up", lines.await("up"));
    assertFalse(deployment.get().gone().isDone());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "HUP", "QUIT"})
  void whatATerminalSendsDoesNotEndANode(String signal) throws Exception {
    start(false, node(FIRST, "a"));
    String pid = Files.readString(folder.resolve("pid-" + FIRST)).strip();
    assertEquals(
        0, new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor());
    deployment.get().close();
    assertTrue(Files.exists(folder.resolve("ended-" + FIRST)), lines.all().toString());
    assertEquals(0, count("ended: "));
  }

  @Test
  void aNodeThatMayNotBeStartedAgainStaysDown() throws Exception {
    start(false, node(FIRST, "a"), node(SECOND, "a"));
    kill(FIRST);
    assertEquals("workers:0 on a:7000: ended: signal 9", lines.await("ended"));
    kill(SECOND);
    deployment.get().gone().get(SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void whatALoginScriptSaysDoesNotMatter() throws Exception {
    ssh =
        script(
            "ssh",
            "#!/bin/sh\necho Welcome; echo '@garrisons'; echo motd >&2\n"
                + "while [ $# -gt 2 ]; do shift; done\nexec sh -c \"$2\"\n");
    assertEquals(1, start(node(FIRST, "a")).size());
    assertEquals(0, count("motd"));
  }

  @Test
  void whatANodeSaysIsPassedOnButForNoise() throws Exception {
    script(
        "bin/launch",
        NODE.replace(
            "echo '@garrison up 7000'",
            "echo 'WARNING: Using incubator modules: x' >&2; echo 'warn: y' >&2;"
                + " echo '@garrison up 7000'"));
    start(node(FIRST, "a"));
    assertEquals("workers:0| warn: y", lines.await("|"));
    assertEquals(0, count("incubator"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssh: Could not resolve hostname a: Name or service not known"
            + " | no such host (@); correct --cluster, or name the host in ~/.ssh/config; try by hand:",
        "me@a: Permission denied (publickey)."
            + " | permission denied (@); this must work without a password:",
        "Host key verification failed."
            + " | the host's key is not known (@); look at it and accept it once with",
        "ssh: connect to host a port 22: Connection refused"
            + " | no SSH server answers (@); try by hand:",
        "ssh: connect to host a port 22: No route to host"
            + " | no route to the host (@); try by hand:",
        "ssh: connect to host a port 22: Connection timed out"
            + " | no answer from the host (@); try by hand:",
      })
  void aHostThatCannotBeReachedSaysWhy(String said, String expected) throws Exception {
    ssh = script("ssh", "#!/bin/sh\necho '" + said + "' >&2\nexit 255\n");
    assertFailed(expected.replace("@", said) + " " + ssh + " a");
  }

  @Test
  void aChangedHostKeySaysSo() throws Exception {
    String warning = "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @";
    ssh =
        script(
            "ssh",
            "#!/bin/sh\necho '"
                + warning
                + "' >&2; echo 'Host key verification failed.' >&2\n"
                + "exit 255\n");
    assertFailed(
        "the host's key is not the known one ("
            + warning
            + "); somebody may be in between; if the host was installed anew, ssh-keygen -R and "
            + ssh
            + " a");
  }

  @Test
  void aHostWithoutAFittingJvmSaysWhichItHas() throws Exception {
    java = script("old/bin/java", "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019' >&2\n");
    assertFailed(
        "--java " + java + ": version 11 at " + java + "; Garrison needs Java 17 or newer");
    java = folder.resolve("nowhere");
    assertFailed("--java " + java + ": no program bin/java there; Garrison needs Java 17 or newer");
    java = folder.resolve("nowhere/bin/java");
    assertFailed("--java " + java + ": no such program; Garrison needs Java 17 or newer");
  }

  @Test
  void aFolderOfAJdkWillDo() throws Exception {
    java = folder.resolve("jdk");
    assertEquals(1, start(node(FIRST, "a")).size());
  }

  @Test
  void anInstallFolderThatCannotBeSaysSo() throws Exception {
    base = Files.createFile(folder.resolve("file"));
    assertFailed("--install-dir " + base + ": cannot be written");
  }

  @Test
  void anInstallFolderThatOthersCanWriteToIsRefused() throws Exception {
    Files.createDirectory(base);
    for (String permissions : List.of("rwxrwx---", "rwx----w-")) {
      Files.setPosixFilePermissions(base, PosixFilePermissions.fromString(permissions));
      assertFailed(notOwn(base, permissions, uid()));
    }
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-x---"));
    assertEquals(1, start(node(FIRST, "a")).size());
    close();
    Path dir = base.resolve(distribution.get().id());
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx-wx---"));
    assertFailed(notOwn(dir, "rwx-wx---", uid()));
  }

  @Test
  void anInstallFolderOfAnotherUserIsRefused() throws Exception {
    Files.createDirectory(base);
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(folder.resolve("link"), base);
    // Whose folder it is cannot be changed here, but who asks can
    onThePath("id", "#!/bin/sh\necho 4711\n");
    assertFailed(notOwn(base, "rwx------", uid()));
    Path real = base;
    base = folder.resolve("link");
    assertFailed(notOwn(real, "rwx------", uid()));
  }

  @Test
  void anInstallFolderThatEverybodyMayRenameIsRefused() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    base = open.resolve("mine");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertFailed(
        "--install-dir " + base + ": everybody may rename what is in " + open + "; choose another");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lib/a.jar", "SHA256SUMS", "bin/launch"})
  void aDamagedInstallationIsReplaced(String damaged) throws Exception {
    assertEquals(1, start(node(FIRST, "a")).size());
    close();
    Path installed = base.resolve(distribution.get().id());
    byte[] whole = Files.readAllBytes(installed.resolve(damaged));
    Files.write(installed.resolve(damaged), new byte[0]);
    assertEquals(1, start(node(FIRST, "a")).size());
    assertArrayEquals(whole, Files.readAllBytes(installed.resolve(damaged)));
    assertEquals(2, count("sending the distribution"));
    assertNothingElseIsInstalled();
  }

  @Test
  void anInstallationWithoutItsListOfFilesIsReplacedWhereMoveKnowsNoTargetToo() throws Exception {
    onThePath("mv", "#!/bin/sh\n[ \"$1\" != -T ] || exit 1\nexec /bin/mv \"$@\"\n");
    assertEquals(1, start(node(FIRST, "a")).size());
    close();
    Files.delete(base.resolve(distribution.get().id()).resolve("SHA256SUMS"));
    assertEquals(1, start(node(FIRST, "a")).size());
    assertNothingElseIsInstalled();
  }

  @Test
  void anInterruptedInstallationLeavesNothingBehind() throws Exception {
    // Takes the distribution for longer than it is
    onThePath("head", "#!/bin/sh\nexec cat\n");
    Deployment started =
        deployment(Bootstrap.thisPlatform(), distribution().id(), true, node(FIRST, "a"));
    started.start();
    lines.await("sending the distribution");
    started.close();
    try (Stream<Path> installed = Files.list(base)) {
      assertEquals(List.of(), installed.toList());
    }
  }

  @Test
  void oldRestsOfInstallationsAreRemoved() throws Exception {
    Path old = Files.createDirectories(base.resolve("new-AbCdEf/lib")).getParent();
    Path young = Files.createDirectories(base.resolve("new-abcdef"));
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwx------"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    assertEquals(1, start(node(FIRST, "a")).size());
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(young));
  }

  @Test
  void theProgramOfAVersionManagerStandsForItsJvm() throws Exception {
    Path home = java.getParent().getParent();
    String text =
        "#!/bin/sh\n[ \"$1\" = -version ] || echo '    java.home = " + home + "'\nexec " + java;
    Path shim = script("shims/java", text + "\n");
    java = shim;
    assertEquals(1, start(node(FIRST, "a")).size());
    assertEquals(home.toString(), Files.readString(folder.resolve("home-workers:0")).strip());
  }

  @Test
  void variablesOfANodeDoNotReachTheScript() throws Exception {
    for (String name : List.of("platform", "id", "base", "java", "nice", "main", "host", "dir")) {
      environment.put(name, "x y");
    }
    assertEquals(1, start(node(FIRST, "a")).size());
    assertEquals("x y", Files.readString(folder.resolve("id-workers:0")).strip());
  }

  @Test
  void anotherPlatformSaysSo() throws Exception {
    assertFailed(
        "this host is "
            + Bootstrap.thisPlatform()
            + ", the distribution for Plan9 mips; deploy from such a machine",
        "Plan9 mips",
        distribution().id());
  }

  @Test
  void damageOnTheWayIsNotInstalled() throws Exception {
    assertFailed(
        "the distribution arrived damaged in " + base, Bootstrap.thisPlatform(), "0".repeat(64));
    try (Stream<Path> installed = Files.list(base)) {
      assertEquals(List.of(), installed.toList());
    }
  }

  @Test
  void aNodeThatCannotStartSaysWhy() throws Exception {
    script("bin/launch", "#!/bin/sh\necho '@garrison failed port 7000 is taken on this host'\n");
    assertFailed("port 7000 is taken on this host");
    script("bin/launch", "#!/bin/sh\necho 'error: no memory' >&2\nexit 4\n");
    assertFailed("exit status 4: error: no memory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up 7000", "run", "send", "credentials"})
  void aHostThatAsksTwiceIsCutOff(String word) throws Exception {
    script(
        "bin/launch",
        "#!/bin/sh\necho '@garrison credentials'; echo '@garrison "
            + word
            + "'\n"
            + (word.startsWith("up") ? "echo '@garrison credentials'\n" : "")
            + "cat >/dev/null\n");
    Deployment hostile =
        deployment(Bootstrap.thisPlatform(), distribution().id(), false, node(FIRST, "a"));
    boolean up = !hostile.start().get(SECONDS, TimeUnit.SECONDS).isEmpty();
    // A node that is up has nothing to say any more, and nobody listens
    assertEquals(word.startsWith("up"), up);
    assertEquals(up ? 0 : 1, count("failed: said something out of turn"));
  }

  @Test
  void whatAHostSaysCannotActOnTheTerminal() throws Exception {
    script("bin/launch", "#!/bin/sh\nprintf '@garrison failed \\033[2Jred\\r\\a%05000d\\n' 0\n");
    Deployment hostile =
        deployment(Bootstrap.thisPlatform(), distribution().id(), true, node(FIRST, "a"));
    hostile.start().get(SECONDS, TimeUnit.SECONDS);
    String line = lines.await("failed");
    assertTrue(line.startsWith("workers:0 on a:7000: failed: ?[2Jred??000"), line);
    assertTrue(line.length() < 400, line);
  }

  @Test
  void theOthersGoOnWhenOneFails() throws Exception {
    script(
        "bin/launch",
        NODE.replace(
            "echo '@garrison credentials'",
            "[ $4 = workers:0 ] || { echo '@garrison failed x'; exit 1; }\n"
                + "echo '@garrison credentials'"));
    assertEquals(ImmutableSet.of(FIRST), start(node(FIRST, "a"), node(SECOND, "a")));
    assertEquals(1, count("workers:1 on a:7000: failed: x"));
  }

  @Test
  void closingDoesNotWaitForAHostThatDoesNotAnswer() throws Exception {
    ssh = script("ssh", "#!/bin/sh\necho $$ >'" + folder + "/pid-ssh'\ncat >/dev/null\n");
    Deployment started =
        deployment(Bootstrap.thisPlatform(), distribution().id(), true, node(FIRST, "a"));
    var up = started.start();
    lines.await("connecting");
    assertThrows(TimeoutException.class, () -> up.get(1, TimeUnit.SECONDS));
    started.close();
    assertEquals(ImmutableSet.of(), up.get(SECONDS, TimeUnit.SECONDS));
    assertNoProcessIsLeft();
  }

  private ImmutableSet<Slot> start(Node... nodes) throws Exception {
    return start(true, nodes);
  }

  private ImmutableSet<Slot> start(boolean restarts, Node... nodes) throws Exception {
    return deployment(Bootstrap.thisPlatform(), distribution().id(), restarts, nodes)
        .start()
        .get(SECONDS, TimeUnit.SECONDS);
  }

  private Deployment deployment(String platform, String id, boolean restarts, Node... nodes)
      throws IOException {
    Bootstrap bootstrap =
        new Bootstrap(
            platform, id, base.toString(), java.toString(), ImmutableMap.copyOf(environment));
    Deployment made =
        new Deployment(
            List.of(nodes),
            new Shells(ImmutableList.of(ssh.toString())),
            bootstrap,
            distribution(),
            new Progress(lines.stream()),
            restarts,
            Duration.ofSeconds(15));
    deployment = Optional.of(made);
    return made;
  }

  private Distribution distribution() throws IOException {
    Distribution made =
        Distribution.of(folder.resolve("bin"), List.of(folder.resolve("a.jar")), List.of());
    if (distribution.isPresent()) {
      distribution.get().close();
    }
    distribution = Optional.of(made);
    return made;
  }

  private void assertFailed(String reason) throws Exception {
    assertFailed(reason, Bootstrap.thisPlatform(), distribution().id());
  }

  private void assertFailed(String reason, String platform, String id) throws Exception {
    Deployment failing = deployment(platform, id, true, node(FIRST, "a"));
    assertEquals(ImmutableSet.of(), failing.start().get(SECONDS, TimeUnit.SECONDS));
    assertEquals("workers:0 on a:7000: failed: " + reason, lines.await("failed"));
    failing.gone().get(SECONDS, TimeUnit.SECONDS);
    failing.close();
  }

  private Node node(Slot slot, String host) {
    Credentials credentials = authority.issue(slot);
    return new Node(
        slot,
        HostAndPort.fromParts(host, 7000),
        false,
        "some.Main",
        ImmutableList.of("--slot", slot.toString(), "it's a word"),
        Optional.of(credentials));
  }

  private long count(String part) {
    return lines.all().stream().filter(line -> line.contains(part)).count();
  }

  private void kill(Slot slot) throws IOException {
    String pid = Files.readString(folder.resolve("pid-" + slot)).strip();
    assertTrue(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly());
  }

  private void assertNoProcessIsLeft() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("pid-")).toList()) {
        Optional<ProcessHandle> process =
            ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
        if (process.isPresent()) {
          process.get().onExit().get(SECONDS, TimeUnit.SECONDS);
        }
      }
    }
  }

  private void assertNothingElseIsInstalled() throws IOException {
    try (Stream<Path> installed = Files.list(base)) {
      assertEquals(
          List.of(distribution.get().id()),
          installed.map(file -> file.getFileName().toString()).toList());
    }
    try (Stream<Path> inside = Files.list(base.resolve(distribution.get().id()))) {
      assertEquals(
          List.of("SHA256SUMS", "bin", "lib"),
          inside.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  /** What a host's shell finds before the program of that name. */
  private void onThePath(String name, String text) throws IOException {
    script("path/" + name, text);
    environment.put("PATH", folder.resolve("path") + ":" + System.getenv("PATH"));
  }

  private Object uid() throws IOException {
    return Files.getAttribute(base, "unix:uid");
  }

  private static String notOwn(Path place, String permissions, Object owner) {
    return "--install-dir "
        + place
        + ": others than you can write to it (d"
        + permissions
        + ", owner "
        + owner
        + "); chmod go-w it if it is yours, or choose another";
  }

  private Path script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}
