package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.UserException;
import dev.garrison.runner.cli.Outputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path parent;

  private Outputs outputs(Path dir, boolean isNew) {
    return new Outputs(
        Optional.of(dir),
        isNew,
        3,
        Optional.of(dir),
        Optional.of(dir.resolve("eval")),
        Optional.empty());
  }

  @Test
  void runsThatWantTheSameNewNameGetAFolderEach() {
    Path name = parent.resolve("runs/20261120-113512-digits-krum");
    try (RunFolder first = new RunFolder(outputs(name, true));
        RunFolder second = new RunFolder(outputs(name, true));
        RunFolder third = new RunFolder(outputs(name, true))) {
      first.claim();
      second.claim();
      third.claim();
      assertFalse(Files.exists(parent.resolve("runs")), "made before it is needed");

      assertEquals(outputs(name, true), first.open());
      assertEquals(
          outputs(parent.resolve("runs/" + name.getFileName() + "-2"), true), second.open());
      assertEquals(
          outputs(parent.resolve("runs/" + name.getFileName() + "-3"), true), third.open());
    }
  }

  @Test
  void theFolderOfAllRunsMayBeALink() throws IOException {
    Path disk = Files.createDirectory(parent.resolve("disk"));
    Path runs = Files.createSymbolicLink(parent.resolve("runs"), disk);
    try (RunFolder folder = new RunFolder(outputs(runs.resolve("run"), true))) {
      folder.open();
      assertTrue(Files.isDirectory(disk.resolve("run")));
    }
  }

  @Test
  void filesThatWereSentElsewhereStayThere() throws IOException {
    Path elsewhere = parent.resolve("elsewhere");
    Path name = parent.resolve("run");
    Outputs wanted =
        new Outputs(
            Optional.of(name),
            true,
            3,
            Optional.of(elsewhere),
            Optional.of(elsewhere.resolve("eval")),
            Optional.empty());
    Files.createDirectory(name);
    try (RunFolder folder = new RunFolder(wanted)) {
      Outputs opened = folder.open();
      assertEquals(Optional.of(parent.resolve("run-2")), opened.runDir());
      assertEquals(wanted.summaryDir(), opened.summaryDir());
      assertEquals(wanted.evaluationFile(), opened.evaluationFile());
    }
  }

  @Test
  void aFolderInUseIsRefusedBeforeAnythingInItIsRead() {
    Path dir = parent.resolve("run");
    try (RunFolder first = new RunFolder(outputs(dir, false));
        RunFolder second = new RunFolder(outputs(dir, false))) {
      first.claim();
      assertFalse(Files.exists(dir), "made before it is needed");
      first.open();

      UserException e = assertThrows(UserException.class, second::claim);
      assertEquals(
          "--checkpoint-dir "
              + dir
              + ": another run is using it; wait for its end, or name another folder",
          e.getMessage());
    }
  }

  @Test
  void aFolderThatSomebodyTookMeanwhileIsRefused() {
    Path dir = parent.resolve("run");
    try (RunFolder first = new RunFolder(outputs(dir, false));
        RunFolder second = new RunFolder(outputs(dir, false))) {
      second.claim();
      first.open();

      assertThrows(UserException.class, second::open);
    }
  }

  @Test
  void theNextRunGetsTheFolderOfOneThatIsOver() {
    Path dir = parent.resolve("run");
    try (RunFolder first = new RunFolder(outputs(dir, false))) {
      first.open();
    }
    try (RunFolder second = new RunFolder(outputs(dir, false))) {
      second.claim();
      assertEquals(outputs(dir, false), second.open());
    }
    assertTrue(Files.exists(dir.resolve(".lock")), "it stays");
  }
}
