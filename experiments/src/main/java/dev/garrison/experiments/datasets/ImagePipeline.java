package dev.garrison.experiments.datasets;

import dev.garrison.core.Batch;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.data.BatchDataset;
import org.tensorflow.op.data.Iterator;
import org.tensorflow.op.data.IteratorGetNext;
import org.tensorflow.op.data.MakeIterator;
import org.tensorflow.op.data.ParallelMapDataset;
import org.tensorflow.op.data.PrefetchDataset;
import org.tensorflow.op.data.TensorSliceDataset;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * A pipeline of TensorFlow's from the names of files to batches of prepared images. Several images
 * are prepared at a time, on the threads of the process that TensorFlow keeps for whole operations,
 * and one batch ahead of the one that was asked for. One thread at a time.
 */
final class ImagePipeline implements AutoCloseable {
  /** Which images, and how they are prepared. */
  enum Kind {
    /** Images that are files. */
    FILES,

    /** Images in TFRecords. */
    RECORDS
  }

  private final Kind kind;
  private final boolean augmented;
  private final int side;
  private final Graph graph = new Graph();
  private final ConcreteFunction prepare;
  private final List<Placeholder<? extends TType>> sources = new ArrayList<>();
  private final Placeholder<TInt64> batchSize;
  private final Op start;
  private final Output<?> batches;
  private final Placeholder<TString> oneFile;
  private final Placeholder<TInt64> oneOffset;
  private final Operand<?> oneDecoded;
  private final Session session;

  /**
   * Builds it.
   *
   * @param augmented whether to crop and mirror as drawn
   * @param side height and width of examples
   */
  ImagePipeline(Kind kind, boolean augmented, int side) {
    this.kind = kind;
    this.augmented = augmented;
    this.side = side;
    prepare = ConcreteFunction.create(this::prepare);
    Ops tf = Ops.create(graph);
    batchSize = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of()));
    Operand<? extends TType> prepared = prepared(tf, slices(tf));
    List<Class<? extends TType>> types = List.of(TFloat32.class);
    List<Shape> shapes = List.of(Shape.of(Shape.UNKNOWN_SIZE, side, side, 3));
    Operand<? extends TType> batched =
        BatchDataset.create(tf.scope(), prepared, batchSize, tf.constant(false), types, shapes);
    Operand<? extends TType> ahead =
        PrefetchDataset.create(tf.scope(), batched, tf.constant(1L), types, shapes);
    Operand<? extends TType> iterator = Iterator.create(tf.scope(), "", "", types, shapes);
    start = MakeIterator.create(tf.scope(), ahead, iterator);
    batches = IteratorGetNext.create(tf.scope(), iterator, types, shapes).components().get(0);

    oneFile = tf.placeholder(TString.class, Placeholder.shape(Shape.of()));
    oneOffset = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of()));
    oneDecoded = decoded(tf, oneFile, oneOffset);
    session =
        new Session(
            graph,
            // One operation thread, as in ReplicaOptions, if this is the first session of the
            // process.
            // Whole operations run on the process's pool: the caller is not there to run them.
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .putDeviceCount("GPU", 0)
                .build());
  }

  private Operand<TUint8> decoded(Ops tf, Operand<TString> file, Operand<TInt64> offset) {
    ImageOps ops = new ImageOps(tf);
    return ops.decoded(
        kind == Kind.FILES ? ops.encodedFile(file) : ops.encodedRecord(file, offset));
  }

  /** From one image's file to the example. */
  private Signature prepare(Ops tf) {
    Placeholder<TString> file = tf.placeholder(TString.class, Placeholder.shape(Shape.of()));
    Placeholder<TInt64> offset = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of()));
    Operand<TUint8> image = decoded(tf, file, offset);
    ImageOps ops = new ImageOps(tf);
    Signature.Builder signature = Signature.builder().input("file", file).input("offset", offset);
    if (!augmented) {
      return signature.output("example", ops.forEvaluation(image, side)).build();
    }
    Placeholder<TFloat32> tries =
        tf.placeholder(
            TFloat32.class, Placeholder.shape(Shape.of(CropDraws.TRIES, CropDraws.NUMBERS)));
    Placeholder<TBool> mirrored = tf.placeholder(TBool.class, Placeholder.shape(Shape.of()));
    return signature
        .input("tries", tries)
        .input("mirrored", mirrored)
        .output("example", ops.forTraining(image, tries, mirrored, side))
        .build();
  }

  /** What is known of every image, one after the other. */
  private Operand<? extends TType> slices(Ops tf) {
    List<Shape> shapes = new ArrayList<>();
    source(tf, TString.class, shapes);
    source(tf, TInt64.class, shapes);
    if (augmented) {
      source(tf, TFloat32.class, shapes, CropDraws.TRIES, CropDraws.NUMBERS);
      source(tf, TBool.class, shapes);
    }
    return TensorSliceDataset.create(tf.scope(), new ArrayList<Operand<?>>(sources), shapes);
  }

  private <T extends TType> void source(Ops tf, Class<T> type, List<Shape> shapes, long... ofEach) {
    Shape each = Shape.of(ofEach);
    shapes.add(each);
    sources.add(tf.placeholder(type, Placeholder.shape(each.prepend(Shape.UNKNOWN_SIZE))));
  }

  private Operand<? extends TType> prepared(Ops tf, Operand<? extends TType> slices) {
    return ParallelMapDataset.create(
        tf.scope(),
        slices,
        List.of(),
        tf.constant((long) Runtime.getRuntime().availableProcessors()),
        prepare,
        List.of(TFloat32.class),
        List.of(Shape.of(side, side, 3)),
        ParallelMapDataset.deterministic("true"),
        ParallelMapDataset.preserveCardinality(true));
  }

  /**
   * Starts on new images; those before that were not asked for are dropped.
   *
   * @param files one per image
   * @param offsets of records, one per image
   * @param draws one of all batches after the other; looked at if augmented
   * @param size of a batch
   */
  void start(String[] files, long[] offsets, CropDraws draws, int size) {
    List<TType> values = new ArrayList<>();
    try (TInt64 each = TInt64.scalarOf(size)) {
      values.add(TString.vectorOf(files));
      values.add(TInt64.vectorOf(offsets));
      if (augmented) {
        Shape shape = Shape.of(files.length, CropDraws.TRIES, CropDraws.NUMBERS);
        values.add(TFloat32.tensorOf(shape, DataBuffers.of(draws.tries(), true, false)));
        values.add(TBool.vectorOf(draws.mirrored()));
      }
      Session.Runner runner = session.runner().feed(batchSize, each).addTarget(start);
      for (int i = 0; i < values.size(); i++) {
        runner.feed(sources.get(i), values.get(i));
      }
      runner.run().close();
    } finally {
      values.forEach(TType::close);
    }
  }

  /**
   * Writes the inputs of the next batch; waits for it if need be.
   *
   * @throws RuntimeException one of TensorFlow's, if an image cannot be read or decoded
   */
  void next(Batch batch) {
    try (Result result = session.runner().fetch(batches).run()) {
      result.get(0).asRawTensor().data().asFloats().read(batch.inputs());
    }
  }

  /**
   * Reads and decodes one image.
   *
   * @throws RuntimeException one of TensorFlow's, if that is not possible
   */
  void check(String file, long offset) {
    try (TString name = TString.scalarOf(file);
        TInt64 place = TInt64.scalarOf(offset)) {
      session.runner().feed(oneFile, name).feed(oneOffset, place).fetch(oneDecoded).run().close();
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
    prepare.close();
  }
}
