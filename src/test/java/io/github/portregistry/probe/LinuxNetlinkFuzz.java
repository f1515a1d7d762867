package io.github.portregistry.probe;

import java.io.IOException;
import java.util.List;

/**
 * The kernel's answers over netlink, two packets to each question: they are refused, or the same
 * sockets are read whatever else is asked for.
 */
public final class LinuxNetlinkFuzz {

  private LinuxNetlinkFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<byte[]> packets = FuzzedProbe.pieces(data, 4);
    LinuxNetlinkAnswer all = readOrNull(packets, PortSet.all(), OtherUses.ALL);
    if (all == null) {
      return;
    }
    FuzzedProbe.require(
        all.listeners().stream().allMatch(LinuxSocketRow::listens)
            && all.others().stream().noneMatch(LinuxSocketRow::listens),
        "listeners are kept apart");
    for (LinuxSocketRow row : all.listeners()) {
      FuzzedProbe.require(
          row.ipv4() != Listener.Ipv4.UNKNOWN
              && row.port() >= 0
              && row.inode() >= 0
              && row.uid() >= 0,
          "a listener has all its facts");
      LinuxNetlinkAnswer one = readOrNull(packets, PortSet.of(row.port()), OtherUses.ALL);
      FuzzedProbe.require(
          one != null && one.has(row) && !one.areFree(), "a listener is found by its port too");
    }
  }

  private static LinuxNetlinkAnswer readOrNull(
      List<byte[]> packets, PortSet ports, OtherUses depth) {
    FakeKernel kernel =
        new FakeKernel(
            List.of(
                List.of(packets.get(0), packets.get(1)),
                List.of(packets.get(2), packets.get(3)),
                List.of(FakeKernel.done())));
    try {
      return new LinuxNetlinkAnswer(kernel, ports, depth);
    } catch (IOException e) {
      return null;
    }
  }
}
