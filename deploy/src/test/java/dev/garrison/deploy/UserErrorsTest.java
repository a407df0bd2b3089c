package dev.garrison.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake is one line that names the option, the value and what would be right. */
class UserErrorsTest {
  private static final String CLUSTER = "{\"ps\":[\"a:1\"],\"workers\":[\"127.0.0.1:2\",\"c:3\"]}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--deploy | --cluster: missing; give the whole cluster, see --help",
        "--cluster { --deploy | --cluster: cluster specification: not JSON: {",
        "--cluster @/nowhere --deploy | --cluster: cluster specification: @/nowhere: no such file",
        "--cluster G5k --deploy | --cluster: cluster specification: G5k: OAR_FILE_NODES is not set",
        "--cluster {\"all\":[\"a:1\"]} --deploy | --cluster: no job \"ps\"; jobs: all; --ps-job-name"
            + " says which",
        "--cluster {\"ps\":[\"a:1\",\"b:1\"]} --deploy | --cluster: job \"ps\" has 2 nodes; there is"
            + " one parameter server, and it is trusted",
        "--cluster {\"ps\":[\"a:1\"],\"client\":[\"b:1\"]} --deploy | --cluster: job \"client\":"
            + " this name is reserved",
        "--cluster {\"ps\":[\"a:1\"],\"workers\":[\"b:1\"],\"eval\":[\"b:1\"]} --deploy --id ps:0"
            + " --omit | --cluster: b:1 is both workers:0 and eval:0; give each node a port of its"
            + " own",
        "--cluster CLUSTER | --deploy, --id: give --deploy to start the cluster, or --id JOB:INDEX",
        "--cluster CLUSTER --deploy --runner x | --runner: that runner is the parameter server;"
            + " leave the node out with --id ps:0 --omit",
        "--cluster CLUSTER --id ps | --id: expected JOB:INDEX like workers:3, got \"ps\"",
        "--cluster CLUSTER --id workers:2 | --id: no node workers:2; nodes: [ps:0, workers:0,"
            + " workers:1]",
        "--cluster CLUSTER --deploy --omit | --omit: say which node is left out, like --id ps:0",
        "--cluster CLUSTER --id workers:0 --omit | --omit: only together with --deploy",
        "--cluster CLUSTER --id workers:0 --ssh ssh | --ssh: only together with --deploy",
        "--cluster CLUSTER --deploy --id ps:0 --omit --nice worker | --nice: no job \"worker\";"
            + " jobs: ps, workers",
        "--cluster CLUSTER --deploy --id ps:0 --omit --insecure | --insecure: only on a loopback"
            + " address (127.0.0.1, ::1, localhost), got c:3",
        "--cluster CLUSTER --deploy --id ps:0 --omit --ssh local | --ssh local: a:1 is not this"
            + " machine; give loopback addresses, or use ssh",
        "--cluster CLUSTER --deploy --id ps:0 --omit --ssh sssh | --ssh: no program \"sssh\";"
            + " install OpenSSH's client, or say where it is",
        "--cluster CLUSTER --deploy --id ps:0 --omit --ssh 'ssh | --ssh: a quote ' that does not"
            + " end: 'ssh",
        "--cluster CLUSTER --deploy --id ps:0 --omit --require most | --require: expected all or"
            + " quorum, got \"most\"",
        "--cluster CLUSTER --deploy --id ps:0 --omit --env 1=2 | --env: expected NAME=VALUE, got"
            + " \"1=2\"",
        "--cluster CLUSTER --deploy --id ps:0 --omit --env garrison_id=7 | --env: \"garrison_id\":"
            + " names that begin with garrison_ are the deployer's; take another",
        "--cluster CLUSTER --deploy --id ps:0 --omit --UDP 1 | --UDP: only together with --runner;"
            + " otherwise give the runner --udp 1",
        "--cluster CLUSTER --deploy --id ps:0 --omit --runner --trace --UDP 0 | --UDP: expected an"
            + " integer >= 1, got \"0\"",
        "--cluster CLUSTER --deploy --id ps:0 --omit --runner \"x | --runner: a quote \" that does"
            + " not end: \"x",
        "--cluster CLUSTER --deploy --id ps:0 --omit --runner --trace | --runner: --aggregator:"
            + " missing; name a rule",
        "--cluster CLUSTER --deploy --id ps:0 --omit --runner --aggregatr=krum | --runner: unknown"
            + " option --aggregatr=krum; did you mean --aggregator?",
        "--cluster {\"ps\":[\"a:1\"]} --deploy --id ps:0 --omit | --deploy, --omit: no node is left to"
            + " start, ps:0 is the only one; leave --omit out, or train in one process with --runner",
        "--cluster CLUSTER --deploy --id ps:0 --omit --MPI | --MPI: there is no MPI transport; leave"
            + " it out: gradients travel over TLS",
        "--clutser CLUSTER --deploy | unknown option --clutser; did you mean --cluster?",
      })
  void isOneLine(String command, String expected) {
    String[] words = command.trim().split(" +");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("CLUSTER") ? CLUSTER : words[i];
    }
    UserException refused =
        assertThrows(
            UserException.class,
            () ->
                Request.read(
                    Arguments.parse(CommandLineOptions.all(), words),
                    Map.of("PATH", "/usr/bin:/bin")));
    assertTrue(refused.getMessage().startsWith(expected.trim()), refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    assertEquals(refused.getMessage().strip(), refused.getMessage());
  }
}
