package io.github.portregistry.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists the processes in {@code /proc}. */
final class LinuxProcesses {

  /** The most digits of a number that fits into a long. */
  private static final int MOST_DIGITS = 18;

  private LinuxProcesses() {}

  /**
   * Returns the process ids in the order of the listing.
   *
   * @throws IOException if they cannot be listed
   */
  static List<String> list(LinuxProcFiles files) throws IOException {
    List<String> pids = new ArrayList<>();
    for (String name : files.list("")) {
      if (isNumber(name)) {
        pids.add(name);
      }
    }
    return pids;
  }

  /** Whether a name under {@code /proc} belongs to a process. */
  static boolean isNumber(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= MOST_DIGITS;
  }
}
