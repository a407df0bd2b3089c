package dev.garrison.runner.figures;

import dev.garrison.core.UserException;
import dev.garrison.runner.internal.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Figures on disk. */
public final class FigureFile {
  private FigureFile() {}

  /**
   * Writes a figure, its folder made if need be.
   *
   * @param file ends in {@code .png} or {@code .svg}
   * @throws UserException if this Java cannot draw
   */
  public static void write(Path file, Figure figure) {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    byte[] bytes;
    try {
      bytes = file.toString().endsWith(".svg") ? figure.svg() : figure.png();
    } catch (LinkageError | InternalError | RuntimeException e) {
      // A Java without fonts or without its graphics libraries fails in all these ways.
      throw new UserException(
          file + ": this Java cannot draw; it may lack fonts or its desktop part: " + e, e);
    }
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Path temporary = DurableFiles.temporary(file);
      Files.write(temporary, bytes);
      DurableFiles.publish(temporary, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
