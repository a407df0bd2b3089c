package dev.garrison.deploy.node;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.cli.Arguments;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * What a node is told on its command line; nothing secret.
 *
 * @param slot its place in the cluster
 * @param server slot of the parameter server
 * @param cluster specification of the whole cluster, JSON
 * @param address by which others know it
 * @param insecure whether there are no certificates
 * @param plugins jars and class folders of the user's
 */
public record NodeSettings(
    Slot slot,
    Slot server,
    String cluster,
    HostAndPort address,
    boolean insecure,
    ImmutableList<Path> plugins) {

  /**
   * The words for a node's command line.
   *
   * @param plugins of the user's, relative to the distribution's folder on the host
   */
  public static ImmutableList<String> words(
      Slot slot,
      Slot server,
      String cluster,
      HostAndPort address,
      boolean insecure,
      List<String> plugins) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    words.add("--slot", slot.toString());
    words.add("--server", server.toString());
    words.add("--cluster", cluster);
    words.add("--address", address.toString());
    if (insecure) {
      words.add("--insecure");
    }
    if (!plugins.isEmpty()) {
      words.add("--plugins").addAll(plugins);
    }
    return words.build();
  }

  static NodeSettings parse(String... words) {
    Arguments arguments = Arguments.parse(options(), words);
    String remedy = "this program is started by bin/deploy";
    Path home = Path.of(System.getProperty("garrison.home", ""));
    return new NodeSettings(
        Slot.parse(arguments.required("slot", remedy)),
        Slot.parse(arguments.required("server", remedy)),
        arguments.required("cluster", remedy),
        HostAndPort.fromString(arguments.required("address", remedy)),
        arguments.has("insecure"),
        arguments.all("plugins").stream()
            .map(place -> home.resolve(Arguments.path("plugins", place)))
            .collect(ImmutableList.toImmutableList()));
  }

  private static Options options() {
    Options options = new Options();
    for (String name : List.of("slot", "server", "cluster", "address")) {
      options.addOption(Option.builder().longOpt(name).hasArg().argName("VALUE").get());
    }
    options.addOption(Option.builder().longOpt("insecure").get());
    options.addOption(Option.builder().longOpt("plugins").hasArgs().argName("PATH").get());
    return options;
  }
}
