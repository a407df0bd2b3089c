package dev.garrison.deploy;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.HostAndPort;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import dev.garrison.deploy.node.ListenAddress;
import dev.garrison.deploy.remote.Bootstrap;
import dev.garrison.deploy.remote.Shells;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How hosts are reached and what nodes find there.
 *
 * @param shells how they are reached
 * @param java a JVM on them; empty to look for one
 * @param installDir folder of distributions on them; empty for the default
 * @param environment variables of the nodes
 */
record Hosts(
    Shells shells, String java, String installDir, ImmutableMap<String, String> environment) {
  private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)");

  static Hosts read(Arguments arguments, Map<String, String> environment, Roster roster) {
    Shells shells;
    try {
      shells = Shells.parse(arguments.text("ssh").orElse("ssh"), environment);
    } catch (UserException e) {
      throw new UserException("--ssh: " + e.getMessage(), e);
    }
    if (shells.isLocal()) {
      for (HostAndPort node : roster.addresses().values()) {
        if (!ListenAddress.isLoopback(node)) {
          throw new UserException(
              "--ssh local: " + node + " is not this machine; give loopback addresses, or use ssh");
        }
      }
    }
    return new Hosts(
        shells, line("java", arguments), line("install-dir", arguments), variables(arguments));
  }

  private static String line(String option, Arguments arguments) {
    String text = arguments.text(option).orElse("");
    if (text.indexOf('\n') >= 0) {
      throw new UserException("--" + option + ": expected one line, got \"" + text + "\"");
    }
    return text;
  }

  private static ImmutableMap<String, String> variables(Arguments arguments) {
    ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();
    for (String text : arguments.all("env")) {
      Matcher matcher = VARIABLE.matcher(text);
      if (!matcher.matches()) {
        throw new UserException("--env: expected NAME=VALUE, got \"" + text + "\"");
      }
      if (matcher.group(1).startsWith(Bootstrap.OWN)) {
        throw new UserException(
            "--env: \""
                + matcher.group(1)
                + "\": names that begin with "
                + Bootstrap.OWN
                + " are the deployer's; take another");
      }
      variables.put(matcher.group(1), matcher.group(2));
    }
    return variables.buildKeepingLast();
  }
}
