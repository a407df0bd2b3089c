package dev.garrison.cluster.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Certificates and private keys as text (RFC 7468). */
final class Pem {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  static String certificate(byte[] encoded) {
    return block("CERTIFICATE", encoded);
  }

  static String privateKey(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  /**
   * @throws IllegalArgumentException if the text is not one certificate
   */
  static X509Certificate certificate(String name, String text) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(content("CERTIFICATE", name, text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(name + ": not a certificate", e);
    }
  }

  /**
   * @throws IllegalArgumentException if the text is not one private key on an elliptic curve
   */
  static PrivateKey privateKey(String name, String text) {
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(content("PRIVATE KEY", name, text)));
    } catch (GeneralSecurityException e) {
      // Without the cause, which may repeat what it was given
      throw new IllegalArgumentException(name + ": not an EC private key");
    }
  }

  private static String block(String label, byte[] encoded) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + new String(LINES.encode(encoded), US_ASCII)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static byte[] content(String label, String name, String text) {
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    String trimmed = text.strip();
    if (!trimmed.startsWith(begin)
        || !trimmed.endsWith(end)
        || trimmed.indexOf("-----", begin.length()) != trimmed.length() - end.length()) {
      throw new IllegalArgumentException(name + ": expected one PEM block \"" + label + "\"");
    }
    try {
      return Base64.getMimeDecoder()
          .decode(trimmed.substring(begin.length(), trimmed.length() - end.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": damaged PEM block \"" + label + "\"");
    }
  }
}
