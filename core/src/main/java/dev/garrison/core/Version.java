package dev.garrison.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of Garrison this is; the processes of a cluster must be of the same. */
public final class Version {
  private Version() {}

  /** The version, {@code 0.1.0} for instance, read from what the build left in the jar. */
  public static String read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
