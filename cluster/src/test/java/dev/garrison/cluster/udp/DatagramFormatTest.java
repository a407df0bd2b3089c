package dev.garrison.cluster.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DatagramFormatTest {
  private final DatagramFormat format = DatagramFormat.ofFloats(DatagramFormat.DEFAULT_SIZE);

  @Test
  void aFullDatagramFillsThePayload() {
    assertEquals(297, format.coordinates());
    assertTrue(format.fits(12 + 16 + 4 * 297 + 16));
    assertFalse(format.fits(1233));
  }

  @Test
  void theLastDatagramHoldsTheRest() {
    assertEquals(1, format.datagrams(1));
    assertEquals(1, format.datagrams(297));
    assertEquals(2, format.datagrams(298));
    assertEquals(297, format.coordinates(0, 298));
    assertEquals(1, format.coordinates(297, 298));
    assertEquals(7_230_585, format.datagrams(Integer.MAX_VALUE));
  }

  @Test
  void theSmallestHoldsOneCoordinate() {
    DatagramFormat smallest = DatagramFormat.ofFloats(48);
    assertEquals(1, smallest.coordinates());
    assertTrue(smallest.fits(48));
    assertFalse(smallest.fits(47));
  }

  @Test
  void sizesThatUdpCannotCarryAreRefused() {
    assertEquals(
        "size: expected from 48 to 65507, got 47",
        assertThrows(IllegalArgumentException.class, () -> DatagramFormat.ofFloats(47))
            .getMessage());
    assertEquals(
        "size: expected from 48 to 65507, got 65508",
        assertThrows(IllegalArgumentException.class, () -> DatagramFormat.ofFloats(65_508))
            .getMessage());
  }

  @Test
  void optionsOutsideTheirRangesAreRefused() {
    assertEquals(
        "workers: expected at least 1, got 0",
        assertThrows(IllegalArgumentException.class, () -> new UdpOptions(0, 0, Fill.NAN))
            .getMessage());
    assertEquals(
        "rate: expected at least 0, got -1",
        assertThrows(IllegalArgumentException.class, () -> new UdpOptions(1, -1, Fill.NAN))
            .getMessage());
  }
}
