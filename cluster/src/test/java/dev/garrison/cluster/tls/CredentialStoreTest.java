package dev.garrison.cluster.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.HostAndPort;
import dev.garrison.core.ClusterSpec;
import dev.garrison.core.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialStoreTest {
  private static final Slot WORKER = new Slot("workers", 0);
  private static final Slot SERVER = new Slot("ps", 0);
  private static final ClusterSpec OTHER =
      ClusterSpec.parse("{\"ps\": [\"a:1\"], \"workers\": [\"b:3\"]}");
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
    Credentials worker = store.issue(WORKER);
    assertEquals(worker.authority(), store.issue(new Slot("ps", 0)).authority());
    assertNotEquals(
        worker.authority(),
        new CredentialStore(folder.resolve("clusters"), OTHER).issue(WORKER).authority());
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
  void theClusterLastDeployedComesFirst() throws IOException {
    Path clusters = folder.resolve("clusters");
    CredentialStore other = new CredentialStore(clusters, OTHER);
    store.issue(WORKER);
    other.issue(WORKER);
    Files.setLastModifiedTime(store.folder(), FileTime.from(Instant.EPOCH));
    Files.setLastModifiedTime(other.folder(), FileTime.from(Instant.EPOCH.plusSeconds(1)));
    assertEquals(List.of(other.folder(), store.folder()), withServer(clusters));
    // Deployed again, with what was issued before
    store.issue(WORKER);
    assertEquals(List.of(store.folder(), other.folder()), withServer(clusters));
  }

  @Test
  void clustersThatWereDeployedAtOneTimeAreAllThere() throws IOException {
    Path clusters = folder.resolve("clusters");
    CredentialStore other = new CredentialStore(clusters, OTHER);
    for (CredentialStore one : List.of(store, other)) {
      one.issue(WORKER);
      Files.setLastModifiedTime(one.folder(), FileTime.from(Instant.EPOCH));
    }
    assertEquals(Set.of(other.folder(), store.folder()), Set.copyOf(withServer(clusters)));
  }

  @Test
  void anotherSlotAtTheAddressIsAnotherCluster() {
    store.issue(WORKER);
    Path clusters = folder.resolve("clusters");
    assertEquals(
        List.of(), CredentialStore.withNode(clusters, SERVER, HostAndPort.fromString("b:2")));
    assertEquals(
        List.of(),
        CredentialStore.withNode(clusters, new Slot("ps", 1), HostAndPort.fromString("a:1")));
  }

  @Test
  void aMalformedSpecificationSpoilsNoOtherCluster() throws IOException {
    store.issue(WORKER);
    Path clusters = folder.resolve("clusters");
    Path broken = Files.createDirectory(clusters.resolve("broken"));
    Files.writeString(broken.resolve("cluster.json"), "{");
    assertEquals(List.of(store.folder()), withServer(clusters));
    UserException refused = assertThrows(UserException.class, () -> CredentialStore.of(broken));
    assertEquals(
        broken.resolve("cluster.json") + ": cluster specification: not JSON: {",
        refused.getMessage());
  }

  @Test
  void oneClustersFolderIsEnough() throws IOException {
    Credentials issued = store.issue(WORKER);
    Path moved = Files.move(store.folder(), folder.resolve("moved"));
    assertEquals(issued, CredentialStore.of(moved).orElseThrow().read(WORKER));
    assertEquals(Optional.empty(), CredentialStore.of(folder));
  }

  private static List<Path> withServer(Path clusters) {
    return CredentialStore.withNode(clusters, SERVER, HostAndPort.fromString("a:1")).stream()
        .map(CredentialStore::folder)
        .toList();
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
