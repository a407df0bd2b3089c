package dev.garrison.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void theBuildFillsInTheVersion() {
    assertTrue(Version.read().matches("\\d+\\.\\d+\\.\\d+.*"), Version.read());
  }
}
