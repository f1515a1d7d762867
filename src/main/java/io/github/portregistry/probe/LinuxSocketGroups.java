package io.github.portregistry.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the control groups in which sockets were created. The kernel gives a number for each: the
 * inode of the group's folder in the mount of version 2.
 */
final class LinuxSocketGroups {

  /** The most folders that are searched, enough for any machine. */
  static final int MOST_FOLDERS = 20_000;

  /**
   * The folders that are searched first, which takes less time than the descriptors of a hundred
   * processes.
   */
  private static final int SOON = 160;

  /** The most folders that are remembered. */
  private static final int MOST_REMEMBERED = 4096;

  /** The root of all groups, which shows nothing. */
  private static final long ROOT = 1;

  private static final String CGROUP2 = " - cgroup2 ";

  /** The fields of mountinfo with the path of the mounted group and the mount point. */
  private static final int MOUNTED_FIELD = 3;

  private static final int PLACE_FIELD = 4;
  private static final int MOUNTS_LIMIT = 1 << 20;

  /** The controllers, whose many files are in each folder. */
  private static final List<String> CONTROLLERS =
      List.of(
          "cgroup.",
          "memory.",
          "cpu.",
          "cpuset.",
          "io.",
          "pids.",
          "hugetlb.",
          "rdma.",
          "misc.",
          "irq.",
          "dmem.");

  private final LinuxProcFiles files;
  private final Map<Long, Folder> found = new HashMap<>();
  private final Set<Long> missing = new HashSet<>();
  private final Map<Long, Path> remembered;
  private final Deadline deadline;
  private @Nullable Mount mount;

  /** The folders whose subfolders were not searched yet; null before the search. */
  private @Nullable ArrayDeque<Path> folders;

  private int seen;

  /** The mount point of the groups, and the path of the mounted group. */
  private record Mount(Path place, String root) {}

  /** A control group and its folder. */
  record Folder(Path place, @Nullable ControlGroup group) {}

  /**
   * Prepares the search for the groups of sockets; nothing is read until a group is asked for.
   *
   * @param remembered the folders found in earlier searches; found ones are added
   */
  LinuxSocketGroups(
      LinuxProcFiles files,
      Collection<LinuxSocketRow> sockets,
      Map<Long, Path> remembered,
      Deadline deadline) {
    this.files = files;
    this.remembered = remembered;
    this.deadline = deadline;
    for (LinuxSocketRow socket : sockets) {
      if (socket.group() != 0 && socket.group() != ROOT) {
        missing.add(socket.group());
      }
    }
  }

  /**
   * Returns the control group of a socket; null if none is shown.
   *
   * @param ownership the owners of the socket, which are usually in its group
   */
  @Nullable ControlGroup of(LinuxSocketRow socket, Ownership ownership) {
    if (missing.contains(socket.group()) && ownership instanceof Known known) {
      for (ProcessRef owner : known.owners()) {
        ControlGroup group = owner.background().controlGroup();
        Mount groups = group == null ? null : mount();
        if (group != null && groups != null && group.path().startsWith(groups.root)) {
          String below = "." + group.path().substring(groups.root.length());
          look(PathText.resolve(groups.place, below), groups);
        }
      }
    }
    Folder folder = folder(socket);
    return folder == null ? null : folder.group;
  }

  /** Returns the folder of a socket's control group; null if it is not found. */
  @Nullable Folder folder(LinuxSocketRow socket) {
    lookAtRemembered();
    if (missing.contains(socket.group())) {
      search(MOST_FOLDERS);
      missing.clear();
    }
    return found.get(socket.group());
  }

  /**
   * Returns the processes in the groups of the sockets if a group is remembered or near the root,
   * as the groups of services and containers are. Such a process usually owns the socket.
   */
  List<String> membersSoonFound() {
    lookAtRemembered();
    search(SOON);
    List<String> members = new ArrayList<>();
    for (Folder folder : found.values()) {
      for (String pid : LinuxGroupMembers.members(folder)) {
        // Processes outside this pid namespace have the number 0.
        if (LinuxProcesses.isNumber(pid) && !pid.equals("0")) {
          members.add(pid);
        }
      }
    }
    return members;
  }

  private void lookAtRemembered() {
    for (long group : List.copyOf(missing)) {
      Path place = remembered.get(group);
      Mount groups = place == null ? null : mount();
      if (place != null && groups != null && place.startsWith(groups.place)) {
        look(place, groups);
      }
    }
  }

  /**
   * Searches the groups from the top, until all missing ones are found.
   *
   * @param most the most folders to search; the next search continues where this one ended
   */
  private void search(int most) {
    Mount groups = missing.isEmpty() ? null : mount();
    if (groups == null) {
      return;
    }
    ArrayDeque<Path> left = folders;
    if (left == null) {
      left = new ArrayDeque<>(List.of(groups.place));
      folders = left;
      seen = 1;
    }
    while (!left.isEmpty() && !missing.isEmpty() && seen < most && !deadline.isOver()) {
      Path folder = left.remove();
      for (String name : files.listFolder(folder)) {
        // The deadline is checked only if something remains to be searched.
        if (seen < MOST_FOLDERS && !missing.isEmpty() && !isControl(name) && !deadline.isOver()) {
          Path child = PathText.resolve(folder, name);
          int kind = look(child, groups);
          seen += kind >= 0 ? 1 : 0;
          if (kind > 0) {
            left.add(child);
          }
        }
      }
    }
  }

  private static boolean isControl(String name) {
    for (String controller : CONTROLLERS) {
      if (name.startsWith(controller)) {
        return true;
      }
    }
    return false;
  }

  /** Checks one folder: 1 if it has subfolders, 0 if not, -1 if it is not a folder. */
  private int look(Path folder, Mount groups) {
    try {
      Map<String, Object> values =
          Files.readAttributes(folder, "unix:ino,nlink,isDirectory", LinkOption.NOFOLLOW_LINKS);
      if (!Boolean.TRUE.equals(values.get("isDirectory"))) {
        return -1;
      }
      if (values.get("ino") instanceof Long inode && missing.remove(inode)) {
        String below =
            PathText.of(folder.normalize()).substring(PathText.of(groups.place).length());
        found.put(inode, new Folder(folder, ControlGroupPath.decode(groups.root + below)));
        if (remembered.size() >= MOST_REMEMBERED) {
          remembered.clear();
        }
        remembered.put(inode, folder);
      }
      // The kernel counts two links for a folder itself, and one for each subfolder.
      return values.get("nlink") instanceof Integer names && names == 2 ? 0 : 1;
    } catch (IOException e) {
      // It was removed, which is common.
      return -1;
    }
  }

  private @Nullable Mount mount() {
    if (mount == null) {
      mount = readMount();
    }
    return mount;
  }

  /** The mount of all groups; otherwise a mount of some groups in this cgroup namespace. */
  private @Nullable Mount readMount() {
    Mount best = null;
    try {
      byte[] bytes = files.read("self/mountinfo", MOUNTS_LIMIT);
      for (String line : ProcessRef.text(bytes, 0, bytes.length).split("\n", -1)) {
        String[] fields = line.split(" ", -1);
        if (line.contains(CGROUP2) && fields.length > PLACE_FIELD) {
          String root = fields[MOUNTED_FIELD];
          Mount next = new Mount(PathText.path(unescaped(fields[PLACE_FIELD])), root);
          if (root.equals("/")) {
            return new Mount(next.place, "");
          }
          if (best == null && !root.startsWith("/..")) {
            best = next;
          }
        }
      }
    } catch (IOException | InvalidPathException e) {
      // Without a mount, no group can be found.
    }
    return best;
  }

  /**
   * Decodes a path: the kernel writes spaces and some other characters as a backslash and three
   * octal digits.
   */
  private static String unescaped(String place) {
    return place
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
