package dev.garrison.cluster.wire;

/** Text that came from another machine, made fit for a log and a terminal. */
public final class PeerText {
  private static final int MOST = 300;

  private PeerText() {}

  /** One line of at most {@value #MOST} characters without control characters. */
  public static String clean(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(MOST).map(c -> isPrintable(c) ? c : '?').forEach(line::appendCodePoint);
    return text.codePointCount(0, text.length()) > MOST ? line + "..." : line.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
