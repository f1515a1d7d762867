package io.github.portregistry.probe;

import java.util.List;

/** The sockets of one network namespace that have one of the ports asked for. */
interface Sockets {

  /** Where they were read from. */
  Source source();

  List<SocketRow> listeners();

  /** Those that have a port without listening on it. */
  List<SocketRow> others();

  /** Whether no listener can have been missed. */
  boolean complete();

  /** What could not be read, each a sentence. */
  List<String> notes();

  default boolean hasInode(long inode) {
    return listeners().stream().anyMatch(row -> row.inode() == inode);
  }
}
