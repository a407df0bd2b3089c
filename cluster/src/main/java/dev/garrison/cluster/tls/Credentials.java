package dev.garrison.cluster.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.io.ByteStreams;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/**
 * Who one participant of a cluster is, and how it recognizes the others. Immutable; holds a secret,
 * which {@link #toString} leaves out.
 *
 * @param authority certificate of the cluster's authority, PEM
 * @param certificate the participant's own, signed by the authority, PEM
 * @param privateKey of the certificate, PEM (PKCS #8), on an elliptic curve
 */
public record Credentials(String authority, String certificate, String privateKey) {
  private static final String HEADER = "garrison-credentials 1 ";
  private static final int LARGEST = 1 << 16;

  /**
   * Checks that the three belong together; not that the certificate is valid today.
   *
   * @throws IllegalArgumentException naming what is wrong, without the key
   */
  public Credentials {
    authority = authority.strip() + "\n";
    certificate = certificate.strip() + "\n";
    privateKey = privateKey.strip() + "\n";
    X509Certificate own = Pem.certificate("certificate", certificate);
    checkSignature(own, Pem.certificate("authority", authority));
    checkKey(own, Pem.privateKey("private key", privateKey));
    try {
      Identity.of(own);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("certificate: " + e.getMessage(), e);
    }
  }

  /** The place in the cluster that the certificate names. */
  public Slot slot() {
    return identity().slot();
  }

  /** Id of the cluster that the certificate names, hexadecimal. */
  public String cluster() {
    return identity().cluster();
  }

  /**
   * Reads what {@link #write} wrote, and not one byte more: the stream may go on.
   *
   * @throws EOFException if the stream ends before
   * @throws IOException if something else is there, or reading fails
   */
  public static Credentials read(InputStream in) throws IOException {
    String header = line(in);
    String length = header.startsWith(HEADER) ? header.substring(HEADER.length()) : "";
    if (!length.matches("[1-9][0-9]{0,4}") || Integer.parseInt(length) > LARGEST) {
      throw new StreamCorruptedException("credentials: expected \"" + HEADER + "LENGTH\"");
    }
    byte[] bytes = new byte[Integer.parseInt(length)];
    ByteStreams.readFully(in, bytes);
    String[] blocks = new String(bytes, US_ASCII).split("(?<=-----\n)(?=-----BEGIN )", -1);
    if (blocks.length != 3) {
      throw new StreamCorruptedException(
          "credentials: expected 3 PEM blocks, got " + blocks.length);
    }
    try {
      return new Credentials(blocks[0], blocks[1], blocks[2]);
    } catch (IllegalArgumentException e) {
      throw (IOException)
          new StreamCorruptedException("credentials: " + e.getMessage()).initCause(e);
    }
  }

  /** Writes one block of text that tells its own length; does not flush. */
  public void write(OutputStream out) throws IOException {
    byte[] bytes = (authority + certificate + privateKey).getBytes(US_ASCII);
    out.write((HEADER + bytes.length + "\n").getBytes(US_ASCII));
    out.write(bytes);
  }

  /** Whose they are, without the key. */
  @Override
  public String toString() {
    return "credentials of " + slot() + " in cluster " + cluster();
  }

  X509Certificate ownCertificate() {
    return Pem.certificate("certificate", certificate);
  }

  X509Certificate authorityCertificate() {
    return Pem.certificate("authority", authority);
  }

  PrivateKey key() {
    return Pem.privateKey("private key", privateKey);
  }

  Identity identity() {
    try {
      return Identity.of(ownCertificate());
    } catch (CertificateException e) {
      throw new AssertionError("checked when constructed", e);
    }
  }

  private static void checkSignature(X509Certificate own, X509Certificate authority) {
    try {
      own.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("certificate: not signed by the authority", e);
    }
  }

  private static void checkKey(X509Certificate own, PrivateKey key) {
    boolean fits;
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(own.getPublicKey());
      fits = signature.verify(signed);
    } catch (GeneralSecurityException e) {
      fits = false;
    }
    if (!fits) {
      throw new IllegalArgumentException("private key: not that of the certificate");
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("credentials: the stream ended before them");
      }
      line.write(b);
      if (line.size() > HEADER.length() + 5) {
        break;
      }
    }
    return line.toString(US_ASCII);
  }
}
