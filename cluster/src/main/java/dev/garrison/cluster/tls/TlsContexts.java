package dev.garrison.cluster.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSsl;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSslSessionContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/**
 * TLS 1.3 with certificates on both sides, by BoringSSL where this machine has it and by the JDK
 * elsewhere. Channels must be told {@code overrideAuthority(TlsContexts.HOST_NAME)}: every
 * certificate has that one host name, since who somebody is does not depend on where they are.
 */
public final class TlsContexts {
  /** The host name in every certificate. */
  public static final String HOST_NAME = Identity.DNS_NAME;

  // Who resumes a session is not asked for a certificate again. BoringSSL is told not to resume
  // any;
  // the JDK cannot be told, and gets the shortest time it knows.
  private static final int SESSION_SECONDS = 1;

  private TlsContexts() {}

  /**
   * For whoever listens. The handshake fails for anybody without a certificate of the same cluster
   * that is valid today and names a slot that may connect.
   *
   * @param mayConnect called by several threads at once
   */
  public static SslContext server(Credentials own, Predicate<Slot> mayConnect) {
    return server(own, mayConnect, provider());
  }

  static SslContext server(Credentials own, Predicate<Slot> mayConnect, SslProvider provider) {
    try (InputStream certificate = stream(own.certificate());
        InputStream key = stream(own.privateKey())) {
      return finish(
          SslContextBuilder.forServer(certificate, key).clientAuth(ClientAuth.REQUIRE),
          new SlotTrustManager(own, mayConnect, "one that may connect to " + own.slot()),
          provider);
    } catch (IOException e) {
      throw new IllegalStateException("credentials are checked when constructed", e);
    }
  }

  /**
   * For whoever dials. The handshake fails unless the other end has a certificate of the same
   * cluster that is valid today and names exactly the slot that is expected.
   */
  public static SslContext client(Credentials own, Slot expected) {
    return client(own, expected, provider());
  }

  static SslContext client(Credentials own, Slot expected, SslProvider provider) {
    try (InputStream certificate = stream(own.certificate());
        InputStream key = stream(own.privateKey())) {
      return finish(
          SslContextBuilder.forClient().keyManager(certificate, key),
          new SlotTrustManager(own, expected::equals, expected.toString()),
          provider);
    } catch (IOException e) {
      throw new IllegalStateException("credentials are checked when constructed", e);
    }
  }

  private static SslContext finish(
      SslContextBuilder builder, SlotTrustManager trust, SslProvider provider) throws SSLException {
    SslContext context =
        GrpcSslContexts.configure(builder, provider)
            .protocols("TLSv1.3")
            .trustManager(trust)
            .sessionTimeout(SESSION_SECONDS)
            .build();
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      sessions.setSessionCacheEnabled(false);
    }
    return context;
  }

  private static SslProvider provider() {
    return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
  }

  private static InputStream stream(String pem) {
    return new ByteArrayInputStream(pem.getBytes(US_ASCII));
  }
}
