package io.github.portregistry.probe;

import io.github.portregistry.PortRecord;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs that open ports for something else, and should not be stopped themselves. */
enum EngineHelper {
  /** Docker, which publishes a port of a container with a process of its own. */
  DOCKER,
  /** Podman, which does the same, or uses the monitor of the container. */
  PODMAN,
  /** Kubernetes, for a service or a port of the node. */
  KUBERNETES,
  /** Windows, for a program in WSL. */
  WSL;

  /**
   * Returns the helper that a process is; null for other programs, or if the port is the engine's
   * own.
   */
  static @Nullable EngineHelper of(PortRecord record, Transport transport, ProcessRef process) {
    EngineHelper helper = of(process);
    return helper == null || KnownPrograms.packaged().find(record, transport, process) != null
        ? null
        : helper;
  }

  static @Nullable EngineHelper of(ProcessRef process) {
    return named(process.program());
  }

  static @Nullable EngineHelper named(String program) {
    return switch (KnownPrograms.key(program)) {
      case "docker-proxy",
          "com.docker.backend",
          "com.docker.vpnkit",
          "dockerd",
          "orbstack helper",
          "rootlesskit",
          "vpnkit" ->
          DOCKER;
      case "conmon",
          "gvproxy",
          "pasta",
          "pasta.avx2",
          "rootlessport",
          "rootlessport-child",
          "slirp4netns" ->
          PODMAN;
      case "kube-proxy", "kubelet" -> KUBERNETES;
      case "wslhost", "wslrelay" -> WSL;
      default -> null;
    };
  }

  /** Whether a process may have opened a port for a container, also from a virtual machine. */
  static boolean publishes(ProcessRef process) {
    return of(process) != null || List.of("limactl", "ssh").contains(process.program());
  }

  /** Returns what to do instead of stopping the process. */
  String advice(ProcessRef process, int port) {
    String opens = ProcessText.named(process) + " opens the port for ";
    return switch (this) {
      case DOCKER ->
          opens
              + "a container: docker ps --filter publish="
              + port
              + " shows its NAME, and docker stop NAME stops it.";
      case PODMAN -> {
        String name = container(process.arguments());
        yield name.isEmpty()
            ? opens + "a container: podman ps shows its NAME, and podman stop NAME stops it."
            : opens
                + "a container, probably "
                + name
                + ": podman ps shows it, and podman stop "
                + name
                + " stops it.";
      }
      case KUBERNETES ->
          opens + "a Kubernetes service: kubectl get services --all-namespaces lists the services.";
      case WSL ->
          opens
              + "a program in WSL: wsl --list --running shows the running distributions; stop the"
              + " program there.";
    };
  }

  /** The container's name in conmon's command line, which the process can change. */
  private static String container(List<String> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).equals("-n") || arguments.get(i).equals("--name")) {
        String name = arguments.get(i + 1);
        return name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*") ? Escaped.text(name) : "";
      }
    }
    return "";
  }
}
