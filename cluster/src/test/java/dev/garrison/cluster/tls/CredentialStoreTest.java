package dev.garrison.cluster.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.ClusterSpec;
import dev.garrison.core.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialStoreTest {
  private static final Slot WORKER = new Slot("workers", 0);
  private static final ClusterSpec CLUSTER =
      ClusterSpec.parse("{\"ps\": [\"a:1\"], \"workers\": [\"b:2\"]}");

  @TempDir private Path folder;
  private CredentialStore store;

  @BeforeEach
  void inAnEmptyFolder() {
    store = new CredentialStore(folder.resolve("clusters"), CLUSTER);
  }

  @Test
  void whatWasIssuedIsReadAndIssuedAgain() {
    Credentials issued = store.issue(WORKER);
    assertEquals(WORKER, issued.slot());
    assertEquals(CLUSTER.id(), issued.cluster());
    assertEquals(issued, store.read(WORKER));
    assertEquals(issued, new CredentialStore(folder.resolve("clusters"), CLUSTER).issue(WORKER));
  }

  @Test
  void allSlotsHaveOneAuthorityAndEveryClusterItsOwn() {
    ClusterSpec other = ClusterSpec.parse("{\"ps\": [\"a:1\"], \"workers\": [\"b:3\"]}");
    Credentials worker = store.issue(WORKER);
    assertEquals(worker.authority(), store.issue(new Slot("ps", 0)).authority());
    assertNotEquals(
        worker.authority(),
        new CredentialStore(folder.resolve("clusters"), other).issue(WORKER).authority());
  }

  @Test
  void nothingIsReadableByOthers() throws IOException {
    store.issue(WORKER);
    store.issue(new Slot("a/b ../c", 1));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store.folder())));
    try (Stream<Path> files = Files.list(store.folder())) {
      List<Path> all = files.sorted().toList();
      assertEquals(
          List.of(
              "a%2Fb+..%2Fc-1.credentials",
              "authority-key.pem",
              "authority.pem",
              "cluster.json",
              "lock",
              "workers-0.credentials"),
          all.stream().map(file -> file.getFileName().toString()).toList());
      for (Path file : all) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file.toString());
      }
    }
  }

  @Test
  void whatOthersMayReadIsRefused() throws IOException {
    store.issue(WORKER);
    Path file = store.folder().resolve("workers-0.credentials");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    String message =
        file
            + ": others than its owner have access (rw-r-----); if nobody used it, chmod go= "
            + file;
    assertEquals(message, assertThrows(UserException.class, () -> store.read(WORKER)).getMessage());
    assertEquals(
        message, assertThrows(UserException.class, () -> store.issue(WORKER)).getMessage());
  }

  @Test
  void aSlotWithoutCredentialsSaysWhatToDo() {
    UserException refused = assertThrows(UserException.class, () -> store.read(WORKER));
    assertEquals(
        store.folder().resolve("workers-0.credentials")
            + ": no such file; deploy the cluster first, or copy the file from where it was"
            + " deployed",
        refused.getMessage());
  }

  @Test
  void whatEndsSoonIsRenewedAndWhatHasEndedIsRefused() throws IOException {
    store.issue(WORKER);
    CertificateAuthority authority =
        CertificateAuthority.of(read("authority.pem"), read("authority-key.pem"));
    Instant now = Instant.now();
    Credentials fresh = authority.issue(WORKER, now, now.plus(Duration.ofDays(31)));
    overwrite(fresh);
    assertEquals(fresh, store.issue(WORKER));

    Credentials ending = authority.issue(WORKER, now, now.plus(Duration.ofDays(29)));
    overwrite(ending);
    assertEquals(ending, store.read(WORKER));
    assertNotEquals(ending, store.issue(WORKER));

    overwrite(authority.issue(WORKER, now.minusSeconds(60), now.minusSeconds(1)));
    UserException refused = assertThrows(UserException.class, () -> store.read(WORKER));
    assertTrue(refused.getMessage().contains(": expired at "), refused.getMessage());
  }

  @Test
  void damagedOrExchangedCredentialsAreRefusedAndMadeAgain() throws IOException {
    store.issue(WORKER);
    Path file = store.folder().resolve("workers-0.credentials");
    for (String content : List.of("", "garrison-credentials 1 7\nxyz", read("authority.pem"))) {
      Files.writeString(file, content);
      UserException refused = assertThrows(UserException.class, () -> store.read(WORKER));
      assertTrue(refused.getMessage().contains(": cannot be read: "), refused.getMessage());
      assertEquals(store.issue(WORKER), store.read(WORKER));
    }
    store.issue(Slot.CLIENT);
    Files.writeString(file, Files.readString(store.folder().resolve("client-0.credentials")));
    UserException refused = assertThrows(UserException.class, () -> store.read(WORKER));
    assertTrue(
        refused
            .getMessage()
            .endsWith("these are credentials of client:0 in cluster " + CLUSTER.id()),
        refused.getMessage());
  }

  @Test
  void aFolderThatCannotBeMadeIsOneLine() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    CredentialStore nowhere = new CredentialStore(file.resolve("clusters"), CLUSTER);
    UserException refused = assertThrows(UserException.class, () -> nowhere.issue(WORKER));
    assertTrue(
        refused.getMessage().startsWith(nowhere.folder() + ": cannot be written: "),
        refused.getMessage());
  }

  @Test
  void isInTheUsersConfigurationFolder() {
    assertEquals(
        Path.of("/x/garrison/clusters"),
        CredentialStore.clusters(Map.of("HOME", "/home/me", "XDG_CONFIG_HOME", "/x")));
    Path usual = Path.of("/home/me/.config/garrison/clusters");
    assertEquals(usual, CredentialStore.clusters(Map.of("HOME", "/home/me")));
    assertEquals(
        usual, CredentialStore.clusters(Map.of("HOME", "/home/me", "XDG_CONFIG_HOME", "x")));
    assertEquals(
        usual, CredentialStore.clusters(Map.of("HOME", "/home/me", "XDG_CONFIG_HOME", "")));
  }

  private String read(String name) throws IOException {
    return Files.readString(store.folder().resolve(name));
  }

  private void overwrite(Credentials credentials) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    credentials.write(bytes);
    Files.writeString(store.folder().resolve("workers-0.credentials"), bytes.toString(US_ASCII));
  }
}
