package dev.garrison.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.experiments.models.Cnn;
import dev.garrison.experiments.models.Linregnet;
import dev.garrison.experiments.models.Mlp;
import dev.garrison.experiments.models.Torchnet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;

class ModelExportTest {
  private static final DataShape IMAGES = new DataShape(ImmutableList.of(28, 28, 1), 10);
  private static final DataShape REGRESSION = new DataShape(ImmutableList.of(20), 0);
  private static final long SEED = 53;

  @TempDir Path folder;

  @Test
  void classifiersPredictTheSameWhenLoadedBack() {
    assertPredictsTheSame(new Cnn(20, 50, 500), IMAGES, ModelExport.PROBABILITIES);
    assertPredictsTheSame(new Mlp("20-10"), IMAGES, ModelExport.PROBABILITIES);
  }

  @Test
  void dropoutIsNotExported() {
    assertPredictsTheSame(new Torchnet(), IMAGES, ModelExport.PROBABILITIES);
    try (SavedModelBundle bundle = load(folder.resolve("Torchnet"))) {
      assertEquals(
          List.of(),
          Streams.stream(bundle.graph().operations())
              .map(operation -> operation.type())
              .filter(type -> type.contains("Random"))
              .toList());
    }
  }

  @Test
  void aRegressionPredictsTheSameWhenLoadedBack() {
    assertPredictsTheSame(new Linregnet(), REGRESSION, ModelExport.PREDICTIONS);
  }

  @Test
  void hasTheSignatureThatServingExpects() {
    Path dir = export(new Mlp("7"));
    try (SavedModelBundle bundle = load(dir)) {
      assertEquals(List.of("serve"), bundle.metaGraphDef().getMetaInfoDef().getTagsList());
      SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow("serving_default");
      assertEquals("tensorflow/serving/predict", signature.getMethodName());
      assertEquals(ImmutableSet.of("inputs"), signature.getInputsMap().keySet());
      assertEquals(ImmutableSet.of("probabilities"), signature.getOutputsMap().keySet());
      TensorInfo inputs = signature.getInputsOrThrow("inputs");
      assertEquals(DataType.DT_FLOAT, inputs.getDtype());
      assertEquals(List.of(-1L, 28L, 28L, 1L), sizes(inputs));
      assertEquals(List.of(-1L, 10L), sizes(signature.getOutputsOrThrow("probabilities")));
    }
  }

  @Test
  void keepsTheWeightsAsVariablesOfTheirNames() throws IOException {
    Path dir = export(new Mlp("7"));
    try (SavedModelBundle bundle = load(dir)) {
      assertEquals(
          ImmutableSet.of("dense1/kernel", "dense1/bias", "dense2/kernel", "dense2/bias"),
          Streams.stream(bundle.graph().operations())
              .filter(operation -> operation.type().equals("VariableV2"))
              .map(operation -> operation.name())
              .collect(Collectors.toSet()));
    }
    assertEquals(ImmutableSet.of("saved_model.pb", "variables"), names(dir));
    assertEquals(
        ImmutableSet.of("variables.index", "variables.data-00000-of-00001"),
        names(dir.resolve("variables")));
  }

  @Test
  void createsParentsAndLeavesNothingElse() throws IOException {
    Path dir = folder.resolve("a/b/1");
    write(dir, new Mlp("7"));

    assertEquals(ImmutableSet.of("1"), names(dir.getParent()));
  }

  @Test
  void refusesAFolderThatExists() {
    UserException refusal = assertThrows(UserException.class, () -> write(folder, new Mlp("7")));

    assertEquals(
        "--export-dir " + folder + ": already exists; name a new folder", refusal.getMessage());
  }

  @Test
  void refusesAFolderThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path dir = file.resolve("model");

    UserException refusal = assertThrows(UserException.class, () -> write(dir, new Mlp("7")));

    assertTrue(
        refusal.getMessage().startsWith("--export-dir " + dir + ": cannot be written: "),
        refusal.getMessage());
  }

  @Test
  void aFailureLeavesNothingBehind() throws IOException {
    Path dir = folder.resolve("model");
    Model broken = new Broken();

    assertThrows(IllegalStateException.class, () -> write(dir, broken));

    assertEquals(ImmutableSet.of(), names(folder));
  }

  @Test
  void refusesParametersOfAnotherLength() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ModelExport.savedModel(
                    folder.resolve("model"), new Mlp("3"), IMAGES, new float[5]));

    assertEquals("parameters: expected length 2395, got 5", refusal.getMessage());
    assertFalse(Files.exists(folder.resolve("model")));
  }

  private void assertPredictsTheSame(Model model, DataShape data, String output) {
    Batch batch = new Samples(data, 6, SEED).batch();
    Path dir = folder.resolve(model.getClass().getSimpleName());
    float[] values = Initializers.parameters(model.weights(data), new Seed(SEED));
    ModelExport.savedModel(dir, model, data, values);
    long[] shape = ModelGraph.inputShape(data).asArray();
    shape[0] = batch.size();

    try (Replica replica = new Replica(model, data, ReplicaOptions.defaults());
        Parameters parameters = Parameters.copyOf(values);
        SavedModelBundle bundle = load(dir);
        TFloat32 inputs =
            TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(batch.inputs(), true, false));
        Result result = bundle.call(Map.of(ModelExport.INPUT, inputs))) {
      float[] expected = replica.predict(parameters, batch);
      TFloat32 answers = (TFloat32) result.get(output).orElseThrow();
      float[] got = new float[Math.toIntExact(answers.size())];
      answers.asRawTensor().data().asFloats().read(got);

      assertEquals(Shape.of(6, Math.max(1, data.classes())), answers.shape());
      // The loaded graph is optimized, which may fuse operations: a few roundings of values near 1.
      assertArrayEquals(expected, got, 1e-6f, "seed " + SEED);
    }
  }

  private Path export(Model model) {
    Path dir = folder.resolve("model");
    write(dir, model);
    return dir;
  }

  private static void write(Path dir, Model model) {
    float[] values = Initializers.parameters(model.weights(IMAGES), new Seed(SEED));
    ModelExport.savedModel(dir, model, IMAGES, values);
  }

  private static SavedModelBundle load(Path dir) {
    return SavedModelBundle.loader(dir.toString())
        .withTags("serve")
        .withConfigProto(ReplicaOptions.defaults().sessionConfig())
        .load();
  }

  private static List<Long> sizes(TensorInfo tensor) {
    return tensor.getTensorShape().getDimList().stream().map(dim -> dim.getSize()).toList();
  }

  private static ImmutableSet<String> names(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(ImmutableSet.toImmutableSet());
    }
  }

  private static final class Broken implements Model {
    @Override
    public boolean fits(DataShape data) {
      return true;
    }

    @Override
    public ImmutableList<Weight> weights(DataShape data) {
      return ImmutableList.of(new Weight("kernel", ImmutableList.of(3), Initializers.zeros()));
    }

    @Override
    public Operand<TFloat32> outputs(
        Ops tf, DataShape data, Operand<TFloat32> inputs, List<Operand<TFloat32>> weights) {
      throw new IllegalStateException("broken");
    }
  }
}
