package dev.garrison.cluster;

/**
 * What has travelled between the parameter server and the workers so far, in bytes; nothing where
 * they are one process.
 *
 * @param sent by the server: parameters or changes, and questions
 * @param received by the server: proposals and answers, datagrams among them
 * @param resent how often a node whose parameters were not the server's got them anew
 */
public record TrafficCounts(long sent, long received, long resent) {
  /** Nothing. */
  public static final TrafficCounts NONE = new TrafficCounts(0, 0, 0);

  /** What came since an earlier count. */
  public TrafficCounts minus(TrafficCounts earlier) {
    return new TrafficCounts(
        sent - earlier.sent, received - earlier.received, resent - earlier.resent);
  }

  /** Both together. */
  public TrafficCounts plus(TrafficCounts other) {
    return new TrafficCounts(sent + other.sent, received + other.received, resent + other.resent);
  }
}
