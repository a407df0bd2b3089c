package dev.garrison.runner.training;

/** Shows a person how far a run is. Called by the training loop at every step; must be quick. */
public interface ProgressView extends AutoCloseable {
  /**
   * After every step.
   *
   * @param step updates made so far
   * @param loss mean honest loss of the last step
   */
  void step(long step, double loss);

  /** The latest evaluation, {@code top1-X-acc 0.9731}; called by the evaluating thread. */
  void evaluation(String text);

  @Override
  void close();

  /** Nothing is shown. */
  static ProgressView none() {
    return new ProgressView() {
      @Override
      public void step(long step, double loss) {}

      @Override
      public void evaluation(String text) {}

      @Override
      public void close() {}
    };
  }
}
