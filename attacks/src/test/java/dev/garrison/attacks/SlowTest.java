package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowTest extends LocalAttackContract {
  @Override
  String spec() {
    return "slow";
  }

  @Test
  void answersASecondLateUnlessToldOtherwise() {
    assertEquals(Duration.ofSeconds(1), attack().delay(3));
    LocalAttack quarter = (LocalAttack) AttackPlugins.create("slow,delay:0.25");
    assertEquals(Duration.ofMillis(250), quarter.delay(0));
  }

  @Test
  void sendsTheHonestProposal() {
    float[] proposal = {1, 2};
    assertTrue(attack().tamper(0, proposal));
    assertArrayEquals(new float[] {1, 2}, proposal);
  }

  @Test
  void refusesToAnswerBeforeItIsAsked() {
    AttackPlugins.assertRefused(
        "slow,delay:-1", "slow: argument delay (double in [0, 86400], default 1): got \"-1\"");
  }
}
