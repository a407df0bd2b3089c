package dev.garrison.experiments.datasets;

import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.experiments.BatchPlan;
import dev.garrison.experiments.BatchStream;
import dev.garrison.experiments.Dataset;
import java.util.Arrays;

/**
 * Images that are decoded and prepared when they are wanted, batch by batch. Immutable, any thread.
 */
final class EncodedImageDataset implements Dataset {
  private final DataShape shape;
  private final EncodedImages images;
  private final boolean augmented;

  /**
   * @param shape of examples: square, of three colours
   * @param augmented whether streams crop and mirror at random, or take the middle
   */
  EncodedImageDataset(DataShape shape, EncodedImages images, boolean augmented) {
    this.shape = shape;
    this.images = images;
    this.augmented = augmented;
  }

  @Override
  public DataShape shape() {
    return shape;
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public BatchStream stream(BatchPlan plan) {
    return new ImageStream(images, plan, augmented);
  }

  /** Builds a pipeline for this one image: streams are for reading many. */
  @Override
  public void read(int index, Batch batch, int slot) {
    Batch alone = new Batch(shape, 1);
    try (BatchStream stream = new ImageStream(images, new Always(index), false)) {
      stream.read(0, alone);
    }
    System.arraycopy(alone.inputs(), 0, batch.inputs(), slot * shape.features(), shape.features());
    batch.targets()[slot] = alone.targets()[0];
  }

  /** One batch of one image over and over. */
  private record Always(int index) implements BatchPlan {
    @Override
    public long count() {
      return 1;
    }

    @Override
    public void examples(long number, int[] indices) {
      Arrays.fill(indices, index);
    }

    @Override
    public Seed seed(long number) {
      return new Seed(0);
    }
  }

  @Override
  public float target(int index) {
    return images.label(index);
  }
}
