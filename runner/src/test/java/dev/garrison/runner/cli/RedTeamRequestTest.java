package dev.garrison.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedTeamRequestTest {
  private static final String LEAST = "--aggregator median --nb-workers 7 --nb-decl-byz-workers 2 ";

  private static RedTeamRequest parse(String text) {
    return RedTeamRequest.parse((LEAST + text).trim().split(" ", -1)).orElseThrow();
  }

  @Test
  void defaultsAreOneSeedAndEveryAttackOnAsManyProcessesAsCanBe() {
    RedTeamRequest request = parse("");
    assertEquals(1, request.firstSeed());
    assertEquals(1, request.seeds());
    assertEquals(10_000, request.steps());
    assertEquals(Optional.empty(), request.attacks());
    assertEquals(OptionalInt.empty(), request.processes());
    assertEquals(OptionalInt.empty(), parse("--processes auto").processes());
    assertEquals("redteam", request.reportDir().toString());
    assertEquals(ImmutableList.of("--nb-real-byz-workers=2"), request.attackedWords());
    assertTrue(request.progress());
  }

  @Test
  void theRunsGetTheRunnersOptionsInFull() {
    RedTeamRequest request =
        parse(
            "--experiment digits,model:mlp --pre-agg nnm clipping,threshold:5 --max-steps 40"
                + " --learning-rate-args initial-rate:0.1 --seed=-7 --seeds 3 --require 0.5"
                + " --byzantine-ids 0,3 --checkpoint-dir - --no-progress --processes 2");
    assertEquals(
        ImmutableList.of(
            "--aggregator=median",
            "--nb-workers=7",
            "--nb-decl-byz-workers=2",
            "--experiment=digits,model:mlp",
            "--pre-aggregators",
            "nnm",
            "clipping,threshold:5",
            "--learning-rate-args",
            "initial-rate:0.1",
            "--evaluation-period=-1",
            "--evaluation-delta=4"),
        request.words());
    assertEquals(
        ImmutableList.of("--nb-real-byz-workers=2", "--byzantine-ids=0,3"),
        request.attackedWords());
    assertEquals(-7, request.firstSeed());
    assertEquals(40, request.steps());
    assertEquals(OptionalInt.of(2), request.processes());
    assertFalse(request.progress());
    List<String> words = new ArrayList<>(request.words());
    words.addAll(request.attackedWords());
    words.addAll(List.of("--attack=little", "--checkpoint-dir=-"));
    assertTrue(
        Request.parse(words.toArray(String[]::new)).action() instanceof Request.Run,
        "the runner understands them");
  }

  @Test
  void whoeverSaysWhenToEvaluateIsObeyed() {
    assertTrue(parse("--evaluation-delta 5").words().contains("--evaluation-delta=5"));
    assertTrue(parse("--evaluation-delta 5").words().contains("--evaluation-period=-1"));
    List<String> timed = parse("--evaluation-period 3").words();
    assertTrue(timed.contains("--evaluation-period=3"), timed.toString());
    assertFalse(timed.stream().anyMatch(word -> word.startsWith("--evaluation-delta")));
  }

  @Test
  void cleanRunsAloneNeedNoByzantineWorkers() {
    String[] words = {"--aggregator=median", "--nb-workers=7", "--attacks=none"};
    assertEquals(
        Optional.of(ImmutableList.of("none")), RedTeamRequest.parse(words).orElseThrow().attacks());
  }

  @Test
  void helpFitsTheTerminal() {
    assertEquals(Optional.empty(), RedTeamRequest.parse("--help"));
    for (int width : new int[] {40, 80, 120}) {
      String help = RedTeamRequest.help(width);
      assertTrue(help.lines().allMatch(line -> line.length() <= width), help);
      for (String option : RedTeamOptions.ownNames()) {
        assertTrue(help.contains("--" + option + " "), option);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--sedes 3 | unknown option --sedes; did you mean --seeds?",
        "--attack nan | --attack: not for a red team; it runs all of them; --attacks names fewer",
        "--attack-args z:1 | --attack-args: not for a red team; give them to --attacks",
        "--checkpoint-dir d | --checkpoint-dir: not for a red team; its runs write no files",
        "--evaluation-file f | --evaluation-file: not for a red team; its runs write no files",
        "--stdout-to f | --stdout-to: not for a red team; redirect standard output",
        "--list | --list: not for a red team; bin/runner does that",
        "--client host:7000 | --client: not for a red team; its runs are made on this machine",
        "--server slurm | --server: not for a red team; its runs are made on this machine",
        "--seeds 0 | --seeds: expected an integer >= 1, got \"0\"",
        "--seeds | --seeds: expected K, got nothing",
        "--seed 1.5 | --seed: expected an integer, got \"1.5\"",
        "--seed 9223372036854775807 | --seed: too large for 1 seeds in a row",
        "--require 1.5 | --require: expected an accuracy in [0, 1], got \"1.5\"",
        "--require 90% | --require: expected a number, got \"90%\"",
        "--processes 0 | --processes: expected auto or an integer >= 1, got \"0\"",
        "--processes many | --processes: expected auto or an integer >= 1, got \"many\"",
        "--max-step 0 | --max-step: the runs of a red team must end; expected an integer >= 1",
        "--nb-real-byz-workers 0 | --nb-real-byz-workers: expected an integer >= 1, got \"0\"",
        "--report-dir /dev/null | --report-dir /dev/null: /dev/null is not a folder",
        "--seeds 2 --seeds 3 | --seeds: given 2 times; give it once",
      })
  void mistakesAreNamed(String more, String expected) {
    UserException e = assertThrows(UserException.class, () -> parse(more.trim()));
    assertTrue(e.getMessage().startsWith(expected.trim()), e.getMessage());
  }

  @Test
  void withoutByzantineWorkersNobodyAttacks() {
    UserException e =
        assertThrows(
            UserException.class,
            () -> RedTeamRequest.parse("--aggregator", "median", "--nb-workers", "7"));
    assertEquals(
        "--nb-decl-byz-workers: expected an integer >= 1, got nothing; without Byzantine workers"
            + " nobody attacks",
        e.getMessage());
    e = assertThrows(UserException.class, () -> RedTeamRequest.parse());
    assertTrue(e.getMessage().startsWith("--aggregator: missing"), e.getMessage());
  }
}
