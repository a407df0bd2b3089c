package dev.garrison.runner.signsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignSgdRequestTest {
  private static SignSgdRequest parse(String words) {
    return SignSgdRequest.parse(words.split(" ")).orElseThrow();
  }

  @Test
  void defaultsAreThePublishedOnes() {
    assertEquals(
        new SignSgdRequest(
            new Study(
                10, DataName.MNIST, "mnistnet", Method.SIGNUM, 0, 0, 0.001, 30, 0.1, 0, 0, 10, 42),
            true,
            true,
            10,
            1,
            Optional.empty(),
            Path.of("runs", "signsgd"),
            false,
            false,
            ImmutableList.of()),
        parse("10 mnist"));
  }

  @Test
  void whatTheOptimizerMakesNoUseOfChangesNothing() {
    SignSgdRequest signsgd = parse("10 mnist -o signsgd --momentum 0.9 --weight-decay 0.1");
    assertEquals(parse("10 mnist -o signsgd --weight-decay 0.1").study(), signsgd.study());
    assertEquals(
        List.of("--momentum: not used, signsgd has none; signum is signsgd with one"),
        signsgd.unused());
    SignSgdRequest distsgd = parse("10 mnist -o distsgd --momentum 0.9 --weight-decay 0.1");
    assertEquals(parse("10 mnist -o distsgd --momentum 0.9").study(), distsgd.study());
    assertEquals(List.of("--weight-decay: not used, distsgd has none"), distsgd.unused());
    assertEquals(List.of(), parse("10 mnist --momentum 0.9 --weight-decay 0.1").unused());
    assertEquals(List.of(), parse("10 mnist -o signsgd --momentum 0").unused());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8 logreg -n logregnet -o distsgd -i 1 -b 2 -s 3 -e 4 -v 2 --lr 0.5",
        "8 logreg -net logregnet -optimizer distsgd -blind-inv 1 -byzantine 2 -seed 3 -epochs 4"
            + " -verbose 2 -lr 0.5",
        "--net logregnet --optimizer distsgd 8 --blind-inv 1 --byzantine=2 logreg --seed=3"
            + " --epochs 4 --verbose 2 --lr 0.5"
      })
  void shortAndLongFormsWithOneHyphenOrTwoMeanTheSame(String words) {
    SignSgdRequest request = parse(words);
    assertEquals(2, request.verbose());
    assertEquals(
        new Study(8, DataName.LOGREG, "logregnet", Method.DISTSGD, 1, 2, 0.5, 30, 0.1, 0, 0, 4, 3),
        request.study());
  }

  @Test
  void trueAndFalseInAnyCase() {
    assertTrue(parse("2 mnist --loss TRUE --acc true").acc());
    assertEquals(false, parse("2 mnist --loss false --acc False").loss());
  }

  @Test
  void noTwoStudiesShareAFolder() {
    Set<String> folders = new HashSet<>();
    List<String> others =
        List.of(
            "10 mnist",
            "11 mnist",
            "10 mnist -net torchnet",
            "10 mnist --model cnn",
            "10 mnist --model cnn,conv1:8",
            "10 mnist -o signsgd",
            "10 mnist -o distsgd",
            "10 mnist -i 1",
            "10 mnist -b 1",
            "10 mnist --lr 0.01",
            "10 mnist --lr 0.0001",
            "10 mnist --lr-decay-step 31",
            "10 mnist --lr-decay-rate 0.01",
            "10 mnist --momentum 0.01",
            "10 mnist --weight-decay 0.01",
            "10 mnist -e 11",
            "10 mnist -s 43",
            "10 mnist -s -43",
            "10 linreg -net linregnet",
            "10 logreg -net logregnet");
    others.forEach(words -> assertTrue(folders.add(parse(words).study().folder()), words));
    assertEquals(parse("10 mnist -e 10").folder(), parse("10 mnist --lr 1e-3 -v 2").folder());
  }

  @Test
  void theRunIsTheRunners() {
    assertEquals(
        "--experiment logreg,data-seed:3,model:(logregnet),batch-size:12,partition:(iid,parts:10)"
            + " --nb-workers 10 --nb-decl-byz-workers 4 --aggregator majority-vote"
            + " --optimizer signum,momentum:0.9,weight-decay:0.01 --codec sign,zero:silent"
            + " --learning-rate step-decay,initial-rate:0.0001,decay-step:30,decay-rate:0.1"
            + " --nb-real-byz-workers 3 --attack sign-vote-break"
            + " --nb-local-byz-workers 2 --local-attack blind-inversion --seed=3 --max-epoch 80",
        String.join(
            " ",
            parse(
                    "10 logreg -net logregnet -b 3 -i 2 -s 3 -e 80 --momentum .9"
                        + " --weight-decay 1e-2 --lr 1e-4")
                .study()
                .words()));
    assertEquals(
        "--experiment mnist,model:(torchnet),batch-size:1,partition:(iid,parts:200)"
            + " --nb-workers 200 --nb-decl-byz-workers 1 --aggregator average"
            + " --optimizer distsgd,reduce:sum,momentum:0"
            + " --learning-rate step-decay,initial-rate:0.001,decay-step:30,decay-rate:0.1"
            + " --nb-real-byz-workers 1 --attack sum-cancel --seed=42 --max-epoch 10",
        String.join(" ", parse("200 mnist -net torchnet -o distsgd -b 1").study().words()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-v 1 | NPROCS: missing; give the number of workers and a data set, like bin/signsgd 10"
            + " logreg -net logregnet",
        "10 | DATASET: missing; give the number of workers and a data set",
        "ten mnist | NPROCS: expected an integer >= 1, got \"ten\"",
        "0 mnist | NPROCS: expected an integer >= 1, got \"0\"",
        "10 minst | DATASET: expected one of linreg, logreg, mnist, imagenet, got \"minst\"; did"
            + " you mean mnist?",
        "10 mnist plot | \"plot\": expected an option or nothing after NPROCS DATASET; see --help",
        "10 logreg | --net: mnistnet (the default) does not go with logreg; nets that do: logregnet",
        "10 linreg -net logregnet"
            + " | --net: logregnet does not go with linreg; nets that do: linregnet",
        "10 mnist -n resnet18"
            + " | --net: resnet18 does not go with mnist; nets that do: torchnet, mnistnet",
        "10 imagenet -n torchnet"
            + " | --net: torchnet does not go with imagenet; nets that do: resnet18, resnet50",
        "10 mnist -n resnet19 | --net: expected one of linregnet, logregnet, torchnet, mnistnet,"
            + " resnet18, resnet50, got \"resnet19\"; for mnist: torchnet, mnistnet",
        "10 mnist -n torchnet --model cnn | --net, --model: give one of the two",
        "10 mnist -o sgd" + " | --optimizer: expected one of distsgd, signsgd, signum, got \"sgd\"",
        "10 mnist -o signsgd --momentum 1 | --momentum: expected a number in [0, 1), got \"1\"",
        "10 mnist --momentum 1 | --momentum: expected a number in [0, 1), got \"1\"",
        "10 mnist --momentum high | --momentum: expected a number, got \"high\"",
        "10 mnist -o distsgd --weight-decay -1"
            + " | --weight-decay: expected a number >= 0, got \"-1\"",
        "10 mnist --weight-decay -1 | --weight-decay: expected a number >= 0, got \"-1\"",
        "10 mnist -i 10"
            + " | --blind-inv: expected fewer than NPROCS 10 (someone must be honest), got 10",
        "10 mnist -i 4 -b 6 | --byzantine: expected fewer than NPROCS 10 less 4 --blind-inv"
            + " (someone must be honest), got 6",
        "10 mnist -b -1 | --byzantine: expected an integer >= 0, got \"-1\"",
        "10 mnist -e 0 | --epochs: expected an integer >= 1, got \"0\"",
        "10 mnist --lr -1 | --lr: expected a number >= 0, got \"-1\"",
        "10 mnist --lr-decay-step 0 | --lr-decay-step: expected an integer >= 1, got \"0\"",
        "10 mnist --save-step 0 | --save-step: expected an integer >= 1, got \"0\"",
        "10 mnist -v 3 | --verbose: expected 0, 1 or 2, got \"3\"",
        "10 mnist --keep --overwrite | --keep, --overwrite: give one of the two",
        "10 logreg -net logregnet --data-dir x | --data-dir: logreg has no files, it is drawn",
        "10 mnist --loss yes | --loss: expected True or False, got \"yes\"",
        "10 mnist --momentun 0.9 | unknown option --momentun; did you mean --momentum?",
        "10 mnist -e 3 -e 4 | --epochs: given 2 times; give it once",
        "10 mnist --lr | --lr: expected RATE, got nothing",
      })
  void mistakesAreToldInOneLine(String words, String expected) {
    String message = assertThrows(UserException.class, () -> parse(words)).getMessage();
    assertTrue(message.startsWith(expected), message);
    assertEquals(1, message.lines().count(), message);
  }
}
