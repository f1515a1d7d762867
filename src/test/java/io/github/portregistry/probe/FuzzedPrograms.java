package io.github.portregistry.probe;

import java.util.List;

/** Stands in for the processes of the machine, so that an input means the same everywhere. */
final class FuzzedPrograms {

  private FuzzedPrograms() {}

  static ProcessRef process(long pid, String name) {
    return new ProcessRef(pid, null, name, null, false, List.of(name), name);
  }
}
