package dev.garrison.cluster.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.garrison.core.ClusterSpec;
import dev.garrison.core.UserException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One cluster's folder with the credentials of its participants, readable by its owner alone:
 * {@code authority.pem} and {@code authority-key.pem}, and one {@code <job>-<index>.credentials}
 * for each slot. Whoever deploys has all of it; a machine from which somebody only trains needs
 * that one slot's file. One thread; several processes may issue at once.
 */
public final class CredentialStore {
  private static final String SPECIFICATION = "cluster.json";
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
  private static final Logger LOG = LogManager.getLogger();
  private static final Comparator<Deployed> LAST_FIRST =
      Comparator.comparing(Deployed::at)
          .reversed()
          .thenComparing(deployed -> deployed.store().folder());

  private record Deployed(FileTime at, CredentialStore store) {}

  private final ClusterSpec cluster;
  private final PrivateFolder folder;

  /**
   * @param clusters folder of all clusters, see {@link #clusters}
   */
  public CredentialStore(Path clusters, ClusterSpec cluster) {
    this(cluster, new PrivateFolder(clusters.resolve(cluster.id())));
  }

  private CredentialStore(ClusterSpec cluster, PrivateFolder folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  /**
   * Where a person's clusters are: {@code $XDG_CONFIG_HOME/garrison/clusters}, or below {@code
   * ~/.config}.
   *
   * @param environment variables of the process
   */
  public static Path clusters(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    // The XDG specification has relative paths ignored
    return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElse(home.resolve(".config"))
        .resolve("garrison")
        .resolve("clusters");
  }

  /**
   * The store of one cluster's folder, wherever that is.
   *
   * @return empty if there is no {@code cluster.json} in it
   * @throws UserException if it cannot be read
   */
  public static Optional<CredentialStore> of(Path folder) {
    Path specification = folder.resolve(SPECIFICATION);
    if (!Files.isRegularFile(specification)) {
      return Optional.empty();
    }
    try {
      ClusterSpec cluster = ClusterSpec.parse(Files.readString(specification));
      return Optional.of(new CredentialStore(cluster, new PrivateFolder(folder)));
    } catch (IOException e) {
      throw new UserException(specification + ": cannot be read: " + e, e);
    } catch (UserException e) {
      throw new UserException(specification + ": " + e.getMessage(), e);
    }
  }

  /**
   * The stores of clusters that have a slot's node at an address, the one last deployed first. A
   * folder that cannot be read is warned of and left out.
   *
   * @param clusters folder of all clusters, see {@link #clusters}; need not be there
   * @throws UserException if it cannot be read
   */
  public static ImmutableList<CredentialStore> withNode(
      Path clusters, Slot slot, HostAndPort node) {
    if (!Files.isDirectory(clusters)) {
      return ImmutableList.of();
    }
    List<Deployed> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(clusters)) {
      for (Path folder : folders) {
        readable(folder)
            .filter(store -> store.isAt(node, slot))
            .ifPresent(store -> found.add(new Deployed(store.lastIssued(), store)));
      }
    } catch (IOException e) {
      throw new UserException(clusters + ": cannot be read: " + e, e);
    }
    return found.stream()
        .sorted(LAST_FIRST)
        .map(Deployed::store)
        .collect(ImmutableList.toImmutableList());
  }

  /** The cluster's folder; not there before something was issued. */
  public Path folder() {
    return folder.path();
  }

  /**
   * The credentials that were issued for a slot.
   *
   * @throws UserException if there are none, they are damaged, expired or others may read them
   */
  public Credentials read(Slot slot) {
    Path file = folder.path().resolve(name(slot));
    Credentials credentials;
    try {
      credentials =
          stored(slot)
              .orElseThrow(
                  () ->
                      new UserException(
                          file
                              + ": no such file; deploy the cluster first, or copy the file from"
                              + " where it was deployed"));
    } catch (IOException e) {
      throw new UserException(file + ": cannot be read: " + e, e);
    }
    if (end(credentials).isBefore(Instant.now())) {
      throw new UserException(
          file + ": expired at " + end(credentials) + "; deploy the cluster again to renew it");
    }
    return credentials;
  }

  /**
   * The credentials for a slot: those that were issued before if they are good for another while,
   * otherwise new ones. The first call makes the cluster's authority. Afterwards this cluster is
   * the one last deployed, see {@link #withNode}.
   *
   * @throws UserException if the folder cannot be written, or others may read what is in it
   */
  public Credentials issue(Slot slot) {
    try (PrivateFolder.Lock lock = folder.lock()) {
      CertificateAuthority authority = authority();
      Optional<Credentials> stored;
      try {
        stored = stored(slot);
      } catch (IOException e) {
        // Damaged, by a full disk for example: this is the place where better ones are made
        stored = Optional.empty();
      }
      Optional<Credentials> good =
          stored
              .filter(old -> old.authority().equals(authority.certificate()))
              .filter(old -> end(old).isAfter(Instant.now().plus(RENEWED_BEFORE)));
      if (good.isPresent()) {
        folder.touch();
        return good.get();
      }
      Credentials issued = authority.issue(slot);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      issued.write(bytes);
      folder.write(name(slot), bytes.toByteArray());
      folder.touch();
      return issued;
    } catch (IOException e) {
      throw new UserException(folder.path() + ": cannot be written: " + e, e);
    }
  }

  private CertificateAuthority authority() throws IOException {
    Optional<byte[]> key = folder.read("authority-key.pem");
    if (key.isEmpty()) {
      CertificateAuthority created = CertificateAuthority.create(cluster.id());
      folder.write(SPECIFICATION, (cluster.canonical() + "\n").getBytes(StandardCharsets.UTF_8));
      folder.write("authority.pem", created.certificate().getBytes(US_ASCII));
      // Last: its being there says that the others are
      folder.write("authority-key.pem", created.privateKey().getBytes(US_ASCII));
      return created;
    }
    byte[] certificate =
        folder.read("authority.pem").orElseThrow(() -> new NoSuchFileException("authority.pem"));
    try {
      return CertificateAuthority.of(
          new String(certificate, US_ASCII), new String(key.get(), US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          folder.path() + ": " + e.getMessage() + "; remove the folder to start afresh", e);
    }
  }

  private Optional<Credentials> stored(Slot slot) throws IOException {
    Optional<byte[]> bytes = folder.read(name(slot));
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Credentials stored = Credentials.read(new ByteArrayInputStream(bytes.get()));
    if (!stored.slot().equals(slot) || !stored.cluster().equals(cluster.id())) {
      throw new IOException("these are " + stored);
    }
    return Optional.of(stored);
  }

  private boolean isAt(HostAndPort node, Slot slot) {
    List<HostAndPort> nodes = cluster.jobs().getOrDefault(slot.job(), ImmutableList.of());
    return slot.index() < nodes.size() && nodes.get(slot.index()).equals(node);
  }

  private FileTime lastIssued() {
    try {
      return Files.getLastModifiedTime(folder.path());
    } catch (IOException e) {
      throw new UserException(folder.path() + ": cannot be read: " + e, e);
    }
  }

  private static Optional<CredentialStore> readable(Path folder) {
    try {
      return of(folder);
    } catch (UserException e) {
      LOG.warn("left out: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Instant end(Credentials credentials) {
    return credentials.ownCertificate().getNotAfter().toInstant();
  }

  private static String name(Slot slot) {
    return URLEncoder.encode(slot.job(), StandardCharsets.UTF_8)
        + "-"
        + slot.index()
        + ".credentials";
  }
}
