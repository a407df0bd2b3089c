package dev.garrison.cluster.tls;

import com.google.common.io.ByteStreams;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A listening socket behind a TLS context that counts the calls which come through. */
final class CallCounter implements AutoCloseable {
  private static final int SECONDS = 30;
  private static final MethodDescriptor<byte[], byte[]> METHOD =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("test/Call")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private final AtomicInteger calls = new AtomicInteger();
  private final Server server;
  private volatile String protocol = "";

  CallCounter(SslContext context) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sslContext(context)
            .addService(
                ServerServiceDefinition.builder("test").addMethod(METHOD, this::answer).build())
            .build()
            .start();
  }

  int calls() {
    return calls.get();
  }

  /** Of TLS, at the last call. */
  String protocol() {
    return protocol;
  }

  /** Dials and calls once; the failure, or null if the call came through. */
  Status call(SslContext context, String authority) throws Exception {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
            .overrideAuthority(authority)
            .sslContext(context)
            .build();
    CompletableFuture<Status> closed = new CompletableFuture<>();
    try {
      ClientCall<byte[], byte[]> call = channel.newCall(METHOD, CallOptions.DEFAULT);
      call.start(
          new ClientCall.Listener<>() {
            @Override
            public void onClose(Status status, Metadata trailers) {
              closed.complete(status);
            }
          },
          new Metadata());
      call.sendMessage(new byte[1]);
      call.halfClose();
      call.request(1);
      Status status = closed.get(SECONDS, TimeUnit.SECONDS);
      return status.isOk() ? null : status;
    } finally {
      channel.shutdownNow().awaitTermination(SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow().awaitTermination(SECONDS, TimeUnit.SECONDS);
  }

  private ServerCall.Listener<byte[]> answer(ServerCall<byte[], byte[]> call, Metadata headers) {
    calls.incrementAndGet();
    protocol = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION).getProtocol();
    call.sendHeaders(new Metadata());
    call.sendMessage(new byte[1]);
    call.close(Status.OK, new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return ByteStreams.toByteArray(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
