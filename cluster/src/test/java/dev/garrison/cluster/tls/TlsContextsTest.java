package dev.garrison.cluster.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSsl;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets a call through, with BoringSSL and with the JDK's TLS. */
class TlsContextsTest {
  private static final Slot SERVER = new Slot("ps", 0);
  private static final Slot WORKER = new Slot("workers", 1);

  private final CertificateAuthority authority = CertificateAuthority.create("ab12");
  private final Credentials worker = authority.issue(WORKER);
  private final Credentials server = authority.issue(SERVER);

  static Stream<SslProvider> providers() {
    return Stream.of(SslProvider.OPENSSL, SslProvider.JDK)
        .filter(provider -> provider == SslProvider.JDK || OpenSsl.isAvailable());
  }

  @Test
  void boringSslIsThereOnLinux() {
    String os = System.getProperty("os.name");
    assertTrue(!os.equals("Linux") || OpenSsl.isAvailable(), () -> cause());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void theExpectedTwoTalkInTls13(SslProvider provider) throws Exception {
    try (CallCounter node = new CallCounter(listening(worker, provider))) {
      assertNull(node.call(dialling(server, WORKER, provider), TlsContexts.HOST_NAME));
      assertEquals("TLSv1.3", node.protocol());
      assertEquals(1, node.calls());
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void nobodyElseOfTheClusterMayConnect(SslProvider provider) throws Exception {
    for (Slot slot : new Slot[] {new Slot("ps", 1), new Slot("workers", 0), WORKER, Slot.CLIENT}) {
      assertRefusedByServer(dialling(authority.issue(slot), WORKER, provider), provider);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void anExpiredOrFutureCertificateMayNotConnect(SslProvider provider) throws Exception {
    Instant now = Instant.now();
    Duration hour = Duration.ofHours(1);
    Credentials expired = authority.issue(SERVER, now.minus(hour.multipliedBy(2)), now.minus(hour));
    Credentials future = authority.issue(SERVER, now.plus(hour), now.plus(hour.multipliedBy(2)));
    assertRefusedByServer(dialling(expired, WORKER, provider), provider);
    assertRefusedByServer(dialling(future, WORKER, provider), provider);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void anotherAuthoritysCertificateMayNotConnect(SslProvider provider) throws Exception {
    Credentials stranger = CertificateAuthority.create("ab12").issue(SERVER);
    // Trusts the node, so that only the node can refuse
    SslContext context =
        trusting(provider)
            .keyManager(stream(stranger.certificate()), stream(stranger.privateKey()))
            .build();
    assertRefusedByServer(context, provider);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void nobodyWithoutACertificateMayConnect(SslProvider provider) throws Exception {
    assertRefusedByServer(trusting(provider).build(), provider);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void nobodyMayConnectWithAnOlderTls(SslProvider provider) throws Exception {
    SslContext context =
        trusting(provider)
            .keyManager(stream(server.certificate()), stream(server.privateKey()))
            .protocols("TLSv1.2")
            .build();
    assertRefusedByServer(context, provider);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aSecondConnectionIsCheckedLikeTheFirst(SslProvider provider) throws Exception {
    AtomicBoolean open = new AtomicBoolean(true);
    SslContext listening = TlsContexts.server(worker, slot -> open.get(), provider);
    SslContext dialling = dialling(server, WORKER, provider);
    try (CallCounter node = new CallCounter(listening)) {
      assertNull(node.call(dialling, TlsContexts.HOST_NAME));
      open.set(false);
      assertEquals(Status.Code.UNAVAILABLE, node.call(dialling, TlsContexts.HOST_NAME).getCode());
      assertEquals(1, node.calls());
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void theOtherEndMustBeExactlyTheExpectedSlot(SslProvider provider) throws Exception {
    assertRefusedByClient(
        "certificate of workers:1, expected workers:2",
        worker,
        dialling(server, new Slot("workers", 2), provider),
        provider);
    Instant now = Instant.now();
    assertRefusedByClient(
        "NotAfter",
        authority.issue(WORKER, now.minusSeconds(7200), now.minusSeconds(3600)),
        dialling(server, WORKER, provider),
        provider);
    assertRefusedByClient(
        "Path does not chain with any of the trust anchors",
        CertificateAuthority.create("ab12").issue(WORKER),
        dialling(server, WORKER, provider),
        provider);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void theHostNameIsVerified(SslProvider provider) throws Exception {
    try (CallCounter node = new CallCounter(listening(worker, provider))) {
      Status refused = node.call(dialling(server, WORKER, provider), "127.0.0.1");
      assertEquals(Status.Code.UNAVAILABLE, refused.getCode());
      assertEquals(0, node.calls());
    }
  }

  private void assertRefusedByServer(SslContext dialling, SslProvider provider) throws Exception {
    try (CallCounter node = new CallCounter(listening(worker, provider))) {
      Status refused = node.call(dialling, TlsContexts.HOST_NAME);
      assertEquals(Status.Code.UNAVAILABLE, refused.getCode(), refused.toString());
      assertEquals(0, node.calls());
      // The node goes on serving whom it should
      assertNull(node.call(dialling(server, WORKER, provider), TlsContexts.HOST_NAME));
    }
  }

  private static void assertRefusedByClient(
      String reason, Credentials listening, SslContext dialling, SslProvider provider)
      throws Exception {
    try (CallCounter node = new CallCounter(listening(listening, provider))) {
      Status refused = node.call(dialling, TlsContexts.HOST_NAME);
      assertEquals(Status.Code.UNAVAILABLE, refused.getCode(), refused.toString());
      String why = Throwables.getStackTraceAsString(refused.getCause());
      assertTrue(why.contains(reason), why);
      assertEquals(0, node.calls());
    }
  }

  private static SslContext listening(Credentials own, SslProvider provider) {
    return TlsContexts.server(own, SERVER::equals, provider);
  }

  private static SslContext dialling(Credentials own, Slot expected, SslProvider provider) {
    return TlsContexts.client(own, expected, provider);
  }

  private SslContextBuilder trusting(SslProvider provider) {
    return GrpcSslContexts.configure(SslContextBuilder.forClient(), provider)
        .trustManager(stream(authority.certificate()));
  }

  private static ByteArrayInputStream stream(String pem) {
    return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static String cause() {
    return Throwables.getStackTraceAsString(OpenSsl.unavailabilityCause());
  }
}
