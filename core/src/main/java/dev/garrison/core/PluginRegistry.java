package dev.garrison.core;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;

/**
 * Every plugin of every kind, by name: the bundled ones and those of the user's jars and class
 * folders. Reading is safe from any thread. Closing it closes the user's jars; objects made from
 * them should be done by then.
 */
public final class PluginRegistry implements AutoCloseable {
  private final ImmutableList<PluginKind<?>> kinds;
  private final URLClassLoader loader;
  private final boolean loadsClasses;
  private final Map<PluginKind<?>, Map<String, Class<?>>> byName;
  private final Map<PluginKind<?>, Map<String, Class<?>>> byAnyName;

  private PluginRegistry(Collection<PluginKind<?>> kinds, URLClassLoader loader) {
    this.kinds = ImmutableList.copyOf(kinds);
    this.loader = loader;
    this.loadsClasses = true;
    this.byName = new HashMap<>();
    this.byAnyName = new HashMap<>();
    for (PluginKind<?> kind : kinds) {
      byName.put(kind, new TreeMap<>());
      byAnyName.put(kind, new TreeMap<>());
    }
  }

  private PluginRegistry(PluginRegistry other, boolean loadsClasses) {
    this.kinds = other.kinds;
    this.loader = other.loader;
    this.loadsClasses = loadsClasses;
    this.byName = other.byName;
    this.byAnyName = other.byAnyName;
  }

  /**
   * The same plugins, without any that were not found by scanning: a name never makes a class be
   * loaded. For names that come from another machine. Closed with this registry.
   */
  public PluginRegistry foundOnly() {
    return new PluginRegistry(this, false);
  }

  /**
   * Scans the bundled plugins and the given places.
   *
   * @param kinds the kinds there are
   * @param places jars or class folders of the user's
   * @throws UserException if a place cannot be read, a class is no plugin, or two share a name
   */
  public static PluginRegistry load(Collection<PluginKind<?>> kinds, List<Path> places) {
    List<URL> urls = places.stream().map(PluginRegistry::url).toList();
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), PluginRegistry.class.getClassLoader());
    PluginRegistry registry = new PluginRegistry(kinds, loader);
    try {
      for (PluginKind<?> kind : kinds) {
        for (Class<?> type : PluginScanner.bundled(kind.type())) {
          if (kind.type().isAssignableFrom(type)) {
            registry.add(kind, type);
          }
        }
      }
      for (Class<?> type : PluginScanner.scan(urls, loader)) {
        registry.add(registry.kindOf(type), type);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return registry;
  }

  /** The kinds, in the order given. */
  public ImmutableList<PluginKind<?>> kinds() {
    return kinds;
  }

  /** Plugins of a kind, sorted by name. */
  public ImmutableList<PluginDescription> list(PluginKind<?> kind) {
    return byName.get(kind).values().stream()
        .map(PluginDescription::of)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The plugin a name, alias or fully qualified class name stands for.
   *
   * @throws UserException naming what is available and the nearest match
   */
  public PluginDescription describe(PluginKind<?> kind, String name) {
    return PluginDescription.of(resolve(kind, name));
  }

  /** Whether a name, an alias or the class name of a plugin found is known in this kind. */
  public boolean knows(PluginKind<?> kind, String name) {
    Map<String, Class<?>> known = byAnyName.get(kind);
    return known.containsKey(name)
        || known.values().stream().anyMatch(type -> type.getName().equals(name));
  }

  /**
   * Builds a plugin.
   *
   * @param spec its name and arguments
   * @param bindings what its constructor may ask for besides arguments
   * @throws UserException for an unknown name, a bad argument, or values the plugin refuses
   */
  public <T> T create(PluginKind<T> kind, PluginSpec spec, Bindings bindings) {
    Class<?> type = resolve(kind, spec.name());
    String name = type.getAnnotation(Plugin.class).name();
    return kind.type().cast(PluginConstructor.of(type).create(name, spec.args(), bindings));
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Class<?> resolve(PluginKind<?> kind, String name) {
    Class<?> known = byAnyName.get(kind).get(name);
    if (known != null) {
      return known;
    }
    if (name.indexOf('.') >= 0) {
      Optional<Class<?>> found = foundClass(kind, name);
      if (found.isPresent() || loadsClasses) {
        return found.orElseGet(() -> resolveClass(kind, name));
      }
    }
    List<String> available = List.copyOf(byName.get(kind).keySet());
    String nearest =
        NearestName.of(name, byAnyName.get(kind).keySet())
            .map(match -> "did you mean \"" + match + "\"? ")
            .orElse("");
    throw new UserException(
        "unknown %s \"%s\"; %savailable: %s"
            .formatted(kind.name(), name, nearest, String.join(", ", available)));
  }

  private Optional<Class<?>> foundClass(PluginKind<?> kind, String name) {
    for (Class<?> type : byName.get(kind).values()) {
      if (type.getName().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private Class<?> resolveClass(PluginKind<?> kind, String name) {
    Class<?> type;
    try {
      type = Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new UserException(
          kind.name() + " class \"" + name + "\" cannot be loaded; is its jar in --plugins?", e);
    }
    if (!type.isAnnotationPresent(Plugin.class) || !kind.type().isAssignableFrom(type)) {
      throw new UserException(name + ": not a @Plugin that implements " + kind.type().getName());
    }
    return PluginScanner.checked(type);
  }

  private PluginKind<?> kindOf(Class<?> type) {
    return kinds.stream()
        .filter(kind -> kind.type().isAssignableFrom(type))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    type.getName()
                        + ": a @Plugin implements one of "
                        + String.join(
                            ", ", kinds.stream().map(kind -> kind.type().getName()).toList())));
  }

  private void add(PluginKind<?> kind, Class<?> type) {
    Plugin plugin = type.getAnnotation(Plugin.class);
    List<String> names = new ArrayList<>(List.of(plugin.aliases()));
    names.add(plugin.name());
    for (String name : names) {
      Class<?> other = byAnyName.get(kind).putIfAbsent(name, type);
      if (other != null && other != type) {
        throw new UserException(
            "two %s are called \"%s\": %s and %s"
                .formatted(kind.plural(), name, other.getName(), type.getName()));
      }
    }
    byName.get(kind).put(plugin.name(), type);
  }

  private static URL url(Path place) {
    if (!Files.isReadable(place)) {
      throw new UserException(
          "--plugins " + place + ": no such jar or class folder, or it is not readable");
    }
    try {
      if (!Files.isDirectory(place)) {
        // The scan would pass over a file that is not a jar without a word.
        new JarFile(place.toFile()).close();
      }
      return place.toUri().toURL();
    } catch (IOException e) {
      throw new UserException(
          "--plugins " + place + ": not a jar or class folder: " + e.getMessage(), e);
    }
  }
}
