package dev.garrison.core;

import com.google.common.collect.ImmutableList;

/**
 * A plugin, as shown to people.
 *
 * @param name registered name
 * @param aliases other names
 * @param summary one line
 * @param paper source, or empty
 * @param type the class
 * @param arguments in the order of the constructor
 * @param provided types of what the host provides, in the order of the constructor
 */
public record PluginDescription(
    String name,
    ImmutableList<String> aliases,
    String summary,
    String paper,
    Class<?> type,
    ImmutableList<ArgDescription> arguments,
    ImmutableList<Class<?>> provided) {

  static PluginDescription of(Class<?> type) {
    Plugin plugin = type.getAnnotation(Plugin.class);
    PluginConstructor constructor = PluginConstructor.of(type);
    return new PluginDescription(
        plugin.name(),
        ImmutableList.copyOf(plugin.aliases()),
        plugin.summary(),
        plugin.paper(),
        type,
        constructor.arguments(),
        constructor.provided());
  }
}
