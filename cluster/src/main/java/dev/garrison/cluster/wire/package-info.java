/**
 * What travels between the parameter server and a node: frames on one bidirectional gRPC stream,
 * each a control message or a piece of a vector.
 *
 * <p>A control frame is the byte 0 and a protobuf message. A frame of floats is a header of {@value
 * dev.garrison.cluster.wire.PieceHeader#SIZE} bytes, lowest byte first, and the values:
 *
 * <pre>
 *  0  1   kind, 1
 *  1  3   zero
 *  4  4   channel: 0 parameters, 1 + w worker w's proposal, n + 1 a worker's memory
 *  8  8   step
 * 16  8   position of the first value in its vector
 * 24  4   number of values, 1 … 65536
 * 28      values, four bytes each
 * </pre>
 *
 * Values keep their bits. Everything read is checked; nothing read throws.
 */
package dev.garrison.cluster.wire;
