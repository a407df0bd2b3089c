package dev.garrison.cluster.udp;

/**
 * What came of a worker's datagrams. All were authentic, that is, made by the node that hosts the
 * worker.
 *
 * @param expected of rows that were finished
 * @param lost of these, did not come in time; loss is lost / expected
 * @param late came for another step than the one waited for, or when that was over; not used
 * @param repeated coordinates that were there already; not used
 * @param malformed lengths or offsets that no row has, or sent for a worker that is not the node's
 *     (which counts for all of the node's workers); not used
 */
public record DatagramCounts(long expected, long lost, long late, long repeated, long malformed) {}
