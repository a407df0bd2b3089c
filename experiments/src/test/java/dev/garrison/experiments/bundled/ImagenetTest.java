package dev.garrison.experiments.bundled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.DataShape;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.datasets.Pictures;
import dev.garrison.experiments.models.Resnet18;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagenetTest {
  @TempDir Path folder;

  @Test
  void itsOwnModelIsResnet18On224x224() throws IOException, URISyntaxException {
    Pictures.writeFolders(folder, 3, 2);
    try (Experiments experiments = new Experiments()) {
      Experiment imagenet = experiments.create("imagenet,data-dir:" + folder);
      assertInstanceOf(Resnet18.class, imagenet.model());
      assertEquals(new DataShape(ImmutableList.of(224, 224, 3), 3), imagenet.train().shape());
      assertEquals(6, imagenet.train().size());
      assertEquals(3, imagenet.test().size());
      assertEquals(32, imagenet.batchSize());
      assertEquals(32, imagenet.evalBatchSize());
    }
  }

  @Test
  void theUsersChoicesArrive() throws IOException, URISyntaxException {
    Pictures.writeFolders(folder, 2, 2);
    try (Experiments experiments = new Experiments()) {
      Experiment imagenet =
          experiments.create(
              "imagenet,image-size:40,batch-size:3,eval-batch-size:5,model:for-images,data-dir:"
                  + folder);
      assertEquals(ImmutableList.of(40, 40, 3), imagenet.test().shape().input());
      assertEquals(3, imagenet.batchSize());
      assertEquals(5, imagenet.evalBatchSize());
    }
  }

  @Test
  void imagesTooSmallForAModelAreRefused() throws IOException, URISyntaxException {
    Pictures.writeFolders(folder, 2, 1);
    try (Experiments experiments = new Experiments()) {
      UserException e =
          assertThrows(
              UserException.class,
              () -> experiments.create("imagenet,image-size:31,data-dir:" + folder));
      assertEquals(
          "imagenet: model resnet18 does not fit inputs of shape [31, 31, 3] with 2 classes; models"
              + " that do: cnn, for-images, lenet, logistic, logregnet, mlp, mnistnet,"
              + " torchnet",
          e.getMessage());
    }
  }

  @Test
  void namesAFolderThatIsNotThere() throws URISyntaxException {
    Path nowhere = folder.resolve("nowhere");
    try (Experiments experiments = new Experiments()) {
      UserException e =
          assertThrows(
              UserException.class, () -> experiments.create("imagenet,data-dir:" + nowhere));
      assertEquals("imagenet: data-dir " + nowhere + ": no such folder", e.getMessage());
    }
  }
}
