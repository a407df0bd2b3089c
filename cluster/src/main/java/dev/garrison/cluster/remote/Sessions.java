package dev.garrison.cluster.remote;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;

/** Ids of sessions. */
final class Sessions {
  private static final int BYTES = 16;

  private Sessions() {}

  /** An id that no other session has. */
  static ByteString random() {
    byte[] session = new byte[BYTES];
    new SecureRandom().nextBytes(session);
    return ByteString.copyFrom(session);
  }
}
