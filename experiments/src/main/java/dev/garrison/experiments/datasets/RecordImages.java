package dev.garrison.experiments.datasets;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import dev.garrison.core.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Images in TFRecord files, as examples with the features {@code image/encoded} and {@code
 * image/class/label}, 1 to the number of classes. Where records are and their labels are kept.
 * Immutable.
 */
final class RecordImages implements EncodedImages {
  private static final String LABEL = "image/class/label";

  private final ImmutableList<Path> files;
  private final int[] file;
  private final long[] offsets;
  private final int[] labels;

  private RecordImages(ImmutableList<Path> files, int[] file, long[] offsets, int[] labels) {
    this.files = files;
    this.file = file;
    this.offsets = offsets;
    this.labels = labels;
  }

  /** The records of one file. */
  private record Shard(List<Long> offsets, List<Integer> labels) {}

  /**
   * Goes through all records, several files at a time.
   *
   * @param files in the order in which their images are numbered; at least one
   * @throws UserException if one is not sound, or there is no image
   */
  static RecordImages index(ImmutableList<Path> files) {
    List<Shard> shards = files.parallelStream().map(RecordImages::shard).toList();
    int size = shards.stream().mapToInt(shard -> shard.labels().size()).reduce(0, Math::addExact);
    if (size == 0) {
      throw new UserException(
          "imagenet: " + files.get(0) + ": no images in this file and those like it");
    }
    int[] file = new int[size];
    long[] offsets = new long[size];
    int[] labels = new int[size];
    int at = 0;
    for (int s = 0; s < shards.size(); s++) {
      int[] here = Ints.toArray(shards.get(s).labels());
      System.arraycopy(here, 0, labels, at, here.length);
      System.arraycopy(Longs.toArray(shards.get(s).offsets()), 0, offsets, at, here.length);
      Arrays.fill(file, at, at + here.length, s);
      at += here.length;
    }
    return new RecordImages(files, file, offsets, labels);
  }

  private static Shard shard(Path file) {
    Shard shard = new Shard(new ArrayList<>(), new ArrayList<>());
    TfRecords.visit(
        file,
        (offset, length, data) -> {
          shard.offsets().add(offset);
          shard.labels().add(label(file, offset, length, data));
        });
    return shard;
  }

  private static int label(Path file, long offset, long length, InputStream data) {
    OptionalLong label;
    try {
      label = LabelReader.read(data, length, LABEL);
    } catch (IOException e) {
      throw new UserException(
          "imagenet: %s: the record at byte %d is no tf.train.Example".formatted(file, offset), e);
    }
    if (label.isEmpty() || label.getAsLong() < 1 || label.getAsLong() > Short.MAX_VALUE) {
      throw new UserException(
          "imagenet: %s: the record at byte %d needs the feature %s, an integer from 1 on, got %s"
              .formatted(
                  file,
                  offset,
                  LABEL,
                  label.isEmpty() ? "none" : Long.toString(label.getAsLong())));
    }
    return (int) label.getAsLong() - 1;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public String file(int index) {
    return files.get(file[index]).toString();
  }

  @Override
  public long offset(int index) {
    return offsets[index];
  }

  @Override
  public int label(int index) {
    return labels[index];
  }
}
