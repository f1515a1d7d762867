package io.github.portregistry.cli;

import io.github.portregistry.probe.ListenerProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sockets of container engines at their usual places. */
final class Engines {

  private Engines() {}

  /** A probe that asks those engines of this machine that are there. */
  static ListenerProbe asked(ListenerProbe probe) {
    ListenerProbe asking = probe;
    for (Path socket : sockets(System.getenv("XDG_RUNTIME_DIR"))) {
      if (Files.exists(socket)) {
        asking = asking.withContainers(socket);
      }
    }
    return asking;
  }

  static List<Path> sockets(@Nullable String runtimeFolder) {
    List<Path> sockets =
        new ArrayList<>(
            List.of(Path.of("/var/run/docker.sock"), Path.of("/run/podman/podman.sock")));
    if (runtimeFolder != null && !runtimeFolder.isEmpty()) {
      sockets.add(Path.of(runtimeFolder, "podman/podman.sock"));
    }
    return sockets;
  }
}
