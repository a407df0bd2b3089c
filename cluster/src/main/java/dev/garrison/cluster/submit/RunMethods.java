package dev.garrison.cluster.submit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.garrison.cluster.submit.proto.Attachment;
import dev.garrison.cluster.submit.proto.RunEvent;
import dev.garrison.cluster.submit.proto.StopAsked;
import dev.garrison.cluster.submit.proto.Stopping;
import dev.garrison.cluster.submit.proto.Submission;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** The calls between a client and a parameter server node. */
final class RunMethods {
  static final String SERVICE = "garrison.Runs";

  static final MethodDescriptor<Submission, RunEvent> SUBMIT =
      method(MethodType.SERVER_STREAMING, "Submit", Submission.parser(), RunEvent.parser());
  static final MethodDescriptor<Attachment, RunEvent> ATTACH =
      method(MethodType.SERVER_STREAMING, "Attach", Attachment.parser(), RunEvent.parser());
  static final MethodDescriptor<StopAsked, Stopping> STOP =
      method(MethodType.UNARY, "Stop", StopAsked.parser(), Stopping.parser());

  private RunMethods() {}

  private static <Q extends MessageLite, A extends MessageLite> MethodDescriptor<Q, A> method(
      MethodType type, String name, Parser<Q> question, Parser<A> answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(new Messages<>(question))
        .setResponseMarshaller(new Messages<>(answer))
        .build();
  }

  private record Messages<M extends MessageLite>(Parser<M> parser)
      implements MethodDescriptor.Marshaller<M> {
    @Override
    public InputStream stream(M message) {
      return new ByteArrayInputStream(message.toByteArray());
    }

    @Override
    public M parse(InputStream stream) {
      try {
        return parser.parseFrom(stream);
      } catch (InvalidProtocolBufferException e) {
        throw Status.INTERNAL
            .withDescription("not a message of this call")
            .withCause(e)
            .asRuntimeException();
      }
    }
  }
}
