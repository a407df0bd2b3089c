package dev.garrison.runner.training;

import dev.garrison.runner.cli.Cadence;
import dev.garrison.runner.state.Checkpoint;
import dev.garrison.runner.state.CheckpointStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Saves checkpoints beside training. The training loop calls. */
final class Checkpoints implements AutoCloseable {
  private final Optional<CheckpointStore> store;
  private final RunState state;
  private final String identity;
  private final Trigger trigger;
  private final Background background = new Background("checkpoint");
  private boolean savedLast;

  /**
   * @param store empty if nothing is to be saved
   * @param identity of the run, kept in the checkpoint
   * @param step updates made before
   * @param restored whether a checkpoint of that step is there
   */
  Checkpoints(
      Optional<CheckpointStore> store,
      RunState state,
      String identity,
      Cadence cadence,
      long step,
      boolean restored) {
    this.store = cadence.isEnabled() ? store : Optional.empty();
    this.state = state;
    this.identity = identity;
    this.trigger = new Trigger(cadence, step);
    this.savedLast = restored;
  }

  /** The first one of a run that does not go on from a checkpoint. */
  void start() {
    if (!savedLast) {
      submit(trigger.lastStep());
    }
  }

  void step(long step) {
    background.check();
    if (store.isPresent() && trigger.isDue(step) && background.pending() == 0) {
      submit(step);
    }
  }

  /** The last one of a run; waits until it is on disk. */
  void finish(long step) {
    if (!(savedLast && trigger.lastStep() == step)) {
      submit(step);
    }
    background.close();
  }

  private void submit(long step) {
    if (store.isEmpty()) {
      return;
    }
    RunState.Moment moment = state.take();
    background.submit(
        () -> {
          try (moment;
              Checkpoint checkpoint = moment.checkpoint(step, identity)) {
            store.get().save(checkpoint);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    trigger.done(step);
    savedLast = true;
  }

  @Override
  public void close() {
    background.close();
  }
}
