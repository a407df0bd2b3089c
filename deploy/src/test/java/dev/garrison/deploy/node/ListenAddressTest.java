package dev.garrison.deploy.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.HostAndPort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.3.2.1", "localhost", "::1"})
  void aLoopbackAddressIsReachedFromThisMachineAlone(String host) {
    HostAndPort address = HostAndPort.fromParts(host, 7000);
    assertTrue(ListenAddress.isLoopback(address));
    assertTrue(ListenAddress.of(address).getAddress().isLoopbackAddress());
    assertEquals(7000, ListenAddress.of(address).getPort());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.1", "worker-a", "127.0.0.1.example.org", "localhost.example", "::2"})
  void anyOtherIsReachedByAllWays(String host) {
    HostAndPort address = HostAndPort.fromParts(host, 7000);
    assertFalse(ListenAddress.isLoopback(address));
    assertTrue(ListenAddress.of(address).getAddress().isAnyLocalAddress());
  }
}
