package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.ControlGroup.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names the unit or container of a listener or a process for a person. */
final class UnitText {

  /** The digits of a container's id that the engine's own lists show. */
  private static final int SHORT_ID = 12;

  private UnitText() {}

  /** Returns the container that an engine named, or else the group; "" if neither is known. */
  static String of(Listener listener) {
    Container container = listener.container();
    return container == null ? of(group(listener)) : "container " + Escaped.text(container.name());
  }

  /** Returns the same, but "" if the owner's text already says it. */
  static String ofSocket(Listener listener) {
    String unit = of(listener);
    List<ProcessRef> owners =
        listener.ownership() instanceof Known known
            ? known.owners()
            : listener.ownership() instanceof Likely likely ? likely.candidates() : List.of();
    return owners.stream().anyMatch(owner -> of(owner.background().controlGroup()).equals(unit))
        ? ""
        : unit;
  }

  /** Returns the same for a labeled line: a container with its image and its engine. */
  static String bare(Listener listener) {
    Container container = listener.container();
    if (container == null) {
      return of(group(listener));
    }
    String image = container.image();
    return Escaped.text(container.name())
        + " ("
        + shortId(Escaped.text(container.id()))
        + (image.isEmpty() ? ")" : ", image " + Escaped.text(image) + ")");
  }

  /** Returns the group; "" if there is none, or it is only a login or of another kind. */
  static String of(@Nullable ControlGroup group) {
    if (group == null || group.name().isEmpty()) {
      return "";
    }
    String name = Escaped.text(group.name());
    return switch (group.kind()) {
      case SYSTEM_SERVICE, USER_SERVICE, SOCKET_UNIT -> name;
      case DOCKER -> "Docker container " + shortId(name);
      case CONTAINERD -> "containerd container " + shortId(name);
      case CRI_O -> "CRI-O container " + shortId(name);
      case PODMAN -> "Podman container " + shortId(name);
      case LXC -> "LXC container " + name;
      case MACHINE -> "machine " + name;
      case SNAP -> "snap " + name;
      case FLATPAK -> "flatpak " + name;
      case SCOPE, OTHER -> "";
    };
  }

  static boolean isContainer(Listener listener) {
    ControlGroup group = group(listener);
    return listener.container() != null || (group != null && group.kind().isContainer());
  }

  /**
   * Returns the group that the listener belongs to: the socket unit that it was opened for; the
   * current group of its owner; or else the group in which the socket was created.
   */
  static @Nullable ControlGroup group(Listener listener) {
    ControlGroup made = listener.controlGroup();
    if (made != null && made.kind() == Kind.SOCKET_UNIT) {
      return made;
    }
    ControlGroup runs = null;
    if (listener.ownership() instanceof Known known) {
      runs = group(known.leader());
    } else if (listener.ownership() instanceof Likely likely) {
      runs = group(likely.candidates().get(0));
    }
    return runs == null ? made : runs;
  }

  /**
   * Returns the group of a process; null for process 1, which opens sockets for the units of
   * others.
   */
  static @Nullable ControlGroup group(ProcessRef process) {
    ControlGroup group = process.background().controlGroup();
    return process.pid() == Leaders.FIRST_PROCESS || of(group).isEmpty() ? null : group;
  }

  static String shortId(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
  }
}
