package dev.garrison.experiments.datasets;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.data.DatasetToSingleElement;
import org.tensorflow.op.data.TakeDataset;
import org.tensorflow.op.data.TfRecordDataset;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.op.io.ParseSingleExample;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * From a file to an example, as operations of TensorFlow: torchvision's preparation of ImageNet.
 * Images are scaled with a triangle filter that widens as the image shrinks (bilinear,
 * antialiased), and stay real numbers from there on.
 */
final class ImageOps {
  private static final String ENCODED = "image/encoded";
  private static final long RECORD_BUFFER = 1 << 18;
  private static final float WIDEST = 4f / 3;

  /** Short side before the middle is taken, per side of that middle. */
  private static final double MARGIN = 256.0 / 224;

  private final Ops tf;

  ImageOps(Ops tf) {
    this.tf = tf;
  }

  /** The bytes of an image that is a whole file. */
  Operand<TString> encodedFile(Operand<TString> file) {
    return tf.io.readFile(file);
  }

  /** The bytes of an image in a TFRecord; checks the record's checksums. */
  Operand<TString> encodedRecord(Operand<TString> file, Operand<TInt64> offset) {
    List<Class<? extends TType>> types = List.of(TString.class);
    List<Shape> shapes = List.of(Shape.of());
    Operand<? extends TType> records =
        TfRecordDataset.create(
            tf.scope(),
            tf.expandDims(file, tf.constant(0)),
            tf.constant(""),
            tf.constant(RECORD_BUFFER),
            tf.expandDims(offset, tf.constant(0)));
    Operand<? extends TType> first =
        TakeDataset.create(tf.scope(), records, tf.constant(1L), types, shapes);
    Operand<TString> record =
        DatasetToSingleElement.create(tf.scope(), first, types, shapes)
            .components()
            .get(0)
            .expect(TString.class);
    return ParseSingleExample.create(
            tf.scope(),
            record,
            // An empty default makes a feature obligatory.
            List.of(tf.fill(tf.array(0), tf.constant(""))),
            0L,
            List.of(),
            List.of(ENCODED),
            List.of(),
            shapes)
        .denseValues()
        .get(0)
        .expect(TString.class);
  }

  /**
   * Decodes a JPEG or PNG image, grey ones and CMYK too. The accurate method of the inverse cosine
   * transform has the same bits on every machine; the faster ones need not.
   *
   * @return shape [height, width, 3]
   */
  Operand<TUint8> decoded(Operand<TString> encoded) {
    return DecodeJpeg.create(
        tf.scope(), encoded, DecodeJpeg.channels(3L), DecodeJpeg.dctMethod("INTEGER_ACCURATE"));
  }

  /**
   * Prepared for training: the first crop that fits, else the middle of the image with a ratio of
   * 3/4 to 4/3; scaled, mirrored and normalized.
   *
   * @param image shape [height, width, 3]
   * @param tries of {@link CropDraws}, shape [10, 4]
   * @param mirrored a scalar
   * @param side height and width of the example
   * @return shape [side, side, 3]
   */
  Operand<TFloat32> forTraining(
      Operand<TUint8> image, Operand<TFloat32> tries, Operand<TBool> mirrored, int side) {
    Operand<TFloat32> size = size(image);
    Operand<TInt32> axis = tf.constant(0);
    Operand<TFloat32> root = tf.math.sqrt(tf.prod(size, axis));
    Operand<TFloat32> sizes = tf.math.round(tf.math.mul(columns(tries, 0), root));
    Operand<TFloat32> places = tf.math.add(tf.math.sub(size, sizes), tf.constant(1f));
    // A product just below the number of places may be rounded up to it.
    Operand<TFloat32> starts =
        tf.math.minimum(
            tf.math.floor(tf.math.mul(columns(tries, 2), places)), tf.math.sub(size, sizes));
    Operand<TFloat32> middle =
        tf.math.minimum(
            size, tf.math.round(tf.math.mul(tf.reverse(size, tf.array(0)), tf.constant(WIDEST))));
    Operand<TFloat32> middleStart =
        tf.math.floor(tf.math.mul(tf.math.sub(size, middle), tf.constant(0.5f)));

    Operand<TFloat32> allSizes = tf.concat(List.of(sizes, tf.expandDims(middle, axis)), axis);
    Operand<TFloat32> allStarts =
        tf.concat(List.of(starts, tf.expandDims(middleStart, axis)), axis);
    Operand<TBool> fits =
        tf.reduceAll(
            tf.math.logicalAnd(
                tf.math.greater(allSizes, tf.constant(0f)), tf.math.lessEqual(allSizes, size)),
            tf.constant(1));
    Operand<TInt32> first = tf.math.argMax(tf.dtypes.cast(fits, TInt32.class), axis, TInt32.class);
    Operand<TFloat32> chosen = tf.gather(allSizes, first, axis);
    Operand<TUint8> cropped =
        tf.slice(
            image, withChannels(tf.gather(allStarts, first, axis), 0), withChannels(chosen, 3));
    Operand<TFloat32> scaled =
        scaled(
            cropped,
            tf.math.div(tf.constant((float) side), chosen),
            tf.constant(new float[] {0, 0}),
            side);
    return normalized(tf.select(mirrored, tf.reverse(scaled, tf.array(1)), scaled));
  }

  /**
   * Prepared for evaluation: the middle of the image scaled until its short side is 256 / 224 of
   * the side wanted; normalized.
   *
   * @param image shape [height, width, 3]
   * @param side height and width of the example
   * @return shape [side, side, 3]
   */
  Operand<TFloat32> forEvaluation(Operand<TUint8> image, int side) {
    Operand<TInt32> size = tf.slice(tf.shape(image), tf.array(0), tf.array(2));
    Operand<TInt32> shorter = tf.min(size, tf.constant(0));
    int wanted = (int) Math.round(side * MARGIN);
    Operand<TFloat32> target =
        tf.dtypes.cast(
            tf.math.floorDiv(tf.math.mul(size, tf.constant(wanted)), shorter), TFloat32.class);
    Operand<TFloat32> start =
        tf.math.round(
            tf.math.mul(tf.math.sub(target, tf.constant((float) side)), tf.constant(0.5f)));
    return normalized(scaled(image, tf.math.div(target, size(image)), tf.math.neg(start), side));
  }

  /** Height and width. */
  private Operand<TFloat32> size(Operand<TUint8> image) {
    return tf.dtypes.cast(tf.slice(tf.shape(image), tf.array(0), tf.array(2)), TFloat32.class);
  }

  /** Two columns of a matrix. */
  private Operand<TFloat32> columns(Operand<TFloat32> matrix, int first) {
    return tf.slice(matrix, tf.array(0, first), tf.array(-1, 2));
  }

  /** Height and width, or row and column, with a third number for the channels. */
  private Operand<TInt32> withChannels(Operand<TFloat32> pair, int third) {
    return tf.concat(List.of(tf.dtypes.cast(pair, TInt32.class), tf.array(third)), tf.constant(0));
  }

  /** A square of an image that is scaled, then moved; by height and width. */
  private Operand<TFloat32> scaled(
      Operand<TUint8> image, Operand<TFloat32> scale, Operand<TFloat32> move, int side) {
    Operand<TFloat32> batch =
        ScaleAndTranslate.create(
            tf.scope(),
            tf.expandDims(image, tf.constant(0)),
            tf.array(side, side),
            scale,
            move,
            ScaleAndTranslate.kernelType("triangle"),
            ScaleAndTranslate.antialias(true));
    return tf.reshape(batch, tf.array(side, side, 3));
  }

  private Operand<TFloat32> normalized(Operand<TFloat32> levels) {
    Operand<TFloat32> values = tf.math.mul(levels, tf.constant(1 / 255f));
    return tf.math.div(
        tf.math.sub(values, tf.array(0.485f, 0.456f, 0.406f)), tf.array(0.229f, 0.224f, 0.225f));
  }
}
