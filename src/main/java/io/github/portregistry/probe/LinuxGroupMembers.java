package io.github.portregistry.probe;

import io.github.portregistry.probe.LinuxSocketGroups.Folder;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the probable owners of a socket: the processes in the control group in which it was
 * created.
 */
final class LinuxGroupMembers {

  /** The most candidates; with more, naming them is useless. */
  static final int MOST_CANDIDATES = 8;

  private static final int LIMIT = 64 * 1024;

  private final LinuxProcFiles files;
  private final LinuxSocketGroups groups;
  private final LinuxProcessFacts facts;
  private final Deadline deadline;

  /** The candidates by group and user; empty if there are none or too many. */
  private final Map<List<Long>, List<ProcessRef>> candidates = new HashMap<>();

  LinuxGroupMembers(
      LinuxProcFiles files, LinuxSocketGroups groups, LinuxProcessFacts facts, Deadline deadline) {
    this.deadline = deadline;
    this.files = files;
    this.groups = groups;
    this.facts = facts;
  }

  /**
   * Returns the processes of the socket's group that did not show their descriptors, as likely
   * owners; null if there are none or too many.
   *
   * @param search the search, which did not find the owner
   * @param why why its owner is not known
   */
  @Nullable Likely of(LinuxSocketRow socket, LinuxOwnerSearch search, String why) {
    Folder folder = search.denied().isEmpty() ? null : groups.folder(socket);
    if (folder == null || folder.group() == null) {
      return null;
    }
    List<Long> key = List.of(socket.group(), socket.uid());
    List<ProcessRef> found = candidates.get(key);
    if (found == null) {
      found = read(folder, search, socket.uid());
      candidates.put(key, found);
    }
    return found.isEmpty() ? null : new Likely(found, Likely.Basis.CONTROL_GROUP, why);
  }

  private List<ProcessRef> read(Folder folder, LinuxOwnerSearch search, long uid) {
    List<ProcessRef> found = new ArrayList<>();
    for (String pid : members(folder)) {
      if (deadline.isOver()) {
        return List.of();
      }
      if (search.denied().contains(pid) && canBeOf(pid, uid)) {
        if (found.size() == MOST_CANDIDATES) {
          return List.of();
        }
        try {
          found.add(facts.read(Long.parseLong(pid), pid));
        } catch (IOException e) {
          // It has ended.
        }
      }
    }
    if (deadline.isOver()) {
      return List.of();
    }
    found.sort(Comparator.comparingLong(ProcessRef::pid));
    return found;
  }

  /**
   * Whether a process can have created the socket: it may have been root's then, but no other
   * user's.
   */
  private boolean canBeOf(String pid, long uid) {
    try {
      return uid == 0 || LinuxStatus.read(files, pid).uids().contains(uid);
    } catch (IOException e) {
      return false;
    }
  }

  /** The processes in a group, without its subgroups. */
  static List<String> members(Folder folder) {
    try (InputStream in = new FileInputStream(folder.place().resolve("cgroup.procs").toFile())) {
      String text = new String(in.readNBytes(LIMIT), StandardCharsets.US_ASCII);
      return List.of(text.split("\n", -1));
    } catch (IOException e) {
      return List.of();
    }
  }
}
