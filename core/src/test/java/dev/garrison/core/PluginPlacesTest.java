package dev.garrison.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.samples.Farewell;
import dev.garrison.core.samples.Greeting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins from the user's class folders and jars. */
class PluginPlacesTest {
  @TempDir Path temp;

  @Test
  void aClassFolderAddsItsPlugins() throws IOException {
    Path folder = compile("Hey", Compiler.greeting("Hey", "hey"));
    try (PluginRegistry registry = load(folder)) {
      assertEquals(
          List.of("bare", "everything", "hello", "hey"),
          registry.list(Greeting.KIND).stream().map(PluginDescription::name).toList());
      assertEquals("Hey", text(registry, "hey"));
      assertEquals("Hey", text(registry, "org.example.Hey"));
      assertEquals("hello world", text(registry, "hello"));
    }
  }

  @Test
  void aJarAddsItsPlugins() throws IOException {
    Path folder = compile("Hey", Compiler.greeting("Hey", "hey"));
    try (PluginRegistry registry = load(Compiler.jar(folder, temp.resolve("hey.jar")))) {
      assertEquals("Hey", text(registry, "hey"));
      assertEquals("Hey", text(registry, "org.example.Hey"));
    }
  }

  @Test
  void severalPlacesSeeEachOther() throws IOException {
    Path library = temp.resolve("library");
    Compiler.compile(
        library, "Words", "package org.example; public final class Words { Words() {} }");
    Compiler.compile(
        library,
        "Base",
        "package org.example; public class Base { public String text() { return \"base\"; } }");
    Path plugins = temp.resolve("plugins");
    Files.createDirectories(plugins.resolve("org/example"));
    Files.copy(
        library.resolve("org/example/Base.class"), plugins.resolve("org/example/Base.class"));
    Compiler.compile(
        plugins,
        "Hey",
        "package org.example; import dev.garrison.core.*; import dev.garrison.core.samples.*;"
            + Compiler.plugin("hey")
            + "public final class Hey extends Base implements Greeting { public Hey() {} }");
    Files.delete(plugins.resolve("org/example/Base.class"));
    Path jar = Compiler.jar(library, temp.resolve("library.jar"));
    try (PluginRegistry registry = load(plugins, jar)) {
      assertEquals("base", text(registry, "hey"));
    }
  }

  @Test
  void aJarMayHoldClassesThatCannotBeLoaded() throws IOException {
    Path folder = compile("Hey", Compiler.greeting("Hey", "hey"));
    compile("Gone", "package org.example; public class Gone {}");
    compile("Orphan", "package org.example; public class Orphan extends Gone {}");
    Files.delete(folder.resolve("org/example/Gone.class"));
    Files.write(folder.resolve("module-info.class"), new byte[] {1, 2, 3});
    try (PluginRegistry registry = load(Compiler.jar(folder, temp.resolve("hey.jar")))) {
      assertEquals("Hey", text(registry, "hey"));
    }
  }

  @Test
  void aPluginThatCannotBeLoadedIsNamed() throws IOException {
    Path folder = compile("Gone", "package org.example; public class Gone {}");
    compile("Hey", Compiler.greeting("Hey", "hey").replace("class Hey", "class Hey extends Gone"));
    Files.delete(folder.resolve("org/example/Gone.class"));
    assertRefused(
        "plugin class org.example.Hey cannot be loaded: java.lang.NoClassDefFoundError:"
            + " org/example/Gone",
        folder);
  }

  @Test
  void aConstructorThatCannotBeReadIsNamed() throws IOException {
    Path folder = compile("Gone", "package org.example; public class Gone {}");
    compile(
        "Hey",
        Compiler.greeting("public final", "Hey", Compiler.plugin("hey"), "public Hey(Gone g) {}"));
    Files.delete(folder.resolve("org/example/Gone.class"));
    assertRefused(
        "plugin class org.example.Hey cannot be loaded: java.lang.NoClassDefFoundError:"
            + " org/example/Gone",
        folder);
  }

  @Test
  void twoPluginsOfOneNameAreRefused() throws IOException {
    Path folder = compile("Hey", Compiler.greeting("Hey", "hello"));
    assertRefused(
        "two greetings are called \"hello\": dev.garrison.core.samples.Hello and org.example.Hey",
        folder);
  }

  @Test
  void anAliasThatIsAnothersNameIsRefused() throws IOException {
    String annotation = "@Plugin(name = \"hey\", aliases = \"hi\", summary = \"a test\")";
    Path folder =
        compile("Hey", Compiler.greeting("public final", "Hey", annotation, "public Hey() {}"));
    assertRefused(
        "two greetings are called \"hi\": dev.garrison.core.samples.Hello and org.example.Hey",
        folder);
  }

  @Test
  void theSameClassInTwoPlacesIsOnePlugin() throws IOException {
    Path folder = compile("Hey", Compiler.greeting("Hey", "hey"));
    try (PluginRegistry registry = load(folder, Compiler.jar(folder, temp.resolve("hey.jar")))) {
      assertEquals("Hey", text(registry, "hey"));
    }
  }

  @Test
  void whatIsNoPluginIsRefused() throws IOException {
    assertRefused(
        "org.example.Hey: a plugin is a public final class",
        compile(
            "Hey", Compiler.greeting("public", "Hey", Compiler.plugin("hey"), "public Hey() {}")));
    assertRefused(
        "org.example.Hey: a plugin has one public constructor, this class has 0",
        compile(
            "Hey", Compiler.greeting("public final", "Hey", Compiler.plugin("hey"), "Hey() {}")));
    assertRefused(
        "org.example.Hey: a plugin has one public constructor, this class has 2",
        compile(
            "Hey",
            Compiler.greeting(
                "public final",
                "Hey",
                Compiler.plugin("hey"),
                "public Hey() {} public Hey(Seed seed) {}")));
    assertRefused(
        "org.example.Hey: unsupported argument type char",
        compile(
            "Hey",
            Compiler.greeting(
                "public final",
                "Hey",
                Compiler.plugin("hey"),
                "public Hey(@Arg(name = \"c\", help = \"h\") char c) {}")));
    assertRefused(
        "org.example.Hey: a @Plugin implements one of dev.garrison.core.samples.Greeting,"
            + " dev.garrison.core.samples.Farewell",
        compile("Hey", Compiler.greeting("Hey", "hey").replace("implements Greeting", "")));
  }

  @Test
  void whatIsNotProvidedIsSaidInTheWordsOfItsType() throws IOException {
    String constructor =
        "@Provided(\"the time of day\") public interface Clock {} public Hey(Clock clock) {}";
    Path folder =
        compile(
            "Hey", Compiler.greeting("public final", "Hey", Compiler.plugin("hey"), constructor));
    try (PluginRegistry registry = load(folder)) {
      UserException refused = assertThrows(UserException.class, () -> text(registry, "hey"));
      assertEquals(
          "hey: needs the time of day (Clock), which is not provided here; provided: nothing",
          refused.getMessage());
    }
  }

  @Test
  void aClassNameIsHeldToTheSameRules() throws IOException {
    Path folder = compile("Hey", Compiler.greeting("Hey", "hey"));
    try (PluginRegistry registry = load(folder)) {
      UserException refused =
          assertThrows(
              UserException.class, () -> registry.describe(Farewell.KIND, "org.example.Hey"));
      assertEquals(
          "org.example.Hey: not a @Plugin that implements dev.garrison.core.samples.Farewell",
          refused.getMessage());
    }
  }

  @Test
  void aPlaceThatIsNotThereIsRefused() {
    Path nowhere = temp.resolve("nowhere");
    assertRefused(
        "--plugins " + nowhere + ": no such jar or class folder, or it is not readable", nowhere);
  }

  @Test
  void aFileThatIsNoJarIsRefused() throws IOException {
    Path text = Files.writeString(temp.resolve("notes.jar"), "this is no jar");
    UserException refused = assertThrows(UserException.class, () -> load(text).close());
    assertTrue(
        refused.getMessage().startsWith("--plugins " + text + ": not a jar or class folder: "),
        refused.getMessage());
  }

  private Path compile(String type, String source) throws IOException {
    return Compiler.compile(temp.resolve("classes"), type, source);
  }

  private static PluginRegistry load(Path... places) {
    return PluginRegistry.load(List.of(Greeting.KIND, Farewell.KIND), List.of(places));
  }

  private static String text(PluginRegistry registry, String name) {
    return registry.create(Greeting.KIND, PluginSpec.of(name), Bindings.none()).text();
  }

  private static void assertRefused(String message, Path... places) {
    UserException refused = assertThrows(UserException.class, () -> load(places).close());
    assertEquals(message, refused.getMessage());
  }
}
