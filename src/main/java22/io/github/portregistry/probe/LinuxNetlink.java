package io.github.portregistry.probe;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Asks Linux for sockets by its sock_diag interface (sock_diag(7)), if the caller's JVM allows
 * native access with {@code --enable-native-access}; nothing is asked otherwise, and nothing
 * printed.
 */
final class LinuxNetlink {

  private LinuxNetlink() {}

  /** Returns the sockets; null where the kernel cannot be asked, so that /proc has to be read. */
  static @Nullable LinuxSockets read(PortSet ports, OtherUses depth) {
    if (!LinuxNetlink.class.getModule().isNativeAccessEnabled()) {
      return null;
    }
    try (LinuxNetlinkSocket kernel = new LinuxNetlinkSocket()) {
      return new LinuxNetlinkAnswer(kernel, ports, depth);
    } catch (IOException | RuntimeException | LinkageError e) {
      // A kernel without the interface, or a sandbox that forbids it; /proc remains.
      return null;
    }
  }
}
