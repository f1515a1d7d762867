package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One socket of Linux's tables.
 *
 * @param acceptsIpv4 as in {@link Listener}
 * @param state the kernel's number of the TCP state; a bound UDP socket has {@link #CLOSE}
 * @param uid the user of the socket
 * @param inode what the descriptors of its owners link to; 0 if no process owns it
 * @param group the number of the control group in which it was created; 0 where that is not told
 */
record LinuxSocketRow(
    Transport transport,
    InetSocketAddress local,
    @Nullable Boolean acceptsIpv4,
    int state,
    long uid,
    long inode,
    long group) {

  static final int FIN_WAIT1 = 4;
  static final int FIN_WAIT2 = 5;
  static final int TIME_WAIT = 6;
  static final int CLOSE = 7;
  static final int LAST_ACK = 9;
  static final int LISTEN = 10;
  static final int CLOSING = 11;

  /** The state in which a TCP socket is bound and nothing else; only sock_diag shows it. */
  static final int BOUND = 13;

  /** A row of the tables of {@code /proc}, which do not tell the control group. */
  LinuxSocketRow(
      Transport transport,
      InetSocketAddress local,
      @Nullable Boolean acceptsIpv4,
      int state,
      long uid,
      long inode) {
    this(transport, local, acceptsIpv4, state, uid, inode, 0);
  }

  boolean listens() {
    return state == (transport == Transport.TCP ? LISTEN : CLOSE);
  }

  int port() {
    return local.getPort();
  }

  /** What a socket that does not listen does with its port, if somebody else does or does not. */
  OtherUse.Kind use(boolean hasListener) {
    if (transport == Transport.UDP) {
      return OtherUse.Kind.CONNECTED_UDP;
    }
    if (state == TIME_WAIT) {
      return OtherUse.Kind.TIME_WAIT;
    }
    if (state == BOUND || state == CLOSE) {
      // Asked for the first, the kernel answers with the second.
      return OtherUse.Kind.BOUND;
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
