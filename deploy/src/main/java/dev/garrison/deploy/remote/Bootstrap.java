package dev.garrison.deploy.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.garrison.core.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * What a host's shell is given to read: it finds a JVM and the distribution, asks for the latter if
 * it has not got it, and becomes the node. Nothing in it is secret. Immutable.
 *
 * @param platform {@code uname -sm} of hosts that the distribution is for
 * @param distribution its id
 * @param base folder of all distributions on the host; empty for the default
 * @param java a JVM's program or folder on the host; empty to look for one
 * @param environment variables that nodes get, by name; no name begins with {@link #OWN}
 */
public record Bootstrap(
    String platform,
    String distribution,
    String base,
    String java,
    ImmutableMap<String, String> environment) {
  /** How the names of the script's own variables begin; none of the environment does. */
  public static final String OWN = "garrison_";

  private static final String SCRIPT = read();
  private static final String LOWEST_PRIORITY = "nice -n 19";

  /** The system and processor of this machine, as {@code uname -sm} says. */
  public static String thisPlatform() throws InterruptedException {
    try {
      Process uname = new ProcessBuilder("uname", "-sm").start();
      String platform = new String(uname.getInputStream().readAllBytes(), UTF_8).strip();
      uname.waitFor();
      return platform;
    } catch (IOException e) {
      throw new UserException("uname: cannot be run here: " + e.getMessage(), e);
    }
  }

  /** The script that starts one program. {@code %h} in the folder stands for the host. */
  String script(Node node) {
    StringBuilder script = new StringBuilder();
    // First: the shell finds programs with it, and what the script says itself is not changed by it
    environment.forEach((name, value) -> assign(script, "export " + name, value));
    assign(script, OWN + "platform", platform);
    assign(script, OWN + "id", distribution);
    assign(script, OWN + "base", base.replace("%h", node.address().getHost()));
    assign(script, OWN + "java", java);
    assign(script, OWN + "nice", node.lowestPriority() ? LOWEST_PRIORITY : "");
    assign(script, OWN + "main", node.mainClass());
    script.append(SCRIPT);
    ImmutableList<String> arguments = node.arguments();
    script
        .append("garrison ")
        .append(arguments.stream().map(Words::quote).collect(Collectors.joining(" ")))
        .append('\n');
    return script.toString();
  }

  private static void assign(StringBuilder script, String name, String value) {
    script.append(name).append('=').append(Words.quote(value)).append('\n');
  }

  private static String read() {
    try {
      return Resources.toString(Resources.getResource(Bootstrap.class, "bootstrap.sh"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
