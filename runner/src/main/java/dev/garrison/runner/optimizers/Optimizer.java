package dev.garrison.runner.optimizers;

import com.google.common.collect.ImmutableMap;
import dev.garrison.core.PluginKind;
import java.util.Optional;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/**
 * How the aggregated gradient changes the parameters: operations on the flat variable and the
 * optimizer's slots, which are flat variables of the same length. Immutable, any thread.
 *
 * <p>All memory of the server's is in the slots, so that parameters, slots and the step resume a
 * run to the bit.
 */
public interface Optimizer {
  /** Optimizers as plugins. */
  PluginKind<Optimizer> KIND = PluginKind.of("optimizer", Optimizer.class);

  /** The slots by name, with the value every element starts from. */
  ImmutableMap<String, Float> slots();

  /**
   * Numbers that the update needs besides the learning rate and that change from step to step; the
   * same names at every step.
   *
   * @param step the step that this update makes, counted from 1
   */
  default ImmutableMap<String, Float> scalars(long step) {
    return ImmutableMap.of();
  }

  /**
   * The momentum β that every worker keeps: {@code v ← β·v + (1−β)·g}, v₀ = 0, and v is what it
   * proposes. What the workers keep is in no slot, but in a checkpoint all the same.
   *
   * @return in [0, 1); 0 for none
   */
  default float workerMomentum() {
    return 0;
  }

  /**
   * What the learning rate of a step is multiplied by before it is given to the update.
   *
   * @param proposals how many came at this step, forged ones included, at least 1
   */
  default float rateFactor(int proposals) {
    return 1;
  }

  /**
   * The update in a form that needs no graph, for an aggregate that holds nothing but −1, +0 and 1:
   * both give the same bits.
   *
   * @param rate as given to the update, {@link #rateFactor} applied
   * @return empty if the update is not of this form
   */
  default Optional<SignStep> signStep(float rate) {
    return Optional.empty();
  }

  /**
   * Adds the update to a graph. The gradient is only read: neither the variable nor a slot may end
   * up sharing its memory.
   *
   * @param tf where operations are added
   * @param update what it works on
   * @return runs after the parameters and every slot have changed
   */
  Op apply(Ops tf, Update update);
}
