package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.cluster.tls.CertificateAuthority;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.cluster.tls.TlsContexts;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes and their server under TLS: the right ones find together, nobody else gets anything. */
class TlsPoolTest {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("aa");
  private static final Instant NOW = Instant.now();

  private static TestNodes nodes;

  @BeforeAll
  static void open() {
    nodes = new TestNodes(2, Optional.of(AUTHORITY));
  }

  @AfterAll
  static void close() {
    nodes.close();
  }

  @Test
  void theRightOnesTrainTogether() {
    WorkerSettings settings = WorkerPoolContract.settings(0.5f);
    try (TestNodes plain = new TestNodes(2, Optional.empty());
        RemotePool expected = pool(plain, settings);
        RemotePool pool = pool(nodes, settings)) {
      for (long step = 0; step < 3; step++) {
        assertArrayEquals(
            WorkerPoolContract.rows(expected, step), WorkerPoolContract.rows(pool, step));
      }
    }
  }

  private static RemotePool pool(TestNodes of, WorkerSettings settings) {
    return of.pool(
        new ToyExperiment(), settings, FixedTimeout.none(), 1, Optional.empty(), () -> false);
  }

  @Test
  void aNodeWithAnothersCertificateIsNoNode() {
    Optional<CertificateAuthority> authority = Optional.of(AUTHORITY);
    try (TestNodes liars = new TestNodes(2, authority, index -> TestNodes.slot(1));
        RemotePool pool =
            liars.unready(WorkerPoolContract.settings(0), FixedTimeout.none(), 1, () -> false)) {
      pool.awaitNodes(Duration.ZERO);
      assertEquals(List.of(1, 3), WorkerPoolContract.ids(pool, 0));
    }
  }

  static Stream<Arguments> strangers() throws SSLException {
    Instant day = NOW.minus(Duration.ofDays(1));
    Slot slot = TestNodes.slot(0);
    Credentials expired = AUTHORITY.issue(TestNodes.SERVER, day, NOW.minusSeconds(60));
    Credentials early =
        AUTHORITY.issue(TestNodes.SERVER, NOW.plusSeconds(3600), NOW.plus(Duration.ofDays(1)));
    SslContext nobody =
        GrpcSslContexts.forClient()
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .protocols("TLSv1.3")
            .build();
    return Stream.of(
        Arguments.of("without a certificate", nobody),
        Arguments.of("with an expired one", TlsContexts.client(expired, slot)),
        Arguments.of("with one that is not valid yet", TlsContexts.client(early, slot)),
        Arguments.of(
            "with another worker's", TlsContexts.client(AUTHORITY.issue(TestNodes.slot(1)), slot)),
        Arguments.of("with a client's", TlsContexts.client(AUTHORITY.issue(Slot.CLIENT), slot)),
        Arguments.of(
            "with another server's", TlsContexts.client(AUTHORITY.issue(new Slot("ps", 1)), slot)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void aStrangerGetsNothing(String with, SslContext context) throws Exception {
    try (RawClient client = client(context)) {
      client.open(TestRuns.toy());
      assertFalse(client.end().isOk());
    }
  }

  @Test
  void anotherClustersServerGetsNothing() throws Exception {
    Credentials other = CertificateAuthority.create("aa").issue(TestNodes.SERVER);
    SslContext trusting =
        GrpcSslContexts.forClient()
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .keyManager(stream(other.certificate()), stream(other.privateKey()))
            .protocols("TLSv1.3")
            .build();
    try (RawClient client = client(trusting)) {
      client.open(TestRuns.toy());
      assertFalse(client.end().isOk());
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void plainTextGetsNothing() throws Exception {
    try (RawClient client = new RawClient(nodes.addresses().get(0).address().getPort())) {
      client.open(TestRuns.toy());
      assertFalse(client.end().isOk());
    }
  }

  @Test
  void theServerIsLetIn() throws Exception {
    Credentials server = AUTHORITY.issue(TestNodes.SERVER);
    try (RawClient client = client(TlsContexts.client(server, TestNodes.slot(0)))) {
      client.open(TestRuns.toy());
      assertTrue(client.message().hasReady());
    }
  }

  private static RawClient client(SslContext context) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", nodes.addresses().get(0).address().getPort())
            .overrideAuthority(TlsContexts.HOST_NAME)
            .sslContext(context)
            .disableRetry()
            .build();
    return new RawClient(channel);
  }
}
