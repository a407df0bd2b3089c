package dev.garrison.deploy.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.UserException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
  private static final Slot WORKER = new Slot("workers", 1);
  private static final Slot SERVER = new Slot("ps", 0);
  private static final String CLUSTER = "{\"ps\":[\"a:1\"]}";
  private static final HostAndPort ADDRESS = HostAndPort.fromParts("::1", 7000);

  @Test
  void arriveAsTheyWereSaid() {
    assertEquals(
        new NodeSettings(WORKER, SERVER, CLUSTER, ADDRESS, false, ImmutableList.of()),
        NodeSettings.parse(
            NodeSettings.words(WORKER, SERVER, CLUSTER, ADDRESS, false, List.of())
                .toArray(String[]::new)));
    assertEquals(
        new NodeSettings(
            WORKER,
            SERVER,
            CLUSTER,
            ADDRESS,
            true,
            ImmutableList.of(Path.of("plugins/0.jar"), Path.of("p"))),
        NodeSettings.parse(
            NodeSettings.words(
                    WORKER, SERVER, CLUSTER, ADDRESS, true, List.of("plugins/0.jar", "p"))
                .toArray(String[]::new)));
  }

  @Test
  void areNotForPeople() {
    UserException refused = assertThrows(UserException.class, NodeSettings::parse);
    assertEquals("--slot: missing; this program is started by bin/deploy", refused.getMessage());
  }
}
