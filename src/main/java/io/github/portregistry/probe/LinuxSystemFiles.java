package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether files belong to root, so that nobody else can have put them there. Other system
 * accounts are not trusted: a web server's account has files that strangers sent to it.
 */
final class LinuxSystemFiles {

  /** The fewest users of a system. */
  private static final long USERS_OF_A_SYSTEM = 1000;

  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;

  private static final int LIMIT = 64 * 1024;

  private final LinuxProcFiles files;

  /** Whether this process sees too few uids for a system; 0 if not asked for yet. */
  private int fewUsers;

  LinuxSystemFiles(LinuxProcFiles files) {
    this.files = files;
  }

  /** Whether a file and its folder belong to the system. */
  boolean own(LinuxProcFiles.Stat file, @Nullable Path folder) {
    try {
      return folder != null && own(file) && own(files.stat(folder));
    } catch (IOException e) {
      return false;
    }
  }

  private boolean own(LinuxProcFiles.Stat file) {
    if (file.uid() != 0 || (file.mode() & OTHERS_WRITE) != 0) {
      return false;
    }
    // Other groups may have people as members, such as Debian's "users" (100).
    return (file.gid() == 0 || (file.mode() & GROUP_WRITES) == 0) && !areUsersFew();
  }

  /**
   * Whether this process is in a user namespace with fewer users than a system has. Its root is
   * then most likely an ordinary user outside, and one overflow user stands for all others.
   */
  private boolean areUsersFew() {
    if (fewUsers == 0) {
      fewUsers = mapped() < USERS_OF_A_SYSTEM ? 1 : -1;
    }
    return fewUsers > 0;
  }

  private long mapped() {
    long mapped = 0;
    try {
      String map = new String(files.read("self/uid_map", LIMIT), StandardCharsets.US_ASCII);
      for (String line : map.split("\n", -1)) {
        String text = line.strip();
        if (!text.isEmpty()) {
          mapped += Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
        }
      }
      return mapped;
    } catch (IOException | NumberFormatException e) {
      // The kernel has no user namespaces, or this is the /proc of another pid namespace.
      return Long.MAX_VALUE;
    }
  }
}
