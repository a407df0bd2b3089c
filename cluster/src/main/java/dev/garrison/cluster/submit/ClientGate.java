package dev.garrison.cluster.submit;

import dev.garrison.cluster.submit.proto.RunEvent;
import io.grpc.stub.ServerCallStreamObserver;

/**
 * A client that takes events as fast as it can, and may leave. One thread sends; gRPC's threads say
 * when it is ready.
 */
final class ClientGate {
  private final ServerCallStreamObserver<RunEvent> client;
  private boolean gone;

  /** Made in the thread of the call, before it returns. */
  ClientGate(ServerCallStreamObserver<RunEvent> client) {
    this.client = client;
    client.setOnReadyHandler(this::wake);
    client.setOnCancelHandler(this::leave);
  }

  /** Sends when the client is ready; false if it has left. */
  synchronized boolean send(RunEvent event) throws InterruptedException {
    while (!gone && !client.isReady()) {
      wait();
    }
    if (!gone) {
      client.onNext(event);
    }
    return !gone;
  }

  synchronized void complete() {
    if (!gone) {
      client.onCompleted();
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  private synchronized void leave() {
    gone = true;
    notifyAll();
  }
}
