package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The user who reads {@code /proc}, and what the system hides from that user. */
final class LinuxReader {

  private static final int LIMIT = 16 << 20;
  private static final String HIDEPID = "hidepid=";
  private static final String GROUP = "gid=";

  private final LinuxProcFiles files;
  private final LinuxStatus status;

  /** The options of the mount of {@code /proc}; "" if they cannot be read. */
  private String options = "";

  /** The processes over which something is mounted, so that their folders show something else. */
  private final Set<String> covered = new TreeSet<>();

  LinuxReader(LinuxProcFiles files) {
    this.files = files;
    this.status = status(files);
    readMounts();
  }

  private static LinuxStatus status(LinuxProcFiles files) {
    try {
      return LinuxStatus.read(files, "self");
    } catch (IOException e) {
      return new LinuxStatus(List.of(), List.of(), List.of(), 0, true);
    }
  }

  private void readMounts() {
    try {
      String place = files.path("").toRealPath().toString().replace(" ", "\\040");
      String mounts = new String(files.read("self/mountinfo", LIMIT), StandardCharsets.UTF_8);
      for (String line : mounts.split("\n", -1)) {
        String[] fields = line.split(" ", -1);
        String point = fields.length > 4 ? fields[4] : "";
        if (point.equals(place)) {
          // The last mount covers the ones before it.
          options = line.contains(" - proc ") ? fields[fields.length - 1] : "";
          covered.clear();
        } else if (point.startsWith(place + "/")) {
          String below = point.substring(place.length() + 1);
          int slash = below.indexOf('/');
          String process = slash < 0 ? below : below.substring(0, slash);
          if (LinuxProcesses.isNumber(process)) {
            covered.add(process);
          }
        }
      }
    } catch (IOException e) {
      options = "";
    }
  }

  /** Returns the user who reads; -1 if not shown. */
  long uid() {
    return status.uid();
  }

  /** Whether the reader may inspect the processes of others in its namespace. */
  boolean hasPtrace() {
    return status.hasPtrace();
  }

  /** Returns a process over which something is mounted; "" if there is none among these. */
  String covered(Collection<String> pids) {
    for (String pid : covered) {
      if (pids.contains(pid)) {
        return pid;
      }
    }
    return "";
  }

  /**
   * Whether the mount hides processes from this reader.
   *
   * @param everyUser whether the reader's user namespace has all users of the machine
   */
  boolean hidesProcesses(boolean everyUser) {
    String hidden = option(HIDEPID);
    if (hidden.isEmpty() || hidden.equals("0") || hidden.equals("off")) {
      return false;
    }
    if (status.hasPtrace() && everyUser) {
      return false;
    }
    return hidden.equals("4") || hidden.equals("ptraceable") || !status.isIn(group());
  }

  /** The group that sees everything. */
  private long group() {
    try {
      String group = option(GROUP);
      return group.isEmpty() ? 0 : Long.parseLong(group);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private String option(String name) {
    for (String option : options.split(",", -1)) {
      if (option.startsWith(name)) {
        return option.substring(name.length());
      }
    }
    return "";
  }
}
