package io.github.portregistry.probe;

import java.nio.charset.StandardCharsets;

/** The path of a control group, as {@code /proc/<pid>/cgroup} has it, and what is said of it. */
public final class ControlGroupFuzz {

  private ControlGroupFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String path = new String(data, StandardCharsets.UTF_8);
    ControlGroup group = ControlGroupPath.decode(path);
    FuzzedProbe.require(
        group != null || !path.startsWith("/system.slice/") || path.endsWith(" (deleted)"),
        "a group of the system is something");
    if (group == null) {
      return;
    }
    FuzzedProbe.require(group.path().equals(path), "a group keeps its path");
    FuzzedProbe.require(
        group.name().length() <= path.getBytes(StandardCharsets.UTF_8).length,
        "a name is no longer than the bytes of the path it is from");
    FuzzedProbe.requireOneLine(UnitText.of(group));
    FuzzedProbe.requireOneLine(group.toString());
    OwnerCase.isSetUp(group);
  }
}
