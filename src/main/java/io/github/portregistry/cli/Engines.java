package io.github.portregistry.cli;

import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.ListenerProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sockets of container engines at their usual places. */
final class Engines {

  private Engines() {}

  /**
   * Returns a probe that asks the engines found on this machine; prints a note if there is none.
   */
  static ListenerProbe asked(ListenerProbe probe, Terminal terminal) {
    return asked(probe, sockets(System.getenv("XDG_RUNTIME_DIR")), terminal);
  }

  static ListenerProbe asked(ListenerProbe probe, List<Path> sockets, Terminal terminal) {
    ListenerProbe asking = probe;
    boolean found = false;
    for (Path socket : sockets) {
      if (Files.exists(socket)) {
        asking = asking.withContainers(socket);
        found = true;
      }
    }
    if (!found) {
      String places = sockets.stream().map(Path::toString).collect(Collectors.joining(", "));
      terminal
          .err()
          .println("port-registry: no container engine was found at " + Escaped.text(places));
    }
    return asking;
  }

  static List<Path> sockets(@Nullable String runtimeFolder) {
    List<Path> sockets =
        new ArrayList<>(
            List.of(Path.of("/var/run/docker.sock"), Path.of("/run/podman/podman.sock")));
    if (runtimeFolder != null && !runtimeFolder.isEmpty()) {
      sockets.add(Path.of(runtimeFolder, "docker.sock"));
      sockets.add(Path.of(runtimeFolder, "podman/podman.sock"));
    }
    return sockets;
  }
}
