package dev.garrison.runner.signsgd;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.garrison.core.UserException;
import dev.garrison.runner.internal.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code signsgd.json}: what a folder's run was, and how it ended.
 *
 * @param study what was run
 * @param data where its data's files were, absolute; empty if it is drawn
 * @param result means over the workers after the last epoch; empty as long as it is not over
 */
public record StudyFile(Study study, Optional<Path> data, Optional<Scores> result) {
  private static final String NAME = "signsgd.json";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /** Whether all epochs were run. */
  public boolean isFinished() {
    return result.isPresent();
  }

  /** Writes it into a folder that is there. */
  void write(Path folder) {
    JsonObject json = new JsonObject();
    json.addProperty("nprocs", study.nprocs());
    json.addProperty("dataset", study.data().label());
    json.addProperty("net", study.net());
    json.addProperty("optimizer", study.optimizer().label());
    json.addProperty("blind-inv", study.blind());
    json.addProperty("byzantine", study.byzantine());
    json.addProperty("lr", study.lr());
    json.addProperty("lr-decay-step", study.decayStep());
    json.addProperty("lr-decay-rate", study.decayRate());
    json.addProperty("momentum", study.momentum());
    json.addProperty("weight-decay", study.weightDecay());
    json.addProperty("epochs", study.epochs());
    json.addProperty("seed", study.seed());
    data.ifPresent(dir -> json.addProperty("data-dir", dir.toString()));
    json.addProperty("finished", isFinished());
    result.ifPresent(scores -> write(scores, json));
    try {
      DurableFiles.write(folder.resolve(NAME), GSON.toJson(json) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Scores scores, JsonObject json) {
    json.addProperty("training-loss", scores.trainingLoss());
    json.addProperty("test-loss", scores.testLoss());
    if (!Double.isNaN(scores.testAcc())) {
      json.addProperty("training-acc", scores.trainingAcc());
      json.addProperty("test-acc", scores.testAcc());
    }
  }

  /**
   * Reads a folder's.
   *
   * @return empty if the folder has none
   * @throws UserException if it is something else
   */
  public static Optional<StudyFile> read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(JsonParser.parseString(Files.readString(file))));
    } catch (IOException
        | JsonParseException
        | IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException
        | UserException e) {
      throw new UserException(
          "%s: not what bin/signsgd writes (%s); move it away".formatted(file, e.getMessage()), e);
    }
  }

  private static StudyFile parse(JsonElement json) {
    return new StudyFile(
        new Study(
            get(json, "nprocs").getAsInt(),
            DataName.parse(get(json, "dataset").getAsString()),
            get(json, "net").getAsString(),
            Method.parse("optimizer", get(json, "optimizer").getAsString()),
            get(json, "blind-inv").getAsInt(),
            get(json, "byzantine").getAsInt(),
            get(json, "lr").getAsDouble(),
            get(json, "lr-decay-step").getAsInt(),
            get(json, "lr-decay-rate").getAsDouble(),
            get(json, "momentum").getAsDouble(),
            get(json, "weight-decay").getAsDouble(),
            get(json, "epochs").getAsInt(),
            get(json, "seed").getAsLong()),
        Optional.ofNullable(json.getAsJsonObject().get("data-dir"))
            .map(dir -> Path.of(dir.getAsString())),
        get(json, "finished").getAsBoolean() ? Optional.of(scores(json)) : Optional.empty());
  }

  private static Scores scores(JsonElement json) {
    boolean accuracy = json.getAsJsonObject().has("test-acc");
    return new Scores(
        get(json, "training-loss").getAsDouble(),
        accuracy ? get(json, "training-acc").getAsDouble() : Double.NaN,
        get(json, "test-loss").getAsDouble(),
        accuracy ? get(json, "test-acc").getAsDouble() : Double.NaN);
  }

  private static JsonElement get(JsonElement json, String name) {
    JsonElement value = json.getAsJsonObject().get(name);
    if (value == null) {
      throw new JsonParseException("no \"" + name + "\"");
    }
    return value;
  }
}
