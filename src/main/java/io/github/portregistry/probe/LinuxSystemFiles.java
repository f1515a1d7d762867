package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether files belong to the system, so that no ordinary user can have put them there. */
final class LinuxSystemFiles {

  /**
   * The first uid of people. {@code UID_MIN} of /etc/login.defs is this wherever it was seen, and
   * says nothing of files from a container's image.
   */
  private static final long FIRST_USER = 1000;

  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;

  private static final int LIMIT = 64 * 1024;

  private final LinuxProcFiles files;

  /** Whether the uids that this process sees are too few for those of a system; 0 if not asked. */
  private int fewUsers;

  LinuxSystemFiles(LinuxProcFiles files) {
    this.files = files;
  }

  /** Whether a file and the folder that it is in belong to the system. */
  boolean own(LinuxProcFiles.Stat file, @Nullable Path folder) {
    try {
      return folder != null && own(file) && own(files.stat(folder));
    } catch (IOException e) {
      return false;
    }
  }

  private boolean own(LinuxProcFiles.Stat file) {
    if (file.uid() >= FIRST_USER || (file.mode() & OTHERS_WRITE) != 0) {
      return false;
    }
    // Other groups may have people in them, such as Debian's "users", which is 100.
    boolean groupIsOwners = file.gid() == 0 || file.gid() == file.uid();
    return (groupIsOwners || (file.mode() & GROUP_WRITES) == 0) && !areUsersFew();
  }

  /**
   * Whether this process is in a user namespace with fewer users than a system has. Its root is
   * then most likely an ordinary user outside, and all others are the one that stands for them.
   */
  private boolean areUsersFew() {
    if (fewUsers == 0) {
      fewUsers = mapped() < FIRST_USER ? 1 : -1;
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
      // A kernel without user namespaces, or the /proc of another pid namespace.
      return Long.MAX_VALUE;
    }
  }
}
