package dev.garrison.runner;

import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Requirement;
import dev.garrison.core.ArgDescription;
import dev.garrison.core.NearestName;
import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginKind;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.Provided;
import dev.garrison.core.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The texts of {@code --list} and {@code --describe}. */
final class PluginPages {
  private final PluginRegistry registry;

  PluginPages(PluginRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param wanted singular or plural name of a kind; empty for all
   * @throws UserException naming the kinds
   */
  String list(Optional<String> wanted) {
    StringBuilder page = new StringBuilder();
    for (PluginKind<?> kind : kinds(wanted)) {
      page.append(page.isEmpty() ? "" : "\n").append(kind.plural()).append(":\n");
      for (PluginDescription plugin : registry.list(kind)) {
        page.append("  %-22s %s%n".formatted(plugin.name(), plugin.summary()));
      }
    }
    return page.toString();
  }

  /**
   * Everything about the plugins of that name, of whatever kind.
   *
   * @throws UserException with the nearest name there is
   */
  String describe(String name) {
    StringBuilder page = new StringBuilder();
    for (PluginKind<?> kind : registry.kinds()) {
      if (registry.knows(kind, name)) {
        page.append(page.isEmpty() ? "" : "\n").append(page(kind, registry.describe(kind, name)));
      }
    }
    if (page.isEmpty()) {
      throw new UserException(unknown(name));
    }
    return page.toString();
  }

  private static String page(PluginKind<?> kind, PluginDescription plugin) {
    StringBuilder page = new StringBuilder();
    page.append("%s (%s)%n  %s%n".formatted(plugin.name(), kind.name(), plugin.summary()));
    if (!plugin.aliases().isEmpty()) {
      page.append("  also called: %s%n".formatted(String.join(", ", plugin.aliases())));
    }
    if (kind.equals(Aggregator.KIND)) {
      page.append("  requires: %s%n".formatted(Requirement.of(plugin.type())));
    }
    for (Class<?> type : plugin.provided()) {
      Provided words = type.getAnnotation(Provided.class);
      if (words != null) {
        String option = words.option().isEmpty() ? "" : " (" + words.option() + ")";
        page.append("  needs: %s%s%n".formatted(words.value(), option));
      }
    }
    if (!plugin.paper().isEmpty()) {
      page.append("  paper: %s%n".formatted(plugin.paper()));
    }
    page.append(plugin.arguments().isEmpty() ? "  no arguments\n" : "  arguments:\n");
    for (ArgDescription argument : plugin.arguments()) {
      page.append("    %s%n        %s%n".formatted(argument, argument.help()));
    }
    return page.toString();
  }

  private List<PluginKind<?>> kinds(Optional<String> wanted) {
    if (wanted.isEmpty()) {
      return registry.kinds();
    }
    List<PluginKind<?>> kinds =
        registry.kinds().stream()
            .filter(kind -> kind.plural().equals(wanted.get()) || kind.name().equals(wanted.get()))
            .<PluginKind<?>>map(kind -> kind)
            .toList();
    if (kinds.isEmpty()) {
      throw new UserException(
          "--list: unknown kind \"%s\"; kinds: %s"
              .formatted(
                  wanted.get(),
                  String.join(", ", registry.kinds().stream().map(PluginKind::plural).toList())));
    }
    return kinds;
  }

  private String unknown(String name) {
    List<String> known = new ArrayList<>();
    for (PluginKind<?> kind : registry.kinds()) {
      registry.list(kind).forEach(plugin -> known.add(plugin.name()));
    }
    String nearest =
        NearestName.of(name, known).map(match -> "did you mean \"" + match + "\"? ").orElse("");
    return "--describe: unknown plugin \"" + name + "\"; " + nearest + "see --list";
  }
}
