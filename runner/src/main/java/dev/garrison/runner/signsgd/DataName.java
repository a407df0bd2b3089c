package dev.garrison.runner.signsgd;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.NearestName;
import dev.garrison.core.UserException;
import dev.garrison.experiments.datasets.ImagenetFiles;
import dev.garrison.experiments.datasets.MnistFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The data sets of the study, and the nets that go with each. */
public enum DataName {
  /** Linear regression: 20 features, one real value. */
  LINREG("linregnet"),
  /** Logistic regression: 20 features, two classes. */
  LOGREG("logregnet"),
  /** Images of handwritten digits. */
  MNIST("torchnet", "mnistnet"),
  /** A thousand classes of images. */
  IMAGENET("resnet18", "resnet50");

  private final ImmutableList<String> nets;

  DataName(String... nets) {
    this.nets = ImmutableList.copyOf(nets);
  }

  /** The name a user gives. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether there are classes, and with them an accuracy. */
  public boolean hasAccuracy() {
    return this != LINREG;
  }

  /** Whether a net is the study's for this data. */
  public boolean hasNet(String net) {
    return nets.contains(net);
  }

  /** Whether the data is drawn by the run's seed. */
  boolean isDrawn() {
    return this == LINREG || this == LOGREG;
  }

  /**
   * Where the data's files are, absolute; empty if there are none.
   *
   * @param dataDir the folder the user named
   */
  Optional<Path> place(Optional<Path> dataDir) {
    Optional<Path> place =
        switch (this) {
          case LINREG, LOGREG -> Optional.empty();
          case MNIST -> Optional.of(new MnistFiles().place(dataDir));
          case IMAGENET -> new ImagenetFiles().place(dataDir);
        };
    return place.map(folder -> folder.toAbsolutePath().normalize());
  }

  /**
   * Reads a name.
   *
   * @throws UserException if there is no such data set
   */
  public static DataName parse(String text) {
    return Arrays.stream(values())
        .filter(data -> data.label().equals(text))
        .findFirst()
        .orElseThrow(
            () -> {
              ImmutableList<String> all =
                  Arrays.stream(values())
                      .map(DataName::label)
                      .collect(ImmutableList.toImmutableList());
              return new UserException(
                  "DATASET: expected one of %s, got \"%s\"%s"
                      .formatted(
                          String.join(", ", all),
                          text,
                          NearestName.of(text, all)
                              .map(match -> "; did you mean " + match + "?")
                              .orElse("")));
            });
  }

  /**
   * Checks that a net goes with this data.
   *
   * @param remark behind its name in a message
   * @throws UserException that names the nets that do
   */
  public void checkNet(String net, String remark) {
    if (!hasNet(net)) {
      boolean known = Arrays.stream(values()).anyMatch(data -> data.nets.contains(net));
      String every =
          Arrays.stream(values())
              .flatMap(data -> data.nets.stream())
              .collect(Collectors.joining(", "));
      throw new UserException(
          known
              ? "--net: %s%s does not go with %s; nets that do: %s"
                  .formatted(net, remark, label(), String.join(", ", nets))
              : "--net: expected one of %s, got \"%s\"; for %s: %s"
                  .formatted(every, net, label(), String.join(", ", nets)));
    }
  }
}
