package dev.garrison.cluster.udp;

/**
 * Datagrams that belong to no worker.
 *
 * @param unknown of a length no datagram has, or naming no node that is admitted
 * @param forged not made with the node's key, or damaged, or of an earlier generation
 * @param replayed with a sequence number that came before, or too long ago to tell
 */
public record StrayCounts(long unknown, long forged, long replayed) {}
