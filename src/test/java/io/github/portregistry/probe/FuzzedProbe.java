package io.github.portregistry.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the fuzz targets of the probe share: pieces of the input, and what is true of every finding.
 */
final class FuzzedProbe {

  /** Stands between the pieces of an input; none of them has a need of it. */
  private static final byte SEPARATOR = (byte) 0xff;

  private FuzzedProbe() {}

  /** So many pieces; what is missing is empty, and the last has all the rest. */
  static List<byte[]> pieces(byte[] data, int count) {
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    while (pieces.size() < count) {
      int to = from;
      while (to < data.length && (data[to] != SEPARATOR || pieces.size() == count - 1)) {
        to++;
      }
      pieces.add(Arrays.copyOfRange(data, from, to));
      from = Math.min(to + 1, data.length);
    }
    return pieces;
  }

  /** Asks for all ports, for one and for some, and requires what is true whatever was printed. */
  static void requireThatItAnswers(SocketSource source) {
    ListenerProbe probe = new ListenerProbe(source).withOtherUses(OtherUses.ALL);
    List<PortFinding> all = probe.checkAll();
    all.forEach(FuzzedProbe::requireInvariants);
    for (PortFinding finding : all.subList(0, Math.min(all.size(), 3))) {
      PortFinding alone = probe.check(finding.port());
      requireInvariants(alone);
      // A row that is not understood ends a table sooner for all ports than for one of them.
      require(
          !finding.coverage().socketsComplete() || places(alone).equals(places(finding)),
          "one port is told as among all the ports");
    }
    PortFinding other = probe.withOwners(Owners.FIRST).check(1);
    requireInvariants(other);
    require(
        other.verdict() != Verdict.NOT_IN_USE || other.coverage().socketsComplete(),
        "a port is not in use only if all sockets were seen");
  }

  private static Set<Object> places(PortFinding finding) {
    Set<Object> places = new HashSet<>();
    for (Listener listener : finding.listeners()) {
      places.add(List.of(listener.transport(), listener.address()));
    }
    return places;
  }

  private static void requireInvariants(PortFinding finding) {
    requireOneLine(finding.toString());
    require(
        finding.verdict() != Verdict.NOT_IN_USE || finding.listeners().isEmpty(),
        "a port is not in use only if it has no listener");
    for (Listener listener : finding.listeners()) {
      requireOneLine(listener.toString());
      require(listener.address().getPort() == finding.port(), "a listener is on its port");
      if (listener.ownership() instanceof Known known) {
        known.owners().forEach(owner -> requireOneLine(owner.toString()));
      }
    }
    finding.otherUses().forEach(use -> requireOneLine(use.toString()));
    finding.reasons().forEach(reason -> requireOneLine(reason.detail()));
    finding.coverage().notes().forEach(FuzzedProbe::requireOneLine);
  }

  /** Text for a terminal or a log neither breaks its line nor steers the terminal. */
  static void requireOneLine(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new AssertionError("expected that no control character is in: " + text);
    }
  }

  static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError("expected that " + what);
    }
  }
}
