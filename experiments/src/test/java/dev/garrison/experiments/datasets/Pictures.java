package dev.garrison.experiments.datasets;

import com.google.protobuf.ByteString;
import dev.garrison.core.Seed;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.Int64List;

/** Images for tests, as files and as TFRecords. */
public final class Pictures {
  private Pictures() {}

  /** Colours that change smoothly, with some noise; another picture for every seed. */
  static BufferedImage picture(int width, int height, long seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    SplittableRandom random = new Seed(seed).random();
    int tint = random.nextInt(100);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 200 * x / width + random.nextInt(50);
        int green = 200 * y / height + random.nextInt(50);
        int blue = tint + random.nextInt(100);
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return image;
  }

  static byte[] png(BufferedImage image) throws IOException {
    return encoded(image, "png");
  }

  static byte[] jpeg(BufferedImage image) throws IOException {
    return encoded(image, "jpeg");
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IllegalStateException("no writer of " + format);
    }
    return out.toByteArray();
  }

  /** A grey picture. */
  static byte[] greyJpeg(int width, int height, int level) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = image.getRaster();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setSample(x, y, 0, level);
      }
    }
    return jpeg(image);
  }

  /** A picture in four inks, everywhere the same. */
  static byte[] cmykJpeg(int width, int height, int... inks) throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, inks);
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(raster, null, null));
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /**
   * Class folders a, b, … with a training image of each size, and one test image each.
   *
   * @param root gets the folders train and val
   * @param classes number of classes
   * @param perClass training images per class
   */
  public static void writeFolders(Path root, int classes, int perClass) throws IOException {
    for (int k = 0; k < classes; k++) {
      String name = String.valueOf((char) ('a' + k));
      Path train = Files.createDirectories(root.resolve("train").resolve(name));
      for (int i = 0; i < perClass; i++) {
        Files.write(train.resolve("i" + i + ".JPEG"), jpeg(numbered(k, i)));
      }
      Path test = Files.createDirectories(root.resolve("val").resolve(name));
      Files.write(test.resolve("t.JPEG"), jpeg(numbered(k, perClass)));
    }
  }

  /** The image with a number in a class; sizes differ. */
  static BufferedImage numbered(int label, int number) {
    return picture(40 + 7 * number, 60 - 5 * label, 100L * label + number);
  }

  /** An example as ImageNet's TFRecords have it. */
  static byte[] example(byte[] image, long label) {
    return Example.newBuilder()
        .setFeatures(
            Features.newBuilder()
                .putFeature("image/format", bytes("JPEG".getBytes()))
                .putFeature("image/encoded", bytes(image))
                .putFeature("image/class/label", integer(label))
                .putFeature("image/filename", bytes("n.JPEG".getBytes())))
        .build()
        .toByteArray();
  }

  static Feature bytes(byte[] value) {
    return Feature.newBuilder()
        .setBytesList(BytesList.newBuilder().addValue(ByteString.copyFrom(value)))
        .build();
  }

  static Feature integer(long value) {
    return Feature.newBuilder().setInt64List(Int64List.newBuilder().addValue(value)).build();
  }

  /** A TFRecord file. */
  static byte[] records(List<byte[]> records) {
    ByteBuffer out =
        ByteBuffer.allocate(records.stream().mapToInt(record -> record.length + 16).sum())
            .order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] record : records) {
      byte[] length =
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(record.length).array();
      out.put(length).putInt(masked(length)).put(record).putInt(masked(record));
    }
    return out.array();
  }

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    long value = crc.getValue();
    return (int) ((value >>> 15 | value << 17) + 0xa282ead8L);
  }
}
