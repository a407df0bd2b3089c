package dev.garrison.cluster.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.garrison.cluster.WorkerTallies;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.proto.Evaluated;
import dev.garrison.cluster.wire.proto.Refused;
import dev.garrison.cluster.wire.proto.StateSent;
import dev.garrison.cluster.wire.proto.ToServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final long SLACK = 16 << 20;

  private final FrameMarshaller<ToServer> marshaller = new FrameMarshaller<>(ToServer.parser());
  private final List<String> log = new ArrayList<>();
  private final Inbox inbox = new Inbox(ImmutableMap.of(), 2, new WorkerTallies(2), new Log());

  private final class Log implements Inbox.Listener {
    @Override
    public void ready(String version, String host) {
      log.add("ready");
    }

    @Override
    public void refused(String reason) {
      log.add("refused: " + reason);
    }

    @Override
    public void malformed(String problem) {}

    @Override
    public void failed(int worker, String problem) {}

    @Override
    public void flooded() {
      log.add("flooded");
    }

    @Override
    public void evaluated(Evaluated evaluated) {}

    @Override
    public boolean drifted(long step) {
      return false;
    }
  }

  private void receive(byte... bytes) {
    inbox.receive(marshaller.parse(new ByteArrayInputStream(bytes)));
  }

  private static byte[] control(ToServer message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0);
    bytes.writeBytes(message.toByteArray());
    return bytes.toByteArray();
  }

  /** How many of these are read until the node is said to send too much. */
  private long untilFlooded(byte[] frame) {
    inbox.allow(0);
    long count = 0;
    while (log.isEmpty()) {
      receive(frame);
      count++;
      assertTrue(count <= SLACK, "for ever");
    }
    assertEquals(List.of("flooded"), log);
    return count;
  }

  @Test
  void anEmptyFrameIsNotFree() {
    assertTrue(untilFlooded(new byte[0]) <= SLACK / 32);
  }

  @Test
  void aMessageCostsWhatCameAndNotWhatItSays() {
    byte[] once = control(ToServer.newBuilder().setStateSent(StateSent.newBuilder()).build());
    ByteArrayOutputStream often = new ByteArrayOutputStream();
    often.write(0);
    for (int i = 0; i < 100_000; i++) {
      often.write(once, 1, once.length - 1);
    }
    assertTrue(untilFlooded(often.toByteArray()) <= SLACK / 100_000);
  }

  @Test
  void afterARefusalNothingIsRead() {
    byte[] refusal =
        control(ToServer.newBuilder().setRefused(Refused.newBuilder().setReason("no")).build());
    for (int i = 0; i < 10; i++) {
      receive(refusal);
    }
    assertEquals(List.of("refused: no"), log);
  }
}
