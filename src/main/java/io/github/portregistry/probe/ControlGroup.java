package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The control group of a process, or the one in which a socket was created: the unit of systemd or
 * the container. Linux only.
 *
 * <p>Only a privileged process can move another between groups of the system. The group of a socket
 * stays the same when the socket is handed to another process. The root group {@code /}, a removed
 * group, and a group outside the reader's cgroup namespace are reported as absent.
 *
 * @param kind the kind of group
 * @param name the unit as systemctl takes it, such as {@code nginx.service}; the id of the
 *     container, or its name for {@link Kind#LXC} and {@link Kind#MACHINE}; the name of the snap
 *     and its app, such as {@code nextcloud.apache}; the id of the flatpak; "" if the path has none
 * @param path the raw path of the group, as the kernel gives it
 */
@Json
public record ControlGroup(Kind kind, String name, String path) {

  /** The units that start other programs. */
  private static final List<String> LAUNCHERS =
      List.of(
          "actions.runner.",
          "anacron.",
          "atd.",
          "buildkite-agent",
          "containerd.",
          "crio.",
          "cron.",
          "crond.",
          "cronie.",
          "display-manager.",
          "docker.",
          "gdm",
          "getty@",
          "gitlab-runner",
          "jenkins",
          "lightdm",
          "pm2-",
          "podman.",
          "sddm",
          "serial-getty@",
          "ssh.",
          "ssh@",
          "sshd.",
          "sshd@",
          "supervisor.",
          "supervisord.",
          "user@",
          "dbus",
          "slurmd",
          "tailscaled",
          "gitlab-runsvdir",
          "libvirtd",
          "NetworkManager",
          "amazon-ssm-agent",
          "nomad",
          "k3s",
          "teleport",
          "virtqemud",
          "xrdp");

  /** The kind of a control group, according to its path. */
  public enum Kind {
    /** A service of the system: {@code /system.slice/nginx.service}. */
    SYSTEM_SERVICE,
    /** A service of a user: {@code /user.slice/.../app.slice/syncthing.service}. */
    USER_SERVICE,
    /** A socket unit, which systemd opens for the service: {@code /system.slice/ssh.socket}. */
    SOCKET_UNIT,
    /** A scope, such as a login: {@code /user.slice/user-1000.slice/session-2.scope}. */
    SCOPE,
    /** A container of Docker. */
    DOCKER,
    /** A container of containerd, including one of Kubernetes. */
    CONTAINERD,
    /** A container of CRI-O. */
    CRI_O,
    /** A container of Podman. */
    PODMAN,
    /** A container of LXC or Incus. */
    LXC,
    /** A container of systemd-nspawn or a virtual machine. */
    MACHINE,
    /** A snap. */
    SNAP,
    /** A flatpak. */
    FLATPAK,
    /** A group of another kind. */
    OTHER;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Kind read(Object json) {
      return Given.constant(json, Kind.class);
    }

    /** Whether it is a container with its own processes and files. */
    boolean isContainer() {
      return switch (this) {
        case DOCKER, CONTAINERD, CRI_O, PODMAN, LXC, MACHINE -> true;
        default -> false;
      };
    }
  }

  /**
   * Creates a control group.
   *
   * @param kind the {@link #kind}
   * @param name the {@link #name}
   * @param path the {@link #path}
   * @throws NullPointerException if a component is null
   */
  public ControlGroup {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(path, "path");
  }

  /** Returns all components on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "ControlGroup[kind="
        + kind
        + ", name="
        + Escaped.text(name)
        + ", path="
        + Escaped.text(path)
        + "]";
  }

  /** Whether it is a unit that starts other programs, such as users' jobs: cron, a login. */
  boolean isLauncher() {
    for (String launcher : LAUNCHERS) {
      if (name.startsWith(launcher)) {
        return true;
      }
    }
    return false;
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(@Nullable Kind kind, @Nullable Text name, @Nullable Text path) {}

  @JsonCreator
  static ControlGroup read(JsonObject json) {
    return new ControlGroup(
        Given.required("kind", json.kind, Kind.class),
        Text.orEmpty(json.name),
        Text.orEmpty(json.path));
  }
}
