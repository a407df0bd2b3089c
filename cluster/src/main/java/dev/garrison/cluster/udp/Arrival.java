package dev.garrison.cluster.udp;

import dev.garrison.cluster.codec.Payload;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A row on its way: datagrams write into it as they come, until it is finished or cancelled. Any
 * thread.
 */
public interface Arrival {
  /** Whether every coordinate came. */
  boolean isComplete();

  /**
   * Done when every coordinate came, or when it is no use to wait for more ({@link #allSent});
   * never otherwise. What depends on it runs in the receiving thread and must be short.
   */
  CompletionStage<Void> completed();

  /**
   * The sender says that everything has left it. What is still on its way comes soon or never: from
   * now on {@link #completed} is also done once everything that reached this machine has been read
   * and nothing came for this row during {@code quiet}.
   */
  void allSent(Duration quiet);

  /** Coordinates that did not come so far. */
  int missing();

  /**
   * Ends the row: when this returns nothing writes to it any more, and what did not come is filled.
   * Its datagrams are counted as expected, and as lost where they did not come. To be called once.
   *
   * @param previous this worker's last row, for {@link Fill#PREVIOUS}; null if there is none. May
   *     be the row itself if that still holds it
   * @return coordinates that were filled
   * @throws IllegalArgumentException if {@code previous} has another length
   * @throws IllegalStateException if the row was ended before
   */
  int finish(Fill fill, Payload previous);

  /**
   * Ends the row if it is not: when this returns nothing writes to it any more. Nothing is filled
   * or counted; the row holds whatever came and whatever was there before.
   */
  void cancel();
}
