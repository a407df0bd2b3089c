package dev.garrison.cluster.wire;

import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.ToServer;
import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;

/** The one call a node answers: a stream of frames both ways for as long as a run lasts. */
public final class NodeMethod {
  /** Name of the service. */
  public static final String SERVICE = "garrison.Node";

  /** The call. */
  public static final MethodDescriptor<Frame<ToNode>, Frame<ToServer>> TRAIN =
      MethodDescriptor.<Frame<ToNode>, Frame<ToServer>>newBuilder()
          .setType(MethodType.BIDI_STREAMING)
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Train"))
          .setRequestMarshaller(new FrameMarshaller<>(ToNode.parser()))
          .setResponseMarshaller(new FrameMarshaller<>(ToServer.parser()))
          .build();

  /** The version of the protocol both sides must speak. */
  public static final int PROTOCOL = 2;

  private NodeMethod() {}

  /** Nothing is compressed: what is small on the network could be large in memory. */
  public static DecompressorRegistry uncompressed() {
    return DecompressorRegistry.emptyInstance().with(Codec.Identity.NONE, false);
  }
}
