package dev.garrison.experiments.bundled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.PluginDescription;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.partitions.Dirichlet;
import dev.garrison.experiments.partitions.Iid;
import java.net.URISyntaxException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatasetExperimentTest {
  private Experiments experiments;

  @BeforeEach
  void load() throws URISyntaxException {
    experiments = new Experiments();
  }

  @AfterEach
  void close() {
    experiments.close();
  }

  @Test
  void allAreFoundByScanning() {
    assertEquals(
        "[digits, imagenet, linreg, logreg, mnist, mnistAttack]",
        experiments.registry().list(Experiment.KIND).stream()
            .map(PluginDescription::name)
            .toList()
            .toString());
  }

  @Test
  void defaultsAreAggregathors() {
    Experiment linreg = experiments.create("linreg,model:for-tables");
    assertEquals(32, linreg.batchSize());
    assertEquals(1024, linreg.evalBatchSize());
    assertInstanceOf(Iid.class, linreg.partition());
    assertEquals(Optional.empty(), linreg.attackOn(0));
  }

  @Test
  void theUsersChoicesArrive() {
    Experiment linreg =
        experiments.create(
            "linreg,model:for-tables,batch-size:7,eval-batch-size:9,"
                + "partition:(dirichlet,alpha:0.1)");
    assertEquals(7, linreg.batchSize());
    assertEquals(9, linreg.evalBatchSize());
    assertInstanceOf(Dirichlet.class, linreg.partition());
    assertInstanceOf(ForTables.class, linreg.model());
  }

  @Test
  void aModelThatDoesNotFitNamesThoseThatDo() {
    String message = failure("linreg,model:for-images");
    assertTrue(
        message.startsWith(
            "linreg: model for-images does not fit inputs of shape [20] with one real target;"
                + " models that do: "),
        message);
    assertTrue(message.contains("for-tables"), message);
    assertTrue(message.contains("linregnet"), message);
    assertFalse(message.contains("logregnet"), message);
  }

  @Test
  void aModelWithoutDefaultsIsNotSuggestedButCanBeChosen() {
    assertFalse(failure("linreg,model:for-images").contains("demanding"));
    Experiment linreg = experiments.create("linreg,model:(demanding,width:3)");
    assertInstanceOf(Demanding.class, linreg.model());
  }

  @Test
  void anUnknownModelListsTheModels() {
    String message = failure("linreg,model:for-table");
    assertTrue(
        message.startsWith("unknown model \"for-table\"; did you mean \"for-tables\"? available: "),
        message);
  }

  @Test
  void anUnknownPartitionListsThePartitions() {
    assertEquals(
        "unknown partition \"dirichlett\"; did you mean \"dirichlet\"? available: classes,"
            + " dirichlet, iid, similarity, sorted",
        failure("linreg,model:for-tables,partition:dirichlett"));
  }

  @Test
  void aBadArgumentOfAPartitionIsNamed() {
    assertEquals(
        "similarity: argument gamma (double in [0, 1], default 0.5): got \"1.5\"",
        failure("linreg,model:for-tables,partition:(similarity,gamma:1.5)"));
  }

  @Test
  void batchesHaveAtLeastOneExample() {
    assertEquals(
        "linreg: argument batch-size (int in [1, inf), default 32): got \"0\"",
        failure("linreg,model:for-tables,batch-size:0"));
  }

  private String failure(String spec) {
    return assertThrows(UserException.class, () -> experiments.create(spec)).getMessage();
  }
}
