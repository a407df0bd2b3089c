package dev.garrison.cluster.codec;

import dev.garrison.core.Bindings;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;

/**
 * A codec and the name it was built from.
 *
 * @param spec as the user wrote it
 * @param codec built from that
 */
public record ChosenCodec(PluginSpec spec, Codec codec) {
  /** What a run has unless its user chose. */
  public static final ChosenCodec FLOAT32 =
      new ChosenCodec(PluginSpec.of("float32"), new Float32());

  /**
   * Builds a codec.
   *
   * @throws dev.garrison.core.UserException if there is none of that name, or an argument is wrong
   */
  public static ChosenCodec of(PluginRegistry registry, PluginSpec spec) {
    return new ChosenCodec(spec, registry.create(Codec.KIND, spec, Bindings.none()));
  }
}
