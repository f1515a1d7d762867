package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sockets of one network namespace that have one of the requested ports. */
abstract class LinuxSockets {

  final PortSet ports;

  private final List<LinuxSocketRow> listeners = new ArrayList<>();
  private final List<LinuxSocketRow> others = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Distinguishes the listeners: a {@link Key} for each, or the row of a listener without an inode.
   */
  private final Set<Object> seen = new HashSet<>();

  /**
   * The key of a listener. It includes the port, so that a socket never hides another with the same
   * inode, but not the address, because the kernel and its tables print it with and without an
   * interface.
   */
  private record Key(Transport transport, int port, long inode) {}

  LinuxSockets(PortSet ports) {
    this.ports = ports;
  }

  /** Returns the source of the sockets. */
  abstract Source source();

  /** Whether no listener was missed. */
  abstract boolean complete();

  final List<LinuxSocketRow> listeners() {
    return listeners;
  }

  /** Returns the sockets that have a port without listening on it. */
  final List<LinuxSocketRow> others() {
    return others;
  }

  /** Returns a sentence for each thing that could not be read. */
  final List<String> notes() {
    return notes;
  }

  /** Whether no socket has the ports, and none that might have them was left out. */
  final boolean areFree() {
    return complete() && notes.isEmpty() && listeners.isEmpty() && others.isEmpty();
  }

  /** Whether a socket is among these; if it does not listen, whatever it does with its port now. */
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

  /** Adds a listener once; the sockets change between two reads, so a listener can occur twice. */
  final void addListener(LinuxSocketRow row) {
    if (seen.add(key(row))) {
      listeners.add(row);
    }
  }

  private static Object key(LinuxSocketRow row) {
    return row.inode() == 0 ? row : new Key(row.transport(), row.port(), row.inode());
  }

  /** Whether a requested port has no listener on a transport. */
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
