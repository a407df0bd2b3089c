package dev.garrison.cluster.submit;

import dev.garrison.cluster.submit.proto.RunEvent;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.TimeUnit;

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

  /**
   * Sends the last event and waits until the client has left, which it does when it has it: a call
   * that the server ended, and with it the connection, could take what the network has not
   * delivered yet along.
   *
   * @param patienceSeconds how long; the call is ended then
   */
  synchronized void sendLast(RunEvent event, long patienceSeconds) throws InterruptedException {
    if (!send(event)) {
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
    for (long left = patienceSeconds * 1000; !gone && left > 0; left = millisTo(deadline)) {
      wait(left);
    }
    if (!gone) {
      client.onCompleted();
    }
  }

  private static long millisTo(long deadline) {
    return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
  }

  private synchronized void wake() {
    notifyAll();
  }

  private synchronized void leave() {
    gone = true;
    notifyAll();
  }
}
