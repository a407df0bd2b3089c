package dev.garrison.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.cli.Arguments;
import dev.garrison.deploy.remote.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestTest {
  private static final String CLUSTER =
      "{\"ps\":[\"127.0.0.1:1\"],\"workers\":[\"127.0.0.1:2\",\"127.0.0.1:3\"]}";
  private static final String OTHER = "{\"ps\":[\"127.0.0.1:1\"],\"workers\":[\"127.0.0.1:2\"]}";
  private static final String RUN = "--aggregator average --nb-workers 2 ";
  private static final Slot FIRST = new Slot("workers", 0);
  private static final Slot SECOND = new Slot("workers", 1);

  @Test
  void withoutTheParameterServerAllOthersAreStarted() {
    Request request = read("--deploy", "--id", "ps:0", "--omit");
    assertEquals(Set.of(FIRST, SECOND), request.remote());
    assertEquals(Optional.empty(), request.own());
    assertEquals(new Slot("ps", 0), request.roster().server());
    assertEquals(List.of("ssh"), request.hosts().shells().words());
    assertTrue(request.restarts());
    assertFalse(request.ownNice());
    assertEquals(Optional.empty(), request.runner());
  }

  @Test
  void everyNodeIsStartedWhereNoneIsLeftOut() {
    Request request = read("--deploy");
    assertEquals(Set.of(new Slot("ps", 0), FIRST, SECOND), request.remote());
    assertTrue(request.serves(new Slot("ps", 0)));
    assertFalse(read("--deploy", "--id", "ps:0", "--omit").serves(new Slot("ps", 0)));
    assertTrue(read("--id", "ps:0").serves(new Slot("ps", 0)));
  }

  @Test
  void withoutDeployOnlyThisProcessServes() {
    Request request = read("--id", "workers:1");
    assertEquals(Set.of(), request.remote());
    assertEquals(Optional.of(SECOND), request.own());
  }

  @Test
  void niceAloneIsThisProcessAndWithJobsTheirNodes() {
    Request alone = read("--id", "workers:1", "--nice");
    assertTrue(alone.ownNice());
    assertEquals(Set.of(), alone.nice());
    Request jobs = read("--deploy", "--id", "ps:0", "--omit", "--nice", "workers", "ps");
    assertFalse(jobs.ownNice());
    assertEquals(Set.of("workers", "ps"), jobs.nice());
    assertTrue(read("--id", "workers:1", "--nice", "workers").ownNice());
    assertFalse(read("--id", "workers:1", "--nice", "ps").ownNice());
  }

  @Test
  void theRunnerIsToldWhatTheClusterImplies() {
    assertEquals(List.of("--server", CLUSTER, "--no-wait"), added("--checkpoint-dir 'a b'"));
    assertEquals(
        List.of("--insecure", "--udp", "2"),
        added("--server '" + OTHER + "' --no-wait", "--insecure", "--UDP", "2"));
    assertEquals(
        List.of("--server", CLUSTER, "--ps-job-name", "ps", "--plugins", "a", "b", "--no-wait"),
        added("--trace", "--ps-job-name", "ps", "--plugins", "a", "b"));
    assertEquals(List.of("--server", CLUSTER, "--no-wait"), added("--plugins c", "--plugins", "a"));
  }

  @Test
  void optionsOfTheRunnerAreKnownInEveryForm() {
    assertEquals(List.of(), added("--server='" + OTHER + "' --no-w"));
    assertEquals(
        List.of("--no-wait"),
        added("--serv '" + OTHER + "' --plug=c --insec", "--plugins", "a", "--insecure"));
  }

  @Test
  void aClusterOfOneProcessIsItsRunner() {
    Request request =
        Request.read(
            Arguments.parse(
                CommandLineOptions.all(),
                "--cluster",
                "{\"local\":[\"127.0.0.1:1\"]}",
                "--ps-job-name",
                "local",
                "--deploy",
                "--id",
                "local:0",
                "--omit",
                "--runner",
                RUN + "--wk-job-name local"),
            Map.of("PATH", "/usr/bin:/bin"));
    assertEquals(Set.of(), request.remote());
    assertTrue(request.runner().isPresent());
  }

  @Test
  void variablesMayHaveAnyValue() {
    assertEquals(
        Map.of("A_1", "x=y z", "B", ""),
        read("--deploy", "--id", "ps:0", "--omit", "--env", "A_1=x=y z", "B=")
            .hosts()
            .environment());
  }

  /** What is added to the runner's words. */
  private static List<String> added(String words, String... more) {
    List<String> all =
        new ArrayList<>(List.of("--deploy", "--id", "ps:0", "--omit", "--runner", RUN + words));
    all.addAll(List.of(more));
    List<String> runner = read(all.toArray(String[]::new)).runner().orElseThrow();
    List<String> given = Words.split(RUN + words);
    assertEquals(given, runner.subList(0, given.size()));
    return runner.subList(given.size(), runner.size());
  }

  private static Request read(String... words) {
    List<String> all = new ArrayList<>(List.of("--cluster", CLUSTER));
    all.addAll(List.of(words));
    return Request.read(
        Arguments.parse(CommandLineOptions.all(), all.toArray(String[]::new)),
        Map.of("PATH", "/usr/bin:/bin"));
  }
}
