package dev.garrison.cluster.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.garrison.cluster.wire.proto.StateSent;
import dev.garrison.cluster.wire.proto.StateVector;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryIntakeTest {
  private final MemoryIntake intake =
      new MemoryIntake(
          7,
          4,
          ImmutableMap.of(1, new MemoryIntake.Limit(10, 3), 2, new MemoryIntake.Limit(10, 3)));

  private Optional<String> vector(int worker, String name, long length) {
    return intake.vector(
        StateVector.newBuilder()
            .setWorker(worker)
            .setName(name)
            .setLength(length)
            .setChannel(4)
            .build());
  }

  @Test
  void takesWhatItAllows() {
    for (int worker = 1; worker <= 2; worker++) {
      for (int i = 0; i < 3; i++) {
        assertEquals(Optional.empty(), vector(worker, "v" + i, 0));
      }
    }
    assertEquals(Optional.empty(), intake.sent(StateSent.newBuilder().setRequest(7).build()));
    assertEquals(
        Set.of("worker1/v0", "worker1/v1", "worker1/v2", "worker2/v0", "worker2/v1", "worker2/v2"),
        intake.result().join().orElseThrow().keySet());
  }

  @Test
  void vectorsOfNoLengthAreCountedToo() {
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), vector(1, "v" + i, 0));
    }
    assertEquals(Optional.of("a memory in too many vectors"), vector(1, "v3", 0));
    assertTrue(intake.result().join().isEmpty());
  }

  @Test
  void moreValuesThanAllowedAreNotWaitedFor() {
    assertEquals(Optional.of("a memory of 11 values"), vector(1, "momentum", 11));
    assertTrue(intake.result().join().isEmpty());
  }

  @Test
  void theMemoryOfAWorkerThatIsElsewhereEndsIt() {
    assertEquals(Optional.of("a memory of worker 3"), vector(3, "momentum", 1));
    assertTrue(intake.result().join().isEmpty());
  }

  @Test
  void waitsUntilAllIsSent() {
    assertEquals(Optional.empty(), vector(1, "momentum", 0));
    assertFalse(intake.result().isDone());
  }
}
