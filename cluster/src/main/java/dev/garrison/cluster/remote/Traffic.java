package dev.garrison.cluster.remote;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what leaves for a node and what comes from it, over all connections: bytes of messages
 * with what gRPC puts around them, without that of HTTP/2, TLS and TCP, about 0.3% for long
 * vectors. Any thread.
 */
final class Traffic extends ClientStreamTracer.Factory {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();

  @Override
  public ClientStreamTracer newClientStreamTracer(
      ClientStreamTracer.StreamInfo info, Metadata headers) {
    return new ClientStreamTracer() {
      @Override
      public void outboundWireSize(long bytes) {
        sent.addAndGet(bytes);
      }

      @Override
      public void inboundWireSize(long bytes) {
        received.addAndGet(bytes);
      }
    };
  }

  long sent() {
    return sent.get();
  }

  long received() {
    return received.get();
  }
}
