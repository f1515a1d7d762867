package io.github.portregistry.probe;

import org.jspecify.annotations.Nullable;

/** The control groups of processes and of sockets. */
final class LinuxControlGroups {

  private static final @Nullable ControlGroup NONE = null;

  private final LinuxProcFiles files;

  LinuxControlGroups(LinuxProcFiles files) {
    this.files = files;
  }

  /** The control group of a process; null where none is shown. */
  @Nullable ControlGroup ofProcess(long pid) {
    return pid < 0 || files.isGone(Long.toString(pid)) ? NONE : null;
  }
}
