package dev.garrison.cluster.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private final CertificateAuthority authority = CertificateAuthority.create("ab12");
  private final Credentials own = authority.issue(new Slot("workers", 3));

  @Test
  void nameTheirClusterAndSlot() {
    assertEquals(new Slot("workers", 3), own.slot());
    assertEquals("ab12", own.cluster());
    Slot odd = new Slot("Wörker/1: a b,+%", 0);
    assertEquals(odd, authority.issue(odd).slot());
  }

  @Test
  void theKeyIsNotInTheirText() {
    assertEquals("credentials of workers:3 in cluster ab12", own.toString());
  }

  @Test
  void areReadAsTheyWereWrittenAndNotOneByteMore() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    own.write(out);
    out.write("next".getBytes(US_ASCII));
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    assertEquals(own, Credentials.read(in));
    assertEquals("next", new String(in.readAllBytes(), US_ASCII));
  }

  @Test
  void aStreamThatEndsEarlyIsRefusedWhereverItEnds() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    own.write(out);
    byte[] all = out.toByteArray();
    for (int length = 0; length < all.length; length++) {
      ByteArrayInputStream in = new ByteArrayInputStream(all, 0, length);
      assertThrows(EOFException.class, () -> Credentials.read(in), "length " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\n",
        "garrison-credentials 1 x\n",
        "garrison-credentials 1 99999\n",
        "garrison-credentials 1 4\nabcd",
        "garrison-credentials 1 0\n",
        "a line that is much longer than the header and does not come to an end"
      })
  void anythingElseOnTheStreamIsRefused(String text) {
    ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(US_ASCII));
    IOException refused = assertThrows(IOException.class, () -> Credentials.read(in));
    assertTrue(refused instanceof StreamCorruptedException, refused.toString());
  }

  @Test
  void partsThatDoNotBelongTogetherAreRefused() {
    Credentials other = authority.issue(new Slot("workers", 4));
    CertificateAuthority elsewhere = CertificateAuthority.create("ab12");
    assertRefused(
        "private key: not that of the certificate",
        own.authority(),
        own.certificate(),
        other.privateKey());
    assertRefused(
        "certificate: not signed by the authority",
        elsewhere.certificate(),
        own.certificate(),
        own.privateKey());
    assertRefused(
        "certificate: names no slot of a cluster: []",
        own.authority(),
        own.authority(),
        authority.privateKey());
    assertRefused(
        "private key: expected one PEM block \"PRIVATE KEY\"",
        own.authority(),
        own.certificate(),
        own.certificate());
  }

  @Test
  void damageIsRefusedWithoutRepeatingTheKey() {
    String key = own.privateKey();
    // Where the number itself is: behind the line that names the block, 36 bytes of a header
    int number = key.indexOf('\n') + 1 + 36 / 3 * 4;
    for (int i = number; i < number + 10; i++) {
      for (char other : new char[] {key.charAt(i) == 'A' ? 'B' : 'A', '#'}) {
        String damaged = key.substring(0, i) + other + key.substring(i + 1);
        IllegalArgumentException refused =
            assertThrows(
                IllegalArgumentException.class,
                () -> new Credentials(own.authority(), own.certificate(), damaged));
        assertTrue(refused.getMessage().startsWith("private key: "), refused.getMessage());
        assertFalse(
            Throwables.getStackTraceAsString(refused)
                .contains(key.substring(number + 10, number + 16)));
      }
    }
  }

  @Test
  void certificatesAreShortLivedAndForOneUse() throws Exception {
    X509Certificate certificate = own.ownCertificate();
    Duration validity =
        Duration.between(
            certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
    assertEquals(Duration.ofDays(365), validity);
    assertTrue(certificate.getNotBefore().toInstant().isBefore(Instant.now()));
    assertEquals(
        256,
        ((ECPublicKey) certificate.getPublicKey())
            .getParams()
            .getCurve()
            .getField()
            .getFieldSize());
    assertEquals(-1, certificate.getBasicConstraints(), "no authority of its own");
    assertTrue(certificate.getKeyUsage()[0], "digitalSignature");
    assertEquals(
        List.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"), certificate.getExtendedKeyUsage());
    assertEquals(
        List.of(List.of(2, "garrison"), List.of(6, "garrison:ab12/workers/3")),
        List.copyOf(certificate.getSubjectAlternativeNames()));
    assertNotEquals(
        certificate.getSerialNumber(),
        authority.issue(own.slot()).ownCertificate().getSerialNumber());
  }

  @Test
  void aStoredAuthorityIssuesForTheSameCluster() {
    CertificateAuthority stored =
        CertificateAuthority.of(authority.certificate(), authority.privateKey());
    Credentials issued = stored.issue(Slot.CLIENT);
    assertEquals(own.authority(), issued.authority());
    assertEquals("ab12", issued.cluster());
  }

  private static void assertRefused(String message, String... parts) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Credentials(parts[0], parts[1], parts[2]));
    assertEquals(message, refused.getMessage());
  }
}
