package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small machine made by hand. */
abstract class FakeMachine {

  static final String HEADER =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  @TempDir Path temp;

  FakeProc proc;

  @BeforeEach
  void build() throws IOException {
    proc = new FakeProc(temp.resolve("proc"));
    tables("");
    proc.write("stat", "cpu 1\nbtime 1700000000\n").link("self", "50").firstProcess();
    proc.write("50/stat", "50 (java) S 1\n");
  }

  void tables(String tcp) throws IOException {
    proc.write("net/tcp", HEADER + tcp);
    for (String table : List.of("tcp6", "udp", "udp6")) {
      proc.write("net/" + table, HEADER);
    }
  }

  static String row(String local, String state, long uid, long inode) {
    return "   0: %s 00000000:0000 %s 00000000:00000000 00:00000000 00000000 %5d        0 %d 1 0\n"
        .formatted(local, state, uid, inode);
  }

  static String listener(int port, long inode) {
    return row("0100007F:%04X".formatted(port), "0A", 0, inode);
  }

  FakeProc process(long pid, long... inodes) throws IOException {
    proc.write(pid + "/stat", pid + " (p) S 1" + " 0".repeat(17) + " 100 0\n")
        .write(pid + "/status", "Name:\tp\nUid:\t0\t0\t0\t0\n")
        .write(pid + "/cmdline", "p\0")
        .link(pid + "/exe", "/usr/bin/p")
        .link(pid + "/fd/0", "/dev/null");
    for (int i = 0; i < inodes.length; i++) {
      proc.link(pid + "/fd/" + (3 + i), "socket:[" + inodes[i] + "]");
    }
    return proc;
  }

  /** The only listener's only ownership. */
  Ownership ownership(int port) throws IOException {
    List<Listener> listeners = proc.probe().check(port).listeners();
    assertThat(listeners).hasSize(1);
    return listeners.get(0).ownership();
  }

  static List<Long> owners(PortFinding finding) {
    return finding.listeners().stream()
        .flatMap(l -> ((Known) l.ownership()).owners().stream())
        .map(ProcessRef::pid)
        .toList();
  }
}
