package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sockets of one network namespace that have one of the ports asked for. */
abstract class LinuxSockets {

  final PortSet ports;

  private final List<LinuxSocketRow> listeners = new ArrayList<>();
  private final List<LinuxSocketRow> others = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** What tells the listeners apart: a {@link Key} each, or the row of one without an inode. */
  private final Set<Object> seen = new HashSet<>();

  /**
   * The port is part of it, so that a socket is never hidden by another of the same inode; the
   * address is not, which the kernel and its tables print with and without an interface.
   */
  private record Key(Transport transport, int port, long inode) {}

  LinuxSockets(PortSet ports) {
    this.ports = ports;
  }

  /** Where they were read from. */
  abstract Source source();

  /** Whether no listener can have been missed. */
  abstract boolean complete();

  final List<LinuxSocketRow> listeners() {
    return listeners;
  }

  /** Those that have a port without listening on it. */
  final List<LinuxSocketRow> others() {
    return others;
  }

  /** What could not be read, each a sentence. */
  final List<String> notes() {
    return notes;
  }

  /** Whether nothing has the ports, and nothing was left out that might. */
  final boolean areFree() {
    return complete() && notes.isEmpty() && listeners.isEmpty() && others.isEmpty();
  }

  /** Whether a socket is here; of those that do not listen, whatever it does with its port now. */
  final boolean has(LinuxSocketRow row) {
    if (row.listens()) {
      return seen.contains(key(row));
    }
    for (LinuxSocketRow other : others) {
      if (key(other).equals(key(row))) {
        return true;
      }
    }
    return false;
  }

  /** Adds a listener once: between two reads the sockets change, so that one can come twice. */
  final void addListener(LinuxSocketRow row) {
    if (seen.add(key(row))) {
      listeners.add(row);
    }
  }

  private static Object key(LinuxSocketRow row) {
    return row.inode() == 0 ? row : new Key(row.transport(), row.port(), row.inode());
  }

  /** Whether a port that was asked for has no listener of a transport. */
  final boolean misses(Transport transport) {
    BitSet found = new BitSet();
    for (LinuxSocketRow row : listeners) {
      if (row.transport() == transport) {
        found.set(row.port());
      }
    }
    return !ports.isAll() && ports.hasMoreThan(found);
  }
}
