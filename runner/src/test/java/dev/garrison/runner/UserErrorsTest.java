package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake is one line that names the option, the value and what would be right. */
class UserErrorsTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--aggregator krum --nb-workers 4 --nb-decl-byz-workers 1"
            + " | --aggregator: krum: needs n >= 2f + 3, got n=4, f=1",
        "--aggregator krm --nb-workers 4"
            + " | --aggregator: unknown aggregator \"krm\"; did you mean \"krum\"? available: aksel, average",
        "--nb-workers 4 | --aggregator: missing; name a rule",
        "--aggregator krum | --nb-workers: missing; give the total number of workers",
        "--aggregator krum --nb-workers x | --nb-workers: expected an integer >= 1, got \"x\"",
        "--aggregator krum --nb-workers 0 | --nb-workers: expected an integer >= 1, got \"0\"",
        "--agregator krum | unknown option --agregator; did you mean --aggregator?",
        "--zzzzzzz | unknown option --zzzzzzz; see --help",
        "krum | \"krum\": expected an option; options begin with --, see --help",
        "--aggregator | --aggregator: expected NAME, got nothing",
        "--aggregator krum --aggregator average | --aggregator: given 2 times; give it once",
        "--aggregator krum,m | --aggregator krum: expected key:value, got \"m\"",
        "--aggregator multi-krum --aggregator-args q:1 --nb-workers 9"
            + " | --aggregator: multi-krum: unknown argument \"q\"; arguments: m (int",
        "--aggregator multi-krum,m:x --nb-workers 9 | --aggregator: multi-krum: argument m (int",
        "--aggregator average --nb-workers 4 --nb-real-byz-workers 4"
            + " | --nb-real-byz-workers: expected fewer than --nb-workers 4",
        "--aggregator average --nb-workers 4 --codec sing"
            + " | --codec: unknown codec \"sing\"; did you mean \"sign\"?",
        "--aggregator average --nb-workers 4 --codec sign,zero:one | --codec: sign: argument zero",
        "--aggregator average --nb-workers 4 --resync 5"
            + " | --resync: needs a cluster; give --server with more than one node",
        "--aggregator average --nb-workers 4 --nb-decl-byz-workers 5"
            + " | --nb-decl-byz-workers: expected at most --nb-workers 4, got 5",
        "--aggregator average --nb-workers 4 --nb-real-byz-workers 1"
            + " | --attack: missing; say what the real Byzantine workers do",
        "--aggregator average --nb-workers 4 --nb-real-byz-workers 1 --attack revers"
            + " | --attack: unknown attack \"revers\"; did you mean \"reverse\"?",
        "--aggregator average --nb-workers 4 --nb-real-byz-workers 2 --byzantine-ids 1,1"
            + " | --byzantine-ids: expected --nb-real-byz-workers 2 different ids, got \"1,1\"",
        "--aggregator average --nb-workers 4 --nb-real-byz-workers 1 --byzantine-ids 4"
            + " | --byzantine-ids: expected ids below --nb-workers 4, got 4",
        "--aggregator average --nb-workers 4 --trusted-workers 4"
            + " | --trusted-workers: expected ids below --nb-workers 4, got 4",
        "--aggregator average --nb-workers 4 --trusted-workers 0,,1"
            + " | --trusted-workers: expected an integer >= 0, got \"\"",
        "--aggregator average --nb-workers 4 --trusted-workers 0,2 --nb-real-byz-workers 3"
            + " | --nb-real-byz-workers: expected at most --nb-workers 4 less 2 --trusted-workers,"
            + " got 3",
        "--aggregator average --nb-workers 4 --trusted-workers 0,2 --nb-real-byz-workers 1"
            + " --byzantine-ids 2"
            + " | --byzantine-ids: worker 2 is one of --trusted-workers; name another",
        "--aggregator average --nb-workers 4 --nb-real-byz-workers 1 --attack reverse"
            + " --nb-local-byz-workers 3 --local-attack noise"
            + " | --nb-local-byz-workers: expected fewer than --nb-workers 4 less 1"
            + " --nb-real-byz-workers (someone must be honest), got 3",
        "--aggregator average --nb-workers 4 --nb-local-byz-workers 1"
            + " | --local-attack: missing; say what the workers do; see --list attacks",
        "--aggregator average --nb-workers 4 --local-attack noise"
            + " | --nb-local-byz-workers: missing; say in how many workers --local-attack runs",
        "--aggregator average --nb-workers 4 --local-attack reverse --nb-local-byz-workers 1"
            + " | --local-attack: reverse is not local, it forges the rows of several workers; give"
            + " it as --attack, with --nb-real-byz-workers",
        "--aggregator average --nb-workers 4 --local-attack nois --nb-local-byz-workers 1"
            + " | --local-attack: unknown attack \"nois\"; did you mean \"noise\"?",
        "--aggregator average --nb-workers 4 --local-attack noise --nb-local-byz-workers 1"
            + " --attack stale --nb-real-byz-workers 1"
            + " | --local-attack: --attack stale is a local attack too, and a run has one; give"
            + " --attack one that forges rows, or leave it out",
        "--aggregator average --nb-workers 4 --local-attack noise --nb-local-byz-workers 2"
            + " --local-attack-ids 1 | --local-attack-ids: expected --nb-local-byz-workers 2"
            + " different ids, got \"1\"",
        "--aggregator average --nb-workers 4 --local-attack noise --nb-local-byz-workers 1"
            + " --local-attack-ids 2 --attack reverse --nb-real-byz-workers 1 --byzantine-ids 2"
            + " | --local-attack-ids: worker 2 is one of --byzantine-ids; name another",
        "--aggregator average --nb-workers 4 --local-attack noise --nb-local-byz-workers 1"
            + " --local-attack-ids 2 --trusted-workers 2"
            + " | --local-attack-ids: worker 2 is one of --trusted-workers; name another",
        "--aggregator average --nb-workers 4 --local-attack noise --nb-local-byz-workers 2"
            + " --trusted-workers 1,2 --attack reverse --nb-real-byz-workers 1"
            + " | --nb-local-byz-workers: expected at most --nb-workers 4 less 2 --trusted-workers"
            + " less 1 --nb-real-byz-workers, got 2",
        "--aggregator monna --nb-workers 4"
            + " | --aggregator: monna: needs a trusted worker, got none; declare one, like"
            + " --trusted-workers 0",
        "--aggregator monna,trusted:3 --nb-workers 4 --trusted-workers 0,1"
            + " | --aggregator: monna: needs a trusted worker, got 3; declared are 0, 1; add it to"
            + " --trusted-workers",
        "--aggregator monna --nb-workers 4 --trusted-workers 0 --pre-aggregators bucketing"
            + " | --aggregator: monna: needs each worker's own row, got 2 rows of 4 workers; leave"
            + " out the pre-aggregator that merges rows",
        "--aggregator fltrust --nb-workers 4 --trusted-examples 0"
            + " | --trusted-examples: expected an integer >= 1, got \"0\"",
        "--aggregator fltrust --nb-workers 4 --trusted-examples 10001"
            + " | --trusted-examples: expected at most the 10000 training examples, got 10001",
        "--aggregator average --nb-workers 4 --worker-momentum 1"
            + " | --worker-momentum: expected a number in [0, 1), got \"1\"",
        "--aggregator majority-vote --nb-workers 4 --optimizer signum --worker-momentum 0.5"
            + " | --worker-momentum: --optimizer signum sets it already, to 0.9; leave"
            + " --worker-momentum out",
        "--aggregator majority-vote --nb-workers 4 --optimizer signum --worker-momentum 0"
            + " | --worker-momentum: --optimizer signum sets it already, to 0.9; leave"
            + " --worker-momentum out",
        "--aggregator average --nb-workers 4 --optimizer signum,momentum:1"
            + " | --optimizer: signum: momentum: must be below 1, got 1.0",
        "--aggregator average --nb-workers 4 --max-step 1.5"
            + " | --max-step: expected an integer, got \"1.5\"",
        "--aggregator average --nb-workers 4 --max-epoch 0"
            + " | --max-epoch: expected an integer >= 1, got \"0\"",
        "--aggregator average --nb-workers 4 --max-epoch 1 --max-step 1"
            + " | --max-epoch, --max-step: give one of the two",
        "--aggregator average --nb-workers 4 --evaluation-epoch 1 --evaluation-delta 1"
            + " | --evaluation-epoch, --evaluation-delta: give one of the two",
        "--aggregator average --nb-workers 4 --max-step 1 --max-steps 1"
            + " | --max-step, --max-steps: the same option twice; give one",
        "--aggregator average --nb-workers 4 --seed 1e3 | --seed: expected an integer, got \"1e3\"",
        "--aggregator average --nb-workers 4 --step-timeout 0"
            + " | --step-timeout: expected seconds above 0, adaptive or none, got \"0\"",
        "--aggregator average --nb-workers 4 --MPI | --MPI: there is no MPI transport",
        "--aggregator average --nb-workers 4 --use-tpu | --use-tpu, --reuse-tpu: TensorFlow's Java",
        "--aggregator average --nb-workers 4 --server @/nowhere/at/all"
            + " | --server: cluster specification: @/nowhere/at/all: no such file",
        "--aggregator average --nb-workers 4 --server {"
            + " | --server: cluster specification: not JSON: {",
        "--aggregator average --nb-workers 4 --server {\"a\":[\"h:1\"]}"
            + " | --server: cluster specification: no job \"ps\"; jobs: a",
        "--aggregator average --nb-workers 4 --server"
            + " {\"ps\":[\"a:1\"],\"workers\":[\"b:1\"],\"eval\":[\"a:1\"]}"
            + " --credentials /nowhere"
            + " | --credentials: /nowhere/dfcfcf6def63a60f/ps-0.credentials: no such file; deploy the",
        "--aggregator average --nb-workers 4 --insecure --server"
            + " {\"ps\":[\"a:1\"],\"workers\":[\"b:1\"]}"
            + " | --insecure: only on a loopback address (127.0.0.1, ::1, localhost), got b:1",
        "--aggregator average --nb-workers 4 --insecure --credentials /nowhere --server"
            + " {\"ps\":[\"a:1\"],\"workers\":[\"b:1\"]}"
            + " | --insecure, --credentials: give one of the two, not both",
        "--aggregator average --nb-workers 4 --server"
            + " {\"ps\":[\"a:1\",\"b:1\"],\"workers\":[\"c:1\"]}"
            + " | --ps-job-name: job \"ps\" has 2 nodes; there is one parameter server, this process",
        "--aggregator average --nb-workers 4 --wk-job-name ps --server"
            + " {\"ps\":[\"a:1\"],\"workers\":[\"b:1\"]}"
            + " | --wk-job-name: \"ps\" is the parameter server's job: this process, which dials nodes"
            + " and is not dialled, so no workers live in it; name another job, whose nodes may be on"
            + " the same machine at other ports",
        "--aggregator average --nb-workers 4 --ps-job-name l --wk-job-name l --server"
            + " {\"l\":[\"a:1\",\"b:1\"]}"
            + " | --wk-job-name: \"l\" is the parameter server's job: this process",
        "--aggregator average --nb-workers 4 --ev-job-name ev --server"
            + " {\"ps\":[\"a:1\"],\"workers\":[\"b:1\"]}"
            + " | --server: cluster specification: no job \"ev\"; jobs: ps, workers",
        "--aggregator average --nb-workers 4 --udp 5 --server"
            + " {\"ps\":[\"a:1\"],\"workers\":[\"b:1\"]}"
            + " | --udp: expected at most --nb-workers 4, got 5",
        "--aggregator average --nb-workers 4 --udp 2 --udp-fill mean --server"
            + " {\"ps\":[\"a:1\"],\"workers\":[\"b:1\"]}"
            + " | --udp-fill: expected nan, zero or previous, got \"mean\"",
        "--aggregator average --nb-workers 4 --udp-rate 1000 --server"
            + " {\"ps\":[\"a:1\"],\"workers\":[\"b:1\"]}"
            + " | --udp-rate: goes with --udp N",
        "--aggregator average --nb-workers 4 --udp 2 | --udp: needs a cluster; give --server",
        "--aggregator average --nb-workers 4 --insecure | --insecure: needs a cluster; give --server",
        "--aggregator average --nb-workers 4 --experiment nmist"
            + " | --experiment: unknown experiment \"nmist\"; did you mean \"mnist\"?",
        "--aggregator average --nb-workers 4 --experiment mnist,data-dir:/nowhere/at/all"
            + " | --experiment: mnist",
        "--aggregator average --nb-workers 4 --experiment digits,model:linregnet"
            + " | --experiment: digits: model linregnet does not fit",
        "--aggregator average --nb-workers 4 --optimizer sdg"
            + " | --optimizer: unknown optimizer \"sdg\"; did you mean \"sgd\"?",
        "--aggregator average --nb-workers 4 --learning-rate-args rate:1"
            + " | --learning-rate: fixed: unknown argument \"rate\"; arguments: initial-rate",
        "--aggregator average --nb-workers 4 --pre-aggregators clip"
            + " | --pre-aggregators: unknown pre-aggregator \"clip\"",
        "--aggregator average --nb-workers 4 --plugins /nowhere/at/all"
            + " | --plugins /nowhere/at/all: no such jar or class folder",
        "--aggregator com.example.Gone --nb-workers 4"
            + " | --aggregator: aggregator class \"com.example.Gone\" cannot be loaded",
        "--aggregator average --nb-workers 4 --checkpoint-dir /dev/null"
            + " | --checkpoint-dir /dev/null: /dev/null is not a folder",
        "--aggregator average --nb-workers 4 --export-dir / | --export-dir /: already exists",
        "--aggregator average --nb-workers 4 --stdout-to / | --stdout-to /: is a folder",
        "--list things | --list: unknown kind \"things\"; kinds: aggregators",
        "--describe multikrum"
            + " | --describe: unknown plugin \"multikrum\"; did you mean \"multi-krum\"? see --list",
      })
  void isOneLineWithStatusTwo(String command, String expected) throws IOException {
    List<String> words = new ArrayList<>(List.of(command.trim().split(" +")));
    if (!command.contains("--checkpoint-dir")) {
      words.add("--checkpoint-dir");
      words.add(folder.resolve("run").toString());
    }
    Runs.Outcome outcome = Runs.run(words.toArray(String[]::new));

    assertEquals(2, outcome.status(), outcome.err());
    assertEquals("", outcome.out());
    String error = outcome.err().strip();
    assertTrue(error.startsWith("error: " + expected.trim()), error);
    assertFalse(error.contains("\n"), error);
    try (Stream<Path> written = Files.list(folder)) {
      assertEquals(List.of(), written.toList());
    }
  }
}
