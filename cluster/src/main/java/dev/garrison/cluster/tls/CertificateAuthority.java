package dev.garrison.cluster.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The one authority that a cluster's participants trust, and nobody outside: it says who is at
 * which slot. Its private key stays with the person who deploys. Keys are on the curve P-256. Any
 * thread.
 */
public final class CertificateAuthority {
  private static final Duration OWN_VALIDITY = Duration.ofDays(3650);
  private static final Duration VALIDITY = Duration.ofDays(365);
  // Clocks of hosts may be behind
  private static final Duration EARLIER = Duration.ofDays(1);

  private final String cluster;
  private final X509Certificate certificate;
  private final PrivateKey privateKey;
  private final SecureRandom random = new SecureRandom();

  private CertificateAuthority(String cluster, X509Certificate certificate, PrivateKey privateKey) {
    this.cluster = cluster;
    this.certificate = certificate;
    this.privateKey = privateKey;
  }

  /**
   * A new authority.
   *
   * @param cluster id of the cluster, hexadecimal
   */
  public static CertificateAuthority create(String cluster) {
    if (!cluster.matches("[0-9a-f]{1,64}")) {
      throw new IllegalArgumentException("cluster: expected hexadecimal digits, got " + cluster);
    }
    SecureRandom random = new SecureRandom();
    KeyPair keys = newKeys(random);
    Instant from = Instant.now().minus(EARLIER);
    X500Name name = name(cluster);
    X509v3CertificateBuilder builder =
        builder(name, name, from, from.plus(OWN_VALIDITY), keys.getPublic(), random);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JDK encodes and hashes", e);
    }
    X509Certificate own = Pem.certificate("authority", sign(builder, keys.getPrivate()));
    return new CertificateAuthority(cluster, own, keys.getPrivate());
  }

  /**
   * The authority that was stored.
   *
   * @param certificate as {@link #certificate} gave it
   * @param privateKey as {@link #privateKey} gave it
   * @throws IllegalArgumentException if they are damaged
   */
  public static CertificateAuthority of(String certificate, String privateKey) {
    X509Certificate own = Pem.certificate("authority", certificate);
    String name = own.getSubjectX500Principal().getName();
    String prefix = "CN=garrison ";
    if (!name.startsWith(prefix)) {
      throw new IllegalArgumentException("authority: not a cluster's: " + name);
    }
    return new CertificateAuthority(
        name.substring(prefix.length()), own, Pem.privateKey("authority's key", privateKey));
  }

  /** The authority's certificate, PEM. */
  public String certificate() {
    return encoded(certificate);
  }

  /** The authority's private key, PEM. */
  public String privateKey() {
    return Pem.privateKey(privateKey);
  }

  /** New key and certificate for whoever is at a slot, valid for a year. */
  public Credentials issue(Slot slot) {
    Instant from = Instant.now().minus(EARLIER);
    return issue(slot, from, from.plus(VALIDITY));
  }

  /** New key and certificate for whoever is at a slot, valid for a given time. */
  public Credentials issue(Slot slot, Instant from, Instant until) {
    KeyPair keys = newKeys(random);
    X500Name issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    X509v3CertificateBuilder builder =
        builder(issuer, name(cluster + " node"), from, until, keys.getPublic(), random);
    Identity identity = new Identity(cluster, slot);
    try {
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, Identity.DNS_NAME),
                new GeneralName(GeneralName.uniformResourceIdentifier, identity.uri())
              }));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          extensions.createAuthorityKeyIdentifier(certificate));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JDK encodes and hashes", e);
    }
    return new Credentials(
        certificate(), sign(builder, privateKey), Pem.privateKey(keys.getPrivate()));
  }

  private static X500Name name(String rest) {
    return new X500Name("CN=garrison " + rest);
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      X500Name subject,
      Instant from,
      Instant until,
      PublicKey key,
      SecureRandom random) {
    // 128 random bits and never 0 (RFC 5280, section 4.1.2.2)
    BigInteger serial = new BigInteger(128, random).add(BigInteger.ONE);
    return new JcaX509v3CertificateBuilder(
        issuer, serial, Date.from(from), Date.from(until), subject, key);
  }

  private static String sign(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      return Pem.certificate(
          builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)).getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("every JDK signs with ECDSA", e);
    }
  }

  private static KeyPair newKeys(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has the curve P-256", e);
    }
  }

  private static String encoded(X509Certificate certificate) {
    try {
      return Pem.certificate(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("was read from its encoding", e);
    }
  }
}
