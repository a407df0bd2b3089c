package dev.garrison.cluster.udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A bad network between a sender and a receiver: loses, repeats, delays, damages and replays. The
 * thread that calls forwards; nothing happens by itself.
 */
final class LossyRelay implements AutoCloseable {
  private final InetSocketAddress to;
  private final Random random;
  private final DatagramSocket socket;
  private final List<byte[]> old = new ArrayList<>();

  LossyRelay(InetSocketAddress to, long seed) throws IOException {
    this.to = to;
    this.random = new Random(seed);
    this.socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    socket.setReceiveBufferSize(1 << 20);
    socket.setSoTimeout(30_000);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /**
   * Forwards so many datagrams, all of one row.
   *
   * @return which of them came through, by their order
   */
  boolean[] forward(int count) throws IOException {
    List<byte[]> received = receive(count);
    boolean[] through = new boolean[count];
    List<byte[]> leaving = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] datagram = received.get(i);
      int fate = random.nextInt(10);
      through[i] = fate > 1;
      if (through[i]) {
        leaving.add(datagram);
      }
      if (fate == 1 || fate == 2) {
        byte[] damaged = datagram.clone();
        damaged[random.nextInt(4, damaged.length)] ^= (byte) random.nextInt(1, 256);
        leaving.add(damaged);
      }
      if (fate == 3) {
        leaving.add(datagram);
      }
      if (fate == 4 && !old.isEmpty()) {
        leaving.add(old.get(random.nextInt(old.size())));
      }
      if (through[i] && fate == 5) {
        old.add(datagram);
      }
    }
    Collections.shuffle(leaving, random);
    for (byte[] datagram : leaving) {
      send(datagram);
    }
    return through;
  }

  /** Takes so many datagrams and forwards one of them. */
  void forwardOnly(int count, int which) throws IOException {
    send(receive(count).get(which));
  }

  private List<byte[]> receive(int count) throws IOException {
    List<byte[]> received = new ArrayList<>();
    byte[] bytes = new byte[2000];
    for (int i = 0; i < count; i++) {
      DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
      socket.receive(packet);
      received.add(Arrays.copyOf(bytes, packet.getLength()));
    }
    return received;
  }

  private void send(byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, to));
  }

  @Override
  public void close() {
    socket.close();
  }
}
