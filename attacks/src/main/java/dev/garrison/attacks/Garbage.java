package dev.garrison.attacks;

import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import dev.garrison.core.Seed;
import java.util.Optional;

/**
 * Breaks the protocol: wrong lengths, wrong steps, duplicate answers, truncated frames, random
 * bytes, frames larger than the limit, one byte a second. See {@link Misbehaviour.Kind}.
 *
 * <p>Which one: {@code kind}, or all in turn, step after step, from one drawn from the seed. What
 * is drawn for it comes from ("garbage", step). The proposal is left as it is; in a pool without
 * frames the step sees what it would see behind them. One call at a time. Cost: O(1).
 */
@Plugin(name = "garbage", summary = "sends what is no proposal: breaks the protocol")
public final class Garbage implements LocalAttack {
  private final Optional<Misbehaviour.Kind> kind;
  private final Seed seed;
  private final int first;

  /**
   * @param kind empty for all in turn
   * @param seed of the order and of what is drawn
   */
  public Garbage(
      @Arg(name = "kind", help = "what is sent; without it, all of them in turn")
          Optional<Misbehaviour.Kind> kind,
      Seed seed) {
    this.kind = kind;
    this.seed = seed;
    this.first = seed.derive("first").random().nextInt(Misbehaviour.Kind.values().length);
  }

  @Override
  public Optional<Misbehaviour> misbehaviour(long step) {
    Misbehaviour.Kind now = kind.orElseGet(() -> inTurn(step));
    return Optional.of(new Misbehaviour(now, seed.derive("garbage", step)));
  }

  private Misbehaviour.Kind inTurn(long step) {
    Misbehaviour.Kind[] all = Misbehaviour.Kind.values();
    return all[(int) ((step + first) % all.length)];
  }
}
