package dev.garrison.experiments.bundled;

import dev.garrison.core.Arg;
import dev.garrison.core.ArgGroup;
import dev.garrison.core.Plugin;
import dev.garrison.core.PluginRegistry;
import dev.garrison.experiments.datasets.ImagenetFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * ImageNet, or other images that lie as its do. Read and prepared while training: in training a
 * random part of the image (8% to all of its area) is scaled to the side wanted and mirrored or
 * not, in evaluation the middle is taken. Never downloaded. Immutable, any thread.
 */
@Plugin(
    name = "imagenet",
    summary =
        "colour images in class folders or TFRecord files, read while training; own model resnet18",
    paper = "Russakovsky et al. 2015, ImageNet Large Scale Visual Recognition Challenge")
public final class Imagenet extends DatasetExperiment {
  /**
   * @param options the user's choices
   * @param dataDir folder of the images
   * @param imageSize height and width of examples
   * @param registry finds model and partition
   */
  public Imagenet(
      @ArgGroup ImagenetOptions options,
      @Arg(
              name = "data-dir",
              help =
                  "folder with train/CLASS/*.JPEG and val/CLASS/*.JPEG (or .JPG, .PNG), or with"
                      + " TFRecord files train-00000-of-01024 or train*.tfrecord and validation"
                      + " likewise; unset: $GARRISON_DATA_DIR/imagenet")
          Optional<Path> dataDir,
      @Arg(
              name = "image-size",
              value = "224",
              min = 8,
              help = "height and width of the part of an image that a net gets")
          int imageSize,
      PluginRegistry registry) {
    super(
        "imagenet",
        "resnet18",
        options.asOptions(),
        registry,
        () -> new ImagenetFiles().load(dataDir, imageSize));
  }
}
