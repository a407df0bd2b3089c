package dev.garrison.cluster.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whom the cluster's authority names, today, for a slot that is expected here. What the JDK
 * checks (signature, dates, purpose, host name) comes first. Any thread.
 */
final class SlotTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager authority;
  private final String cluster;
  private final Predicate<Slot> expected;
  private final String description;

  /**
   * @param expected who may be at the other end
   * @param description of them, for messages
   */
  SlotTrustManager(Credentials own, Predicate<Slot> expected, String description) {
    this.authority = trusting(own.authorityCertificate());
    this.cluster = own.cluster();
    this.expected = expected;
    this.description = description;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    authority.checkClientTrusted(chain, type, engine);
    checkSlot(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    authority.checkServerTrusted(chain, type, engine);
    checkSlot(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    authority.checkClientTrusted(chain, type, socket);
    checkSlot(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    authority.checkServerTrusted(chain, type, socket);
    checkSlot(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    authority.checkClientTrusted(chain, type);
    checkSlot(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    authority.checkServerTrusted(chain, type);
    checkSlot(chain[0]);
  }

  /** None: whom one trusts is nobody's business. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private void checkSlot(X509Certificate certificate) throws CertificateException {
    Identity identity = Identity.of(certificate);
    if (!identity.cluster().equals(cluster)) {
      throw new CertificateException(
          "certificate of cluster " + identity.cluster() + ", expected cluster " + cluster);
    }
    if (!expected.test(identity.slot())) {
      throw new CertificateException(
          "certificate of " + identity.slot() + ", expected " + description);
    }
  }

  private static X509ExtendedTrustManager trusting(X509Certificate authority) {
    try {
      KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      anchors.setCertificateEntry("authority", authority);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(anchors);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return extended;
        }
      }
      throw new IllegalStateException("this JDK has no PKIX trust manager");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JDK validates certificates", e);
    }
  }
}
