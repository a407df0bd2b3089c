package dev.garrison.cluster.udp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under one key. The clear part of a datagram is nonce and additional data. One thread
 * at a time.
 */
final class DatagramCipher {
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;
  private final Cipher cipher;

  /**
   * @param key 32 bytes; copied
   */
  DatagramCipher(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "key: expected %d bytes, got %d".formatted(KEY_BYTES, key.length));
    }
    this.key = new SecretKeySpec(key, "AES");
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES-GCM", e);
    }
  }

  /**
   * Makes a datagram.
   *
   * @param plain what to encrypt
   * @param length bytes of it
   * @param datagram the clear part is there already, the rest is written behind it
   * @return bytes of the datagram
   */
  int seal(byte[] plain, int length, byte[] datagram) {
    try {
      begin(Cipher.ENCRYPT_MODE, datagram);
      return DatagramFormat.CLEAR
          + cipher.doFinal(plain, 0, length, datagram, DatagramFormat.CLEAR);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt a datagram", e);
    }
  }

  /**
   * Checks and decrypts a datagram.
   *
   * @param length bytes of the datagram, at least those of clear part and tag
   * @param plain receives {@code length - 28} bytes; arbitrary bytes if the datagram is not
   *     authentic
   * @return whether it was made with this key
   */
  boolean open(byte[] datagram, int length, byte[] plain) {
    try {
      begin(Cipher.DECRYPT_MODE, datagram);
      cipher.doFinal(datagram, DatagramFormat.CLEAR, length - DatagramFormat.CLEAR, plain, 0);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot decrypt a datagram", e);
    }
  }

  private void begin(int mode, byte[] datagram) throws GeneralSecurityException {
    cipher.init(
        mode,
        key,
        new GCMParameterSpec(DatagramFormat.TAG * Byte.SIZE, datagram, 0, DatagramFormat.CLEAR));
    cipher.updateAAD(datagram, 0, DatagramFormat.CLEAR);
  }
}
