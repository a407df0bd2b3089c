package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.core.Stateful;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every local attack keeps to. */
abstract class LocalAttackContract {
  private static final long DATA_SEED = 20261121;
  private static final int D = 500;

  /** The attack as a user names it. */
  abstract String spec();

  /** Whether chance plays a part. */
  boolean random() {
    return false;
  }

  /** What a worker computes on and sends at one step, comparable to the bit. */
  record Outcome(
      List<Float> inputs,
      List<Float> targets,
      boolean sent,
      List<Float> proposal,
      Duration delay,
      Optional<Misbehaviour> misbehaviour) {}

  final LocalAttack attack() {
    return attack(new Seed(7), AttackPlugins.CLASSES);
  }

  final LocalAttack attack(Seed seed, DataShape shape) {
    return (LocalAttack) AttackPlugins.create(spec(), seed, shape);
  }

  @Test
  void sameSeedGivesTheSameBits() {
    LocalAttack first = attack();
    LocalAttack second = attack();
    for (int step = 0; step < 5; step++) {
      assertEquals(run(first, step, step), run(second, step, step), "step " + step);
    }
  }

  @Test
  void onlyRandomAttacksDependOnSeedAndStep() {
    Outcome outcome = run(attack(), 3, 0);
    Outcome later = run(attack(), 4, 0);
    Outcome otherSeed = run(attack(new Seed(8), AttackPlugins.CLASSES), 3, 0);
    assertEquals(random(), !outcome.equals(later), "differs at another step");
    assertEquals(random(), !outcome.equals(otherSeed), "differs for another seed");
  }

  @Test
  void misbehaves() {
    LocalAttack attack = attack();
    Outcome honest = run(new LocalAttack() {}, 0, 0);
    Outcome first = run(attack, 0, 0);
    Outcome honestNext = run(new LocalAttack() {}, 1, 1);
    Outcome next = run(attack, 1, 1);
    assertNotEquals(List.of(honest, honestNext), List.of(first, next));
  }

  @Test
  void workersShareNothing() {
    LocalAttack alone = attack();
    LocalAttack first = attack();
    LocalAttack second = attack(new Seed(8), AttackPlugins.CLASSES);
    for (int step = 0; step < 4; step++) {
      Outcome outcome = run(first, step, step);
      run(second, step, 100 + step);
      assertEquals(run(alone, step, step), outcome, "step " + step);
    }
  }

  @Test
  void leavesLabelsThatAreClassNumbers() {
    int classes = AttackPlugins.CLASSES.classes();
    for (float label : run(attack(), 0, 0).targets()) {
      assertTrue(label >= 0 && label < classes && label == Math.rint(label), "label " + label);
    }
  }

  @Test
  void resumedGoesOnWithTheSameBits() {
    for (int killedAfter = 0; killedAfter < 5; killedAfter++) {
      LocalAttack straight = attack();
      LocalAttack killed = attack();
      for (int step = 0; step < killedAfter; step++) {
        run(straight, step, step);
        run(killed, step, step);
      }
      LocalAttack resumed = attack();
      if (killed instanceof Stateful stateful) {
        ((Stateful) resumed).restore(copy(stateful.state()));
      }
      for (int step = killedAfter; step < 10; step++) {
        assertEquals(
            run(straight, step, step),
            run(resumed, step, step),
            "killed after step " + killedAfter + ", at step " + step);
      }
    }
  }

  @Test
  void neverWritesToAStateHandedOver() {
    LocalAttack attack = attack();
    LocalAttack undisturbed = attack();
    for (int step = 0; step < 12; step++) {
      Map<String, float[]> state =
          attack instanceof Stateful stateful ? stateful.state() : Map.of();
      Map<String, float[]> before = copy(state);
      for (int further = 0; further < 3; further++) {
        int number = 3 * step + further;
        assertEquals(
            run(undisturbed, number, number), run(attack, number, number), "step " + number);
      }
      assertEquals(before.keySet(), state.keySet());
      before.forEach((name, array) -> assertArrayEquals(array, state.get(name), name));
    }
  }

  /** One step of a worker whose batch and gradient are those of the given number. */
  static Outcome run(LocalAttack attack, long step, int data) {
    SplittableRandom random = new SplittableRandom(DATA_SEED + data);
    Batch batch = new Batch(AttackPlugins.CLASSES, 12);
    fill(batch.inputs(), random);
    for (int i = 0; i < batch.size(); i++) {
      batch.targets()[i] = random.nextInt(AttackPlugins.CLASSES.classes());
    }
    float[] proposal = new float[D];
    fill(proposal, random);
    attack.poison(step, batch);
    boolean sent = attack.tamper(step, proposal);
    return new Outcome(
        list(batch.inputs()),
        list(batch.targets()),
        sent,
        list(proposal),
        attack.delay(step),
        attack.misbehaviour(step));
  }

  private static void fill(float[] values, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
  }

  private static List<Float> list(float[] values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return list;
  }

  private static Map<String, float[]> copy(Map<String, float[]> state) {
    Map<String, float[]> copy = new HashMap<>();
    state.forEach((name, array) -> copy.put(name, array.clone()));
    return copy;
  }
}
