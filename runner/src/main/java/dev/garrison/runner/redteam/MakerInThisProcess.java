package dev.garrison.runner.redteam;

import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.training.StopSignal;
import java.util.function.Consumer;

/** Makes runs here; what they write to standard error is handed over line by line. */
final class MakerInThisProcess implements TrialMaker {
  private final PluginRegistry registry;
  private final Plan plan;
  private final StopSignal stop;
  private final Consumer<Notice> notices;

  /**
   * @param stop ends a run at its next step
   * @param notices called by the threads of the run
   */
  MakerInThisProcess(
      PluginRegistry registry, Plan plan, StopSignal stop, Consumer<Notice> notices) {
    this.registry = registry;
    this.plan = plan;
    this.stop = stop;
    this.notices = notices;
  }

  @Override
  public Trial make(TrialKey key) {
    try {
      return ErrorLines.during(
          line -> notices.accept(new Notice(key.toString(), line)),
          () -> TrialRun.run(registry, plan.config(key), stop, key));
    } catch (UserException e) {
      throw new UserException(key + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw RunFailedException.of(key, e);
    }
  }

  /** The signal does that. */
  @Override
  public void close() {}
}
