/**
 * Proposals as datagrams: authenticated, encrypted, each worth something by itself. What is lost on
 * the way is missing from the row, and nothing is sent twice.
 *
 * <p>{@link dev.garrison.cluster.udp.DatagramSender} is the node's side, {@link
 * dev.garrison.cluster.udp.DatagramReceiver} the parameter server's; {@link
 * dev.garrison.cluster.udp.DatagramFormat} says what a datagram looks like. Keys, and who may send
 * for which workers, come over the control stream. Whatever a datagram contains, it changes at most
 * coordinates of its own sender's workers that were not there yet, in the step being waited for;
 * everything else is counted and dropped.
 */
package dev.garrison.cluster.udp;
