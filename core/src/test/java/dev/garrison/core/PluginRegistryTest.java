package dev.garrison.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.samples.Bare;
import dev.garrison.core.samples.Everything;
import dev.garrison.core.samples.Farewell;
import dev.garrison.core.samples.Greeting;
import dev.garrison.core.samples.Hello;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginRegistryTest {
  private final PluginRegistry registry =
      PluginRegistry.load(List.of(Greeting.KIND, Farewell.KIND), List.of());

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void listsTheBundledPluginsByName() {
    assertEquals(List.of(Greeting.KIND, Farewell.KIND), registry.kinds());
    assertEquals(
        List.of("bare", "everything", "hello"),
        registry.list(Greeting.KIND).stream().map(PluginDescription::name).toList());
    assertEquals(List.of(), registry.list(Farewell.KIND));
  }

  @Test
  void describesAPlugin() {
    assertEquals(
        new PluginDescription(
            "hello",
            ImmutableList.of("hi", "good-day"),
            "says hello",
            "Nobody 2020, On Greetings",
            Hello.class,
            ImmutableList.of(
                new ArgDescription("times", "int", "[1, 5]", "1", "repetitions"),
                new ArgDescription("to", "string", "", "world", "who is greeted")),
            ImmutableList.of()),
        registry.describe(Greeting.KIND, "hello"));
    assertEquals("", registry.describe(Greeting.KIND, "bare").paper());
    assertEquals(List.of(Seed.class), registry.describe(Greeting.KIND, "everything").provided());
  }

  @Test
  void describesEveryTypeOfArgument() {
    assertEquals(
        List.of(
            "required (int, required)",
            "long (long in (-inf, 10000000000], default 9000000000)",
            "float (float, default 0.1)",
            "double (double in [1.0E-4, inf), default 1e-3)",
            "boolean (boolean, default true)",
            "mood (one of none, very-glad, default very-glad)",
            "path (path, default some/where)",
            "plugin (plugin, default hello,times:2)",
            "maybe-int (int in [1, inf), unset)",
            "maybe-double (double, unset)",
            "maybe-string (string, unset)",
            "maybe-mood (one of none, very-glad, unset)",
            "maybe-path (path, unset)",
            "maybe-plugin (plugin, unset)",
            "decibels (double in [0, 120], default 40)",
            "mono (boolean, default false)"),
        registry.describe(Greeting.KIND, "everything").arguments().stream()
            .map(ArgDescription::toString)
            .toList());
  }

  @Test
  void knowsNamesAndAliases() {
    assertTrue(registry.knows(Greeting.KIND, "hello"));
    assertTrue(registry.knows(Greeting.KIND, "good-day"));
    assertFalse(registry.knows(Greeting.KIND, "Hello"));
    assertFalse(registry.knows(Farewell.KIND, "hello"));
  }

  @Test
  void findsAPluginByNameByAliasAndByClassName() {
    for (String name : List.of("hello", "hi", "good-day", Hello.class.getName())) {
      assertSame(Hello.class, registry.describe(Greeting.KIND, name).type(), name);
      Greeting built =
          registry.create(Greeting.KIND, PluginSpec.parse(name + ",times:2"), Bindings.none());
      assertEquals("hello world world", built.text());
    }
  }

  @Test
  void buildsANewObjectEachTime() {
    Greeting first = registry.create(Greeting.KIND, PluginSpec.of("bare"), Bindings.none());
    assertSame(Bare.class, first.getClass());
    assertFalse(first == registry.create(Greeting.KIND, PluginSpec.of("bare"), Bindings.none()));
  }

  @Test
  void anUnknownNameListsTheNamesAndTheNearestOne() {
    assertUnknown(
        "helo",
        "unknown greeting \"helo\"; did you mean \"hello\"? available: bare, everything, hello");
  }

  @Test
  void theNearestNameMayBeAnAlias() {
    assertUnknown(
        "godday",
        "unknown greeting \"godday\"; did you mean \"good-day\"? available: bare, everything,"
            + " hello");
  }

  @Test
  void anUnknownNameLikeNoneHasNoNearestOne() {
    assertUnknown(
        "multi-krum", "unknown greeting \"multi-krum\"; available: bare, everything, hello");
  }

  @Test
  void aNameOfAnotherKindIsUnknown() {
    UserException refused =
        assertThrows(UserException.class, () -> registry.describe(Farewell.KIND, "hello"));
    assertEquals("unknown farewell \"hello\"; available: ", refused.getMessage());
  }

  @Test
  void aClassNameMustBeAPluginOfTheKind() {
    assertUnknown(
        "org.example.Nothing",
        "greeting class \"org.example.Nothing\" cannot be loaded; is its jar in --plugins?");
    assertUnknown(
        "java.lang.String",
        "java.lang.String: not a @Plugin that implements dev.garrison.core.samples.Greeting");
    UserException refused =
        assertThrows(
            UserException.class, () -> registry.describe(Farewell.KIND, Hello.class.getName()));
    assertEquals(
        "dev.garrison.core.samples.Hello: not a @Plugin that implements"
            + " dev.garrison.core.samples.Farewell",
        refused.getMessage());
  }

  @Test
  void theHostMustProvideWhatTheConstructorAsksFor() {
    PluginSpec spec = PluginSpec.parse("everything,required:1");
    UserException refused =
        assertThrows(
            UserException.class, () -> registry.create(Greeting.KIND, spec, Bindings.none()));
    String prefix = Everything.class.getName() + ": constructor parameter of type Seed is not ";
    assertEquals(prefix + "provided here; provided: nothing", refused.getMessage());
    Bindings others =
        Bindings.none()
            .with(PluginSpec.class, spec)
            .with(ClusterSpec.class, ClusterSpec.parse("{\"ps\": [\"a:1\"]}"));
    refused = assertThrows(UserException.class, () -> registry.create(Greeting.KIND, spec, others));
    assertEquals(prefix + "provided here; provided: ClusterSpec, PluginSpec", refused.getMessage());
  }

  private void assertUnknown(String name, String message) {
    UserException refused =
        assertThrows(UserException.class, () -> registry.describe(Greeting.KIND, name));
    assertEquals(message, refused.getMessage());
    refused =
        assertThrows(
            UserException.class,
            () -> registry.create(Greeting.KIND, PluginSpec.of(name), Bindings.none()));
    assertEquals(message, refused.getMessage());
  }
}
