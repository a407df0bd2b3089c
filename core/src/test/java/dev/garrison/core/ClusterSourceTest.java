package dev.garrison.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSourceTest {
  @TempDir private Path folder;

  @Test
  void jsonIsReadAsItIs() {
    String json = "{\"ps\":[\"a:1\"],\"workers\":[\"b:2\"]}";
    assertEquals(json, ClusterSource.read(json, Map.of()).canonical());
  }

  @Test
  void aFileHasJsonInIt() throws IOException {
    Path file = folder.resolve("cluster.json");
    Files.writeString(file, "{\n  \"ps\": [\"a:1\"],\n  \"workers\": [\"b:2\"]\n}\n");
    assertEquals(
        "{\"ps\":[\"a:1\"],\"workers\":[\"b:2\"]}",
        ClusterSource.read("@" + file, Map.of()).canonical());
  }

  @Test
  void aFilesMistakesAreOneLine() throws IOException {
    Path file = folder.resolve("cluster.json");
    assertRefused("@" + file + ": no such file", "@" + file, Map.of());
    Files.writeString(file, "{\n  \"ps\": [\n");
    assertRefused("not JSON: {   \"ps\": [", "@" + file, Map.of());
    assertRefused("@" + folder + ": cannot be read: ", "@" + folder, Map.of());
  }

  @Test
  void theFirstReservedNodeIsTheParameterServer() throws IOException {
    Path nodes = folder.resolve("nodes");
    Files.writeString(nodes, "n-2.site.grid\nn-2.site.grid\nn-1.site.grid\n\nn-3.site.grid\n");
    assertEquals(
        "{\"ps\":[\"n-2.site.grid:7000\"],"
            + "\"workers\":[\"n-1.site.grid:7000\",\"n-3.site.grid:7000\"]}",
        ClusterSource.read("G5k", Map.of("OAR_FILE_NODES", nodes.toString())).canonical());
    assertEquals(
        "{\"ps\":[\"gpu1:7000\"],\"workers\":[\"node01:7000\",\"node02:7000\"]}",
        ClusterSource.read("slurm", Map.of("SLURM_JOB_NODELIST", "gpu1,node[01-02]")).canonical());
  }

  @Test
  void aSchedulerThatReservedNothingIsRefused() throws IOException {
    Path nodes = folder.resolve("nodes");
    Files.writeString(nodes, "a\na\n");
    Map<String, String> one = Map.of("OAR_FILE_NODES", nodes.toString());
    assertRefused("G5k: OAR_FILE_NODES is not set; reserve nodes", "G5k", Map.of());
    assertRefused("G5k: needs at least 2 nodes, a parameter server", "G5k", one);
    assertRefused("slurm: SLURM_JOB_NODELIST is not set; start", "slurm", Map.of());
    assertRefused(
        "slurm: needs at least 2 nodes, a parameter server and a worker, got [a]",
        "slurm",
        Map.of("SLURM_JOB_NODELIST", "a"));
    assertRefused(
        "job \"workers\": expected \"host:port\", got \"-b:7000\"",
        "slurm",
        Map.of("SLURM_JOB_NODELIST", "a,-b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a; [a]",
        "node[01-03,7],gpu1; [node01, node02, node03, node7, gpu1]",
        "n[9-11]; [n9, n10, n11]",
        "n[09-11]-ib; [n09-ib, n10-ib, n11-ib]",
        "r[1-2]n[3-4]; [r1n3, r1n4, r2n3, r2n4]",
        "a-[1],b.c[2]; [a-1, b.c2]"
      })
  void slurmsShortFormIsExpanded(String list, String hosts) {
    assertEquals(hosts, SlurmNodeList.expand(list).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a,",
        ",a",
        "a[",
        "a]",
        "a[1",
        "a[1-]",
        "a[-2]",
        "a[3-1]",
        "a[]",
        "a[x]",
        "a[[1]]",
        "a[1,]",
        "a[0-999999999]",
        "a[1-1000]b[1-1000]"
      })
  void otherListsAreRefused(String list) {
    assertRefused(
        "slurm: expected hosts like node[01-03,7],gpu1, got \"" + list + "\"",
        "slurm",
        Map.of("SLURM_JOB_NODELIST", list));
  }

  private static void assertRefused(String message, String text, Map<String, String> environment) {
    UserException refused =
        assertThrows(UserException.class, () -> ClusterSource.read(text, environment));
    String expected = "cluster specification: " + message;
    int length = Math.min(expected.length(), refused.getMessage().length());
    assertEquals(expected, refused.getMessage().substring(0, length));
    assertEquals(1, refused.getMessage().lines().count());
  }
}
