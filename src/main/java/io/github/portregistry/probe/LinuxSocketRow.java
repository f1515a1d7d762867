package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.net.InetSocketAddress;

/**
 * A socket in Linux's tables.
 *
 * @param ipv4 as in {@link Listener}
 * @param state the kernel's number of the TCP state; a bound UDP socket has {@link #CLOSE}
 * @param uid the user of the socket
 * @param inode the inode that the descriptors of its owners link to; 0 if no process owns it
 * @param group the number of the control group in which it was created; 0 if not known
 */
record LinuxSocketRow(
    Transport transport,
    InetSocketAddress local,
    Listener.Ipv4 ipv4,
    int state,
    long uid,
    long inode,
    long group) {

  static final int SYN_RECV = 3;
  static final int FIN_WAIT1 = 4;
  static final int FIN_WAIT2 = 5;
  static final int TIME_WAIT = 6;
  static final int CLOSE = 7;
  static final int LAST_ACK = 9;
  static final int LISTEN = 10;
  static final int CLOSING = 11;

  /** The state of a TCP socket that is only bound; only sock_diag shows it. */
  static final int BOUND = 13;

  /** Creates a row of the tables of {@code /proc}, which lack the control group. */
  LinuxSocketRow(
      Transport transport,
      InetSocketAddress local,
      Listener.Ipv4 ipv4,
      int state,
      long uid,
      long inode) {
    this(transport, local, ipv4, state, uid, inode, 0);
  }

  boolean listens() {
    return state == (transport == Transport.TCP ? LISTEN : CLOSE);
  }

  int port() {
    return local.getPort();
  }

  /**
   * Returns what a socket that does not listen does with its port, which depends on whether the
   * port has a listener.
   */
  OtherUse.Kind use(boolean hasListener) {
    if (transport == Transport.UDP) {
      return OtherUse.Kind.CONNECTED_UDP;
    }
    if (state == TIME_WAIT) {
      return OtherUse.Kind.TIME_WAIT;
    }
    if (state == BOUND || state == CLOSE) {
      // If asked for the first, the kernel answers with the second.
      return OtherUse.Kind.BOUND;
    }
    if (state == SYN_RECV && inode == 0) {
      return OtherUse.Kind.HALF_OPEN;
    }
    if (inode == 0) {
      return isClosing() ? OtherUse.Kind.CLOSING : OtherUse.Kind.NO_OWNER;
    }
    return hasListener ? OtherUse.Kind.ACCEPTED : OtherUse.Kind.CLIENT;
  }

  private boolean isClosing() {
    return state == FIN_WAIT1 || state == FIN_WAIT2 || state == CLOSING || state == LAST_ACK;
  }
}
