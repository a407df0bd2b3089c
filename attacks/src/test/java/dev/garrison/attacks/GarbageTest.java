package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.garrison.attacks.Misbehaviour.Kind;
import dev.garrison.core.Seed;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GarbageTest extends LocalAttackContract {
  @Override
  String spec() {
    return "garbage";
  }

  @Override
  boolean random() {
    return true;
  }

  private static Kind at(LocalAttack attack, long step) {
    return attack.misbehaviour(step).orElseThrow().kind();
  }

  @Test
  void doesEverythingInTurn() {
    LocalAttack attack = attack();
    int kinds = Kind.values().length;
    Set<Kind> seen = EnumSet.noneOf(Kind.class);
    for (int step = 0; step < kinds; step++) {
      seen.add(at(attack, step));
      assertEquals(at(attack, step), at(attack, step + kinds), "step " + step);
    }
    assertEquals(EnumSet.allOf(Kind.class), seen);
  }

  @Test
  void workersDoNotAllBeginWithTheSame() {
    Set<Kind> first = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      first.add(at(attack(new Seed(seed), AttackPlugins.CLASSES), 0));
    }
    assertEquals(EnumSet.allOf(Kind.class), first);
  }

  @Test
  void keepsToOneKindWhenAsked() {
    LocalAttack attack = (LocalAttack) AttackPlugins.create("garbage,kind:random-bytes");
    for (int step = 0; step < 20; step++) {
      assertEquals(Kind.RANDOM_BYTES, at(attack, step));
    }
    assertNotEquals(attack.misbehaviour(0), attack.misbehaviour(1), "other bytes at every step");
  }

  @Test
  void nothingMalformedReachesTheRule() {
    for (Kind kind : Kind.values()) {
      assertFalse(kind.arrives() && kind.isMalformed(), kind.name());
    }
  }

  @Test
  void namesTheKindsThereAre() {
    AttackPlugins.assertRefused(
        "garbage,kind:loud",
        "garbage: argument kind (one of wrong-length, wrong-step, duplicate, truncated,"
            + " random-bytes, oversized, trickle, unset): got \"loud\"");
  }
}
