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
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One cluster's folder with the credentials of its participants, readable by its owner alone:
 * {@code authority.pem} and {@code authority-key.pem}, and one {@code <job>-<index>.credentials}
 * for each slot. Whoever deploys has all of it; a machine from which somebody only trains needs
 * that one slot's file. One thread; several processes may issue at once.
 */
public final class CredentialStore {
  private static final String SPECIFICATION = "cluster.json";
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private final ClusterSpec cluster;
  private final PrivateFolder folder;

  /**
   * @param clusters folder of all clusters, see {@link #clusters}
   */
  public CredentialStore(Path clusters, ClusterSpec cluster) {
    this.cluster = cluster;
    this.folder = new PrivateFolder(clusters.resolve(cluster.id()));
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
   * The stores of clusters that have a node at an address, the one last written to first.
   *
   * @param clusters folder of all clusters, see {@link #clusters}; need not be there
   * @throws UserException if it cannot be read
   */
  public static ImmutableList<CredentialStore> withNode(Path clusters, HostAndPort node) {
    if (!Files.isDirectory(clusters)) {
      return ImmutableList.of();
    }
    SortedMap<FileTime, CredentialStore> stores = new TreeMap<>(Comparator.reverseOrder());
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(clusters)) {
      for (Path folder : folders) {
        Path spec = folder.resolve(SPECIFICATION);
        if (Files.isRegularFile(spec)) {
          ClusterSpec cluster = ClusterSpec.parse(Files.readString(spec));
          if (cluster.nodes().contains(node)) {
            stores.put(Files.getLastModifiedTime(folder), new CredentialStore(clusters, cluster));
          }
        }
      }
    } catch (IOException e) {
      throw new UserException(clusters + ": cannot be read: " + e, e);
    }
    return ImmutableList.copyOf(stores.values());
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
   * otherwise new ones. The first call makes the cluster's authority.
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
        return good.get();
      }
      Credentials issued = authority.issue(slot);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      issued.write(bytes);
      folder.write(name(slot), bytes.toByteArray());
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
