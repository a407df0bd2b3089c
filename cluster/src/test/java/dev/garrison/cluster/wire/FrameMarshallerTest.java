package dev.garrison.cluster.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.SignRow;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.codec.Sign;
import dev.garrison.cluster.wire.proto.Answered;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.experiments.Parameters;
import io.grpc.Drainable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrameMarshallerTest {
  private static final FrameMarshaller<ToServer> MARSHALLER =
      new FrameMarshaller<>(ToServer.parser());
  private static final long SEED = 20261120;

  private final SplittableRandom random = new SplittableRandom(SEED);

  private static byte[] bytes(Frame<ToServer> frame) throws IOException {
    InputStream in = MARSHALLER.stream(frame);
    if (in instanceof Drainable drainable) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertEquals(in.available(), drainable.drainTo(out));
      assertEquals(0, in.available());
      return out.toByteArray();
    }
    return in.readAllBytes();
  }

  private static byte[] frame(PieceHeader header, float... values) throws IOException {
    return bytes(new OutgoingPiece<>(header, PieceSource.of(values)));
  }

  /** All bit patterns, NaN with payloads among them. */
  private float[] anyBits(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt());
    }
    return values;
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  @Test
  void controlMessagesComeBack() throws IOException {
    ToServer message =
        ToServer.newBuilder().setAnswered(Answered.newBuilder().setWorker(3).setLoss(.5f)).build();
    Frame<ToServer> frame = new Frame.Control<>(message);
    byte[] bytes = bytes(frame);
    assertEquals(frame.size(), bytes.length);
    assertEquals(frame, MARSHALLER.parse(new ByteArrayInputStream(bytes)));
  }

  @Test
  void theLayoutIsTheDocumentedOne() throws IOException {
    byte[] bytes = frame(PieceHeader.floats(0x0201, 0x0403, 2, 1), 0, 0, 1.5f);
    byte[] expected = {
      1,
      0,
      0,
      0, //
      1,
      2,
      0,
      0, //
      3,
      4,
      0,
      0,
      0,
      0,
      0,
      0, //
      2,
      0,
      0,
      0,
      0,
      0,
      0,
      0, //
      1,
      0,
      0,
      0, //
      0,
      0,
      (byte) 0xc0,
      0x3f
    };
    assertArrayEquals(expected, bytes);
  }

  @Test
  void valuesKeepTheirBitsHoweverTheMessageIsCut() throws IOException {
    float[] vector = anyBits(5000);
    PieceHeader header = PieceHeader.floats(7, 1L << 40, 1000, 3001);
    byte[] bytes = frame(header, vector);
    int[] expected = Arrays.copyOfRange(bits(vector), 1000, 4001);
    for (int longest : new int[] {1, 2, 3, 5, 8, 1000, 100_000}) {
      IncomingPiece<?> piece =
          assertInstanceOf(
              IncomingPiece.class, MARSHALLER.parse(new Fragments(bytes, random, longest)));
      assertEquals(header, piece.header());
      float[] out = new float[3010];
      piece.readInto(out, 9);
      assertArrayEquals(
          expected, Arrays.copyOfRange(bits(out), 9, 3010), "seed " + SEED + ", cut " + longest);
    }
  }

  @Test
  void valuesAreReadFromPlainStreamsToo() throws IOException {
    float[] vector = anyBits(100);
    byte[] bytes = frame(PieceHeader.floats(7, 1, 0, 100), vector);
    IncomingPiece<?> piece = (IncomingPiece<?>) MARSHALLER.parse(new ByteArrayInputStream(bytes));
    float[] out = new float[100];
    piece.readInto(out, 0);
    assertArrayEquals(bits(vector), bits(out), "seed " + SEED);
  }

  @Test
  void valuesCanBeTakenAsBytes() throws IOException {
    float[] vector = anyBits(5000);
    byte[] bytes = frame(PieceHeader.floats(0, 1, 0, 5000), vector);
    IncomingPiece<?> piece = (IncomingPiece<?>) MARSHALLER.parse(new Fragments(bytes, random, 999));
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    piece.readBytes(PieceSource.CHUNK, (some, count) -> taken.write(some, 0, count));
    assertArrayEquals(
        Arrays.copyOfRange(bytes, PieceHeader.SIZE, bytes.length), taken.toByteArray());
  }

  @Test
  void parametersAndArraysLookTheSameOnTheWire() throws IOException {
    float[] vector = anyBits(5000);
    PieceHeader header = PieceHeader.floats(0, 3, 17, 4900);
    try (Parameters parameters = Parameters.copyOf(vector)) {
      assertArrayEquals(
          frame(header, vector),
          bytes(new OutgoingPiece<>(header, PieceSource.of(parameters))),
          "seed " + SEED);
    }
  }

  @Test
  void whatIsNoFrameIsSaidToBeNone() throws IOException {
    byte[] good = frame(PieceHeader.floats(4, 1, 0, 2), 1, 2);
    assertGarbled("frame: expected kind 0, 1 or 2, got -1", OptionalInt.empty());
    assertGarbled("frame: expected kind 0, 1 or 2, got 7", OptionalInt.empty(), (byte) 7, (byte) 1);
    assertGarbled(
        "frame of values: expected a header, got 3 bytes",
        OptionalInt.empty(),
        Arrays.copyOf(good, 3));
    assertGarbled(
        "frame of values: 7 bytes for 2 floats",
        OptionalInt.of(4),
        Arrays.copyOf(good, good.length - 1));
    assertGarbled(
        "frame of values: 9 bytes for 2 floats",
        OptionalInt.of(4),
        Arrays.copyOf(good, good.length + 1));
    byte[] many = good.clone();
    many[26] = 2;
    assertGarbled(
        "frame of values: out of range: PieceHeader[coded=false, channel=4, step=1, offset=0,"
            + " count=131074]",
        OptionalInt.of(4),
        many);
    byte[] padded = good.clone();
    padded[2] = 1;
    assertGarbled(
        "frame of values: out of range: PieceHeader[coded=false, channel=4, step=1, offset=0,"
            + " count=2]",
        OptionalInt.of(4),
        padded);
  }

  @Test
  void codedValuesAreTakenByLengthAndReadByTheirCodec() throws IOException {
    PieceHeader header = new PieceHeader(true, 3, 9, 64, 130);
    SignRow row = new SignRow(194);
    row.negatives()[1] = 0x123456789abcdefL;
    row.negatives()[3] = 2;
    Sign sign = new Sign(SignRow.Zeros.POSITIVE);
    byte[] frame = bytes(new OutgoingPiece<>(header, PieceSource.of(sign, new Payload.Signs(row))));
    assertEquals(PieceHeader.SIZE + 17, frame.length);
    assertEquals(2, frame[0]);
    SignRow came = new SignRow(194);
    assertTrue(decode(frame, sign, came));
    assertArrayEquals(row.negatives(), came.negatives());
    assertFalse(decode(frame, new Sign(SignRow.Zeros.SILENT), came), "of another length");
    assertFalse(decode(frame, sign, new SignRow(1000)), "cut within a granule");
    assertGarbled(
        "frame of values: 0 bytes for 130 coded values",
        OptionalInt.of(3),
        Arrays.copyOf(frame, PieceHeader.SIZE));
  }

  private static boolean decode(byte[] frame, Sign codec, SignRow into) {
    if (MARSHALLER.parse(new ByteArrayInputStream(frame))
        instanceof IncomingPiece<ToServer> piece) {
      return piece.decode(codec, new Payload.Signs(into), 64);
    }
    throw new AssertionError("not taken");
  }

  private static void assertGarbled(String problem, OptionalInt channel, byte... bytes) {
    assertEquals(
        new Frame.Garbled<ToServer>(problem, channel, bytes.length),
        MARSHALLER.parse(new ByteArrayInputStream(bytes)));
  }

  @Test
  void anyBytesBecomeAFrame() throws IOException {
    byte[][] good = {
      frame(PieceHeader.floats(4, 1, 0, 20), anyBits(20)),
      bytes(
          new Frame.Control<>(
              ToServer.newBuilder()
                  .setAnswered(Answered.newBuilder().setWorker(3).setStep(5).setSent(true))
                  .build()))
    };
    int garbled = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] mutated = Mutations.of(good[random.nextInt(2)], random);
      Frame<ToServer> frame = MARSHALLER.parse(new Fragments(mutated, random, 40));
      assertNotNull(frame, "seed " + SEED);
      if (frame instanceof IncomingPiece<ToServer> piece) {
        float[] out = new float[piece.header().count()];
        piece.readInto(out, 0);
      }
      garbled += frame instanceof Frame.Garbled<ToServer> ? 1 : 0;
    }
    assertTrue(garbled > 1000 && garbled < 99_000, "seed " + SEED + ": " + garbled);
  }

  @Test
  void onlyOutgoingFramesCanBeSent() {
    Frame<ToServer> garbled = new Frame.Garbled<>("x", OptionalInt.empty(), 1);
    assertThrows(IllegalArgumentException.class, () -> MARSHALLER.stream(garbled));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OutgoingPiece<>(PieceHeader.floats(0, 0, 0, 0), PieceSource.of(new float[1])));
  }
}
