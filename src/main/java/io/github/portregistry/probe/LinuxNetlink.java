package io.github.portregistry.probe;

import org.jspecify.annotations.Nullable;

/**
 * Asks Linux for sockets by its sock_diag interface. This is the part for Java before 22, which
 * cannot; the library's jar may have another part for later versions.
 */
final class LinuxNetlink {

  private LinuxNetlink() {}

  /** Returns the sockets; null where the kernel cannot be asked, so that /proc has to be read. */
  static @Nullable LinuxSockets read(PortSet ports, OtherUses depth) {
    return null;
  }
}
