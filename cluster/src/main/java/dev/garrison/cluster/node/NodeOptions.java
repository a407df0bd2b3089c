package dev.garrison.cluster.node;

import com.google.common.collect.ImmutableList;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a node serves.
 *
 * @param listen where; port 0 for a free one
 * @param credentials its own; empty for plain text, which is refused unless {@code listen} is a
 *     loopback address
 * @param plugins jars and class folders the registry was loaded from, for messages
 * @param server the only one who may connect
 * @param limits what it puts up with
 */
public record NodeOptions(
    InetSocketAddress listen,
    Optional<Credentials> credentials,
    ImmutableList<Path> plugins,
    Slot server,
    Limits limits) {}
