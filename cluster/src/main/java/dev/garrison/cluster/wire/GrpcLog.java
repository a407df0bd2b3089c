package dev.garrison.cluster.wire;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What gRPC itself writes to the log. It writes lines that the other end can cause at will, and
 * says everything that matters in a call's status too.
 */
public final class GrpcLog {
  // Kept, or the setting would be gone with the logger.
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private GrpcLog() {}

  /** Lets nothing but bugs through. */
  public static void quieten() {
    GRPC.setLevel(Level.SEVERE);
  }
}
