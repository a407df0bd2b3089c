package dev.garrison.experiments.datasets;

import com.google.common.primitives.Ints;
import dev.garrison.core.Batch;
import dev.garrison.core.UserException;
import dev.garrison.experiments.BatchPlan;
import dev.garrison.experiments.BatchStream;

/**
 * Batches of images, prepared by an {@link ImagePipeline} that is built when the first is asked
 * for. The pipeline is told the images of some batches ahead, and started anew when they are used
 * up or another batch is asked for than the next. No image is kept. One thread at a time.
 */
final class ImageStream implements BatchStream {
  /** Batches that the pipeline is told of at once. */
  private static final int AHEAD = 64;

  private final EncodedImages images;
  private final BatchPlan plan;
  private final boolean augmented;
  private ImagePipeline pipeline;
  private int[] indices = new int[0];
  private long next;
  private long end;

  /**
   * @param augmented whether to crop and mirror at random
   */
  ImageStream(EncodedImages images, BatchPlan plan, boolean augmented) {
    this.images = images;
    this.plan = plan;
    this.augmented = augmented;
  }

  @Override
  public void read(long number, Batch batch) {
    if (pipeline == null) {
      pipeline = new ImagePipeline(kind(), augmented, batch.shape().input().get(0));
    }
    if (number != next || next == end || indices.length != batch.size()) {
      start(number, batch.size());
    }
    plan.examples(number, indices);
    try {
      pipeline.next(batch);
    } catch (RuntimeException e) {
      // What TensorFlow throws has no type in common.
      end = next;
      throw explained(e);
    }
    for (int slot = 0; slot < indices.length; slot++) {
      batch.targets()[slot] = images.label(indices[slot]);
    }
    next = number + 1;
  }

  private ImagePipeline.Kind kind() {
    return images.offset(0) == EncodedImages.WHOLE_FILE
        ? ImagePipeline.Kind.FILES
        : ImagePipeline.Kind.RECORDS;
  }

  private void start(long number, int size) {
    int batches = Ints.saturatedCast(Math.min(AHEAD, plan.count() - number));
    indices = new int[size];
    String[] files = new String[batches * size];
    long[] offsets = new long[files.length];
    CropDraws draws = CropDraws.none(augmented ? files.length : 0);
    for (int b = 0; b < batches; b++) {
      plan.examples(number + b, indices);
      for (int slot = 0; slot < size; slot++) {
        files[b * size + slot] = images.file(indices[slot]);
        offsets[b * size + slot] = images.offset(indices[slot]);
      }
      if (augmented) {
        draws.draw(plan.seed(number + b), b * size, size);
      }
    }
    pipeline.start(files, offsets, draws, size);
    next = number;
    end = number + batches;
  }

  /** Names the image of the current batch that is to blame. */
  private RuntimeException explained(RuntimeException failure) {
    for (int index : indices) {
      String file = images.file(index);
      long offset = images.offset(index);
      try {
        pipeline.check(file, offset);
      } catch (RuntimeException e) {
        String where = offset == EncodedImages.WHOLE_FILE ? "" : ": the record at byte " + offset;
        return new UserException(
            "imagenet: %s%s: cannot be decoded: %s"
                .formatted(file, where, e.getMessage().lines().findFirst().orElse("")),
            e);
      }
    }
    return failure;
  }

  @Override
  public void close() {
    if (pipeline != null) {
      pipeline.close();
      pipeline = null;
      end = next;
    }
  }
}
