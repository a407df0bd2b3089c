package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on images that are read while training. */
class ImagenetRunTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    for (String part : new String[] {"train", "val"}) {
      for (int k = 0; k < 2; k++) {
        Path to = Files.createDirectories(folder.resolve("images/" + part + "/class" + k));
        for (int i = 0; i < 4; i++) {
          BufferedImage image = new BufferedImage(50 + i, 40, BufferedImage.TYPE_INT_RGB);
          for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
              image.setRGB(x, y, (k == 0 ? 0xff0000 : 0x00ff00) | x * y % 200);
            }
          }
          ImageIO.write(image, "jpeg", to.resolve("i" + i + ".JPEG").toFile());
        }
      }
    }
  }

  private Runs.Outcome run(String dir, int steps) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--experiment",
                "imagenet,model:resnet18,image-size:32,batch-size:2,data-dir:"
                    + folder.resolve("images")));
    words.addAll(
        List.of(
            ("--aggregator median --nb-workers 3 --learning-rate-args initial-rate:0.01"
                    + " --summary-dir - --no-progress --max-step "
                    + steps)
                .split(" ")));
    words.addAll(List.of("--checkpoint-dir", folder.resolve(dir).toString()));
    return Runs.run(words.toArray(String[]::new));
  }

  private byte[] parameters(String dir, int step) throws IOException {
    return Files.readAllBytes(
        folder.resolve(dir).resolve("model.ckpt-" + step + ".data-00000-of-00001"));
  }

  @Test
  void aResumedRunEndsWithTheSameBits() throws IOException {
    Runs.Outcome whole = run("whole", 3);
    assertEquals(0, whole.status(), whole.err());
    assertTrue(whole.out().contains("result: step=3 top1-X-acc="), whole.out());
    assertEquals(0, run("parts", 2).status());
    assertEquals(0, run("parts", 1).status());

    assertArrayEquals(parameters("whole", 3), parameters("parts", 3));
  }

  @Test
  void anImageThatCannotBeDecodedEndsTheRunWithOneLine() throws IOException {
    Path bad = folder.resolve("images/train/class1/i2.JPEG");
    byte[] bytes = Files.readAllBytes(bad);
    Files.write(bad, Arrays.copyOf(bytes, bytes.length / 2));
    Runs.Outcome outcome = run("bad", 4);

    assertEquals(2, outcome.status());
    assertEquals(
        List.of(
            "error: imagenet: "
                + bad
                + ": cannot be decoded: jpeg::Uncompress failed. Invalid JPEG data or crop"
                + " window."),
        outcome.err().lines().filter(line -> line.startsWith("error")).toList(),
        outcome.err());
  }
}
