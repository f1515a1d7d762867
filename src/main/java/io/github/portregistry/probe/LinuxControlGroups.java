package io.github.portregistry.probe;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the control groups of processes. */
final class LinuxControlGroups {

  private static final int LIMIT = 64 * 1024;

  /** The hierarchy of version 2, alone or together with version 1 hierarchies. */
  private static final String UNIFIED = "0::";

  /** The hierarchy of version 1 in which systemd keeps its units. */
  private static final String SYSTEMD = ":name=systemd:";

  private final LinuxProcFiles files;

  LinuxControlGroups(LinuxProcFiles files) {
    this.files = files;
  }

  /** Returns the control group of a process; null if none is shown. */
  @Nullable ControlGroup ofProcess(long pid) {
    try {
      byte[] bytes = files.read(pid + "/cgroup", LIMIT);
      return of(ProcessRef.text(bytes, 0, bytes.length));
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The group according to all hierarchies. A container counts in any of them, because some engines
   * put their containers only into hierarchies of version 1.
   */
  private static @Nullable ControlGroup of(String text) {
    ControlGroup unified = null;
    ControlGroup systemd = null;
    ControlGroup container = null;
    for (String line : text.split("\n", -1)) {
      int controllers = line.indexOf(':');
      int path = line.indexOf(":/", Math.max(controllers, 0));
      ControlGroup group =
          controllers < 0 || path < 0 ? null : ControlGroupPath.decode(line.substring(path + 1));
      if (group != null) {
        if (line.startsWith(UNIFIED)) {
          unified = group;
        } else if (line.startsWith(SYSTEMD, controllers)) {
          systemd = group;
        }
        if (container == null && group.kind().isContainer()) {
          container = group;
        }
      }
    }
    if (container != null && (unified == null || !unified.kind().isContainer())) {
      return systemd != null && systemd.kind().isContainer() ? systemd : container;
    }
    return unified != null ? unified : systemd;
  }
}
