package dev.garrison.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.net.HostAndPort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSpecTest {
  private static final String FORM = "{\"job\": [\"host:port\", ...], ...}";

  @Test
  void readsJobsAndNodesInTheirOrder() {
    ClusterSpec spec =
        ClusterSpec.parse("{\"workers\": [\"b:2\", \"a:1\"], \"ps\": [\"[::1]:7000\", \"a:1\"]}");
    assertEquals(List.of("workers", "ps"), spec.jobs().keySet().asList());
    assertEquals(List.of(address("b:2"), address("a:1")), spec.job("workers"));
    assertEquals("::1", spec.job("ps").get(0).getHost());
    assertEquals(7000, spec.job("ps").get(0).getPort());
  }

  @Test
  void aNodeOfSeveralJobsIsOneNode() {
    ClusterSpec spec = ClusterSpec.parse("{\"ps\": [\"a:1\", \"b:2\"], \"workers\": [\"a:1\"]}");
    assertEquals(List.of(address("a:1"), address("b:2")), spec.nodes().asList());
  }

  @Test
  void anUnknownJobListsTheJobs() {
    ClusterSpec spec = ClusterSpec.parse("{\"ps\": [\"a:1\"], \"workers\": [\"b:2\"]}");
    UserException refused = assertThrows(UserException.class, () -> spec.job("eval"));
    assertEquals("cluster specification: no job \"eval\"; jobs: ps, workers", refused.getMessage());
  }

  @Test
  void theIdDoesNotDependOnSpacesOrTheOrderOfJobs() {
    ClusterSpec spec = ClusterSpec.parse("{\"workers\": [\"b:2\",\"[::1]:3\"], \"ps\": [\"a:1\"]}");
    assertEquals("{\"ps\":[\"a:1\"],\"workers\":[\"b:2\",\"[::1]:3\"]}", spec.canonical());
    assertEquals(spec.id(), ClusterSpec.parse(spec.canonical()).id());
    // printf '{"ps":["a:1"],"workers":["b:2","[::1]:3"]}' | sha256sum
    assertEquals("da39ddce67027a17", spec.id());
    assertNotEquals(
        spec.id(),
        ClusterSpec.parse("{\"workers\": [\"[::1]:3\",\"b:2\"], \"ps\": [\"a:1\"]}").id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"ps\"}",
        "{\"ps\": [\"a:1\"}",
        "{\"ps\": [\"a:1\"]} x",
        "{\"ps\": [\"a:1\"],}",
        "G5k",
        "{ps: [\"a:1\"]}",
        "{\"ps\": [a:1]}",
        ""
      })
  void whatIsNotJsonIsRefused(String json) {
    assertRefused(json, "not JSON: " + json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"a:1\"]", "\"a:1\"", "5", "null"})
  void whatIsNotAnObjectIsRefused(String json) {
    assertRefused(json, "expected " + FORM + ", got " + json);
  }

  @Test
  void aClusterWithoutAJobIsRefused() {
    assertRefused("{}", "expected " + FORM + ", got no job");
  }

  @Test
  void aJobGivenTwiceIsRefused() {
    assertRefused("{\"ps\": [\"a:1\"], \"ps\": [\"b:2\"]}", "job \"ps\" is given twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {"\"a:1\"", "[]", "{}", "null", "7", "{\"a\":1}"})
  void aJobIsAListOfNodes(String value) {
    assertRefused(
        "{\"ps\": " + value + "}", "job \"ps\": expected [\"host:port\", ...], got " + value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7000",
        "null",
        "[\"a:1\"]",
        "\"\"",
        "\"a\"",
        "\":7000\"",
        "\"a:\"",
        "\"a:0\"",
        "\"a:65536\"",
        "\"a:-1\"",
        "\"a:x\"",
        "\"a:1:2\"",
        "\"[::1]\"",
        "\"a:+1\"",
        "\"-oProxyCommand=x:1\"",
        "\"me@a:1\"",
        "\"a b:1\"",
        "\"$(a):1\""
      })
  void aNodeIsAHostAndAPort(String node) {
    assertRefused(
        "{\"ps\": [\"a:1\", " + node + "]}", "job \"ps\": expected \"host:port\", got " + node);
  }

  private static void assertRefused(String json, String message) {
    UserException refused = assertThrows(UserException.class, () -> ClusterSpec.parse(json), json);
    assertEquals("cluster specification: " + message, refused.getMessage());
  }

  private static HostAndPort address(String text) {
    return HostAndPort.fromString(text);
  }
}
