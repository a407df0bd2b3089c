package dev.garrison.cluster.udp;

import static dev.garrison.cluster.udp.TestDatagrams.FORMAT;
import static dev.garrison.cluster.udp.TestDatagrams.floats;
import static dev.garrison.cluster.udp.TestDatagrams.key;
import static dev.garrison.cluster.udp.TestDatagrams.of;
import static dev.garrison.cluster.udp.TestDatagrams.ramp;
import static dev.garrison.cluster.udp.TestDatagrams.writer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Rows are ended while their datagrams are coming. */
class FinishRaceTest {
  private static final int ROUNDS = 300;
  private static final int DATAGRAMS = 40;

  private final Intake intake = new Intake(FORMAT, arrival -> {});
  private final float[] sent = ramp(DATAGRAMS * FORMAT.coordinates());
  private final CyclicBarrier start = new CyclicBarrier(2);

  @Test
  void nothingWritesToARowThatWasFinishedOrCancelled() throws Exception {
    intake.admit(0, key(1), ImmutableSet.of(0));
    DatagramWriter writer = writer(0, key(1));
    ExecutorService receiving = Executors.newSingleThreadExecutor();
    long lost = 0;
    try {
      for (int round = 0; round < ROUNDS; round++) {
        float[] row = new float[sent.length];
        Arrival arrival = intake.expect(0, round, floats(row));
        List<byte[]> datagrams = of(writer, 0, round, sent);
        Future<?> all =
            receiving.submit(
                () -> {
                  start.await();
                  datagrams.forEach(datagram -> intake.accept(datagram, datagram.length));
                  return null;
                });
        start.await();
        // At another moment in every round
        while (arrival.missing() > round % DATAGRAMS * FORMAT.coordinates()) {
          Thread.onSpinWait();
        }
        int missing = 0;
        if (round % 3 == 0) {
          arrival.cancel();
        } else {
          missing = arrival.finish(Fill.ZERO, null);
          lost += missing / FORMAT.coordinates();
        }
        float[] atTheEnd = row.clone();
        all.get();
        assertArrayEquals(atTheEnd, row, "round " + round);
        int gaps = 0;
        for (int i = 0; i < row.length; i++) {
          gaps += row[i] == 0 ? 1 : 0;
        }
        if (round % 3 != 0) {
          assertEquals(missing, gaps, "round " + round);
        }
      }
    } finally {
      receiving.shutdown();
    }
    DatagramCounts counts = intake.counts().get(0);
    assertEquals(lost, counts.lost());
    assertEquals(ROUNDS * 2 / 3 * DATAGRAMS, counts.expected());
    assertEquals(0, counts.repeated() + counts.malformed());
  }
}
