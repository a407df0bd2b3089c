package dev.garrison.runner;

import dev.garrison.attacks.LocalAttack;
import dev.garrison.core.Plugin;

/** A user's attack that is on the parameter server's class path and not among a node's plugins. */
@Plugin(name = "only-here", summary = "nothing")
public final class OnlyHere implements LocalAttack {
  /** The attack. */
  public OnlyHere() {}
}
