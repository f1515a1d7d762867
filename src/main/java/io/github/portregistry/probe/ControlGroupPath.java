package io.github.portregistry.probe;

import io.github.portregistry.probe.ControlGroup.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the kind of a control group by the names that systemd and the container engines use.
 *
 * <p>Of nested containers the outermost counts, because that is the one visible on this machine.
 */
final class ControlGroupPath {

  private static final int ID_DIGITS = 64;
  private static final int UUID_LENGTH = 36;

  private static final String SCOPE = ".scope";
  private static final String SERVICE = ".service";
  private static final String SOCKET = ".socket";
  private static final String SLICE = ".slice";

  /** The start of the group of a user's manager: {@code /user@1000.service}. */
  private static final String MANAGER = "/user@";

  /** The group next to a container's group, for the program that runs it. */
  private static final String SUPERVISOR = "supervisor";

  /** The prefixes of container ids, with systemd and mostly without it. */
  private enum Prefix {
    DOCKER("docker-", Kind.DOCKER),
    CRI_CONTAINERD("cri-containerd-", Kind.CONTAINERD),
    NERDCTL("nerdctl-", Kind.CONTAINERD),
    CRI_O("crio-", Kind.CRI_O),
    LIBPOD_PAYLOAD("libpod-payload-", Kind.PODMAN),
    LIBPOD("libpod-", Kind.PODMAN);

    private final String text;
    private final Kind kind;

    Prefix(String text, Kind kind) {
      this.text = text;
      this.kind = kind;
    }
  }

  private final String path;
  private final List<String> names = new ArrayList<>();

  private ControlGroupPath(String path) {
    this.path = path;
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty()) {
        // systemd adds an underscore to names that the kernel uses for its own files.
        names.add(name.startsWith("_") ? name.substring(1) : name);
      }
    }
  }

  /**
   * Returns the control group of a path; null for the root, a group outside the reader's cgroup
   * namespace, and a removed group.
   */
  static @Nullable ControlGroup decode(String path) {
    if (!path.startsWith("/")
        || path.equals("/")
        || path.equals("/..")
        || path.startsWith("/../")
        || path.endsWith(" (deleted)")) {
      return null;
    }
    ControlGroupPath decoded = new ControlGroupPath(path);
    ControlGroup container = decoded.container();
    return container == null ? decoded.unit() : container;
  }

  private ControlGroup group(Kind kind, String name) {
    return new ControlGroup(kind, name, path);
  }

  private String name(int i) {
    return i < names.size() ? names.get(i) : "";
  }

  // Containers

  private @Nullable ControlGroup container() {
    boolean kubernetes = false;
    for (int i = 0; i < names.size(); i++) {
      ControlGroup found = withPrefix(name(i));
      if (found == null) {
        found = byFolder(i);
      }
      if (found == null) {
        found = lxc(i);
      }
      if (found == null) {
        found = machine(i);
      }
      if (found == null && isId(name(i))) {
        // Without a parent that shows it, only an engine knows whose container it is.
        found = group(kubernetes ? Kind.CONTAINERD : Kind.OTHER, name(i));
      }
      if (found != null) {
        return found;
      }
      kubernetes |= name(i).startsWith("kubepods");
    }
    return null;
  }

  /** {@code docker-ID.scope}, {@code libpod-ID}, {@code X.slice:cri-containerd:ID}. */
  private @Nullable ControlGroup withPrefix(String name) {
    String bare = without(SCOPE, name);
    int id = bare.lastIndexOf(':');
    if (id > 0) {
      // A runtime that does not use systemd writes a systemd name in this form.
      bare = bare.substring(bare.lastIndexOf(':', id - 1) + 1, id) + "-" + bare.substring(id + 1);
    }
    for (Prefix prefix : Prefix.values()) {
      if (bare.startsWith(prefix.text) && isId(bare.substring(prefix.text.length()))) {
        return group(prefix.kind, bare.substring(prefix.text.length()));
      }
    }
    return null;
  }

  /** {@code /docker/ID}, {@code /ecs/TASK/ID} of Docker; {@code /default/ID} of containerd. */
  private @Nullable ControlGroup byFolder(int i) {
    return switch (name(i)) {
      case "docker" -> isId(name(i + 1)) ? group(Kind.DOCKER, name(i + 1)) : null;
      case "ecs" -> isId(name(i + 2)) ? group(Kind.DOCKER, name(i + 2)) : null;
      case "default", "k8s.io" ->
          i == 0 && names.size() > 1 ? group(Kind.CONTAINERD, name(1)) : null;
      default -> null;
    };
  }

  /** {@code /lxc/NAME}, {@code /lxc.payload.NAME}; the monitor is not in the container. */
  private @Nullable ControlGroup lxc(int i) {
    String payload = "lxc.payload";
    String name = name(i);
    if (name.startsWith(payload + ".")) {
      return group(Kind.LXC, name.substring(payload.length() + 1));
    }
    boolean folder = name.equals(payload) || name.equals("lxc");
    return folder && !name(i + 1).isEmpty() ? group(Kind.LXC, name(i + 1)) : null;
  }

  /** {@code machine-NAME.scope}, {@code systemd-nspawn@NAME.service}. */
  private @Nullable ControlGroup machine(int i) {
    String name = name(i);
    if (name(i + 1).equals(SUPERVISOR)) {
      return null;
    }
    if (name.startsWith("machine-") && name.endsWith(SCOPE)) {
      return group(Kind.MACHINE, between("machine-", SCOPE, name));
    }
    if (name.startsWith("systemd-nspawn@") && name.endsWith(SERVICE)) {
      return group(Kind.MACHINE, between("systemd-nspawn@", SERVICE, name));
    }
    return null;
  }

  /**
   * Returns the number of the user whose own manager made a group, and who can give it any name; ""
   * if the system made it.
   */
  static String user(String path) {
    int start = path.indexOf(MANAGER);
    int end = path.indexOf(SERVICE + "/", Math.max(start, 0));
    return start < 0 || end < 0 ? "" : path.substring(start + MANAGER.length(), end);
  }

  /** Whether a name is an engine's id of a container. */
  static boolean isId(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.digit(name.charAt(i), 16) < 0 || Character.isUpperCase(name.charAt(i))) {
        return false;
      }
    }
    return name.length() == ID_DIGITS;
  }

  // Units

  /** The first unit that is not a slice; under a user's manager, the user's own unit. */
  private ControlGroup unit() {
    String manager = "";
    for (String name : names) {
      boolean service = name.endsWith(SERVICE);
      if (service && manager.isEmpty() && name.startsWith("user@")) {
        manager = name;
      } else if (service) {
        Kind kind = manager.isEmpty() ? Kind.SYSTEM_SERVICE : Kind.USER_SERVICE;
        return isSnap(name) ? group(Kind.SNAP, snap(without(SERVICE, name))) : group(kind, name);
      } else if (name.endsWith(SOCKET)) {
        return group(Kind.SOCKET_UNIT, name);
      } else if (name.endsWith(SCOPE)) {
        return scope(name);
      } else if (!name.endsWith(SLICE)) {
        return manager.isEmpty() ? group(Kind.OTHER, "") : group(Kind.SYSTEM_SERVICE, manager);
      }
    }
    return manager.isEmpty() ? group(Kind.OTHER, "") : group(Kind.SYSTEM_SERVICE, manager);
  }

  private ControlGroup scope(String name) {
    if (isSnap(name)) {
      return group(Kind.SNAP, snap(without(SCOPE, name)));
    }
    for (String flatpak : List.of("app-flatpak-", "flatpak-")) {
      if (name.startsWith(flatpak)) {
        return group(Kind.FLATPAK, withoutNumber(between(flatpak, SCOPE, name)));
      }
    }
    return group(Kind.SCOPE, name);
  }

  /** Whether a unit has a snap's name and its application's: {@code snap.NAME.APP.service}. */
  private static boolean isSnap(String unit) {
    int end = unit.indexOf('.', "snap.".length());
    return unit.startsWith("snap.") && end >= 0 && end < unit.lastIndexOf('.');
  }

  /** {@code NAME.APP} of {@code snap.NAME.APP} or {@code snap.NAME.APP-UUID}, with a dot once. */
  private static String snap(String unit) {
    String name = unescaped(unit.substring("snap.".length()));
    int uuid = name.length() - UUID_LENGTH;
    boolean hasUuid = uuid > 1 && "-.".indexOf(name.charAt(uuid - 1)) >= 0;
    for (int i = uuid; i < name.length() && hasUuid; i++) {
      hasUuid = name.charAt(i) == '-' || Character.digit(name.charAt(i), 16) >= 0;
    }
    return hasUuid ? name.substring(0, uuid - 1) : name;
  }

  /** The name without its number, which differs for each run of a flatpak. */
  private static String withoutNumber(String name) {
    int end = name.length();
    while (end > 0 && Character.digit(name.charAt(end - 1), 10) >= 0) {
      end--;
    }
    return end > 1 && end < name.length() && name.charAt(end - 1) == '-'
        ? name.substring(0, end - 1)
        : name;
  }

  private static String without(String suffix, String name) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private static String between(String prefix, String suffix, String name) {
    return unescaped(name.substring(prefix.length(), name.length() - suffix.length()));
  }

  /**
   * Decodes a name that systemd has escaped as a part of a unit's name. The name of a unit itself
   * stays as systemctl takes it.
   */
  private static String unescaped(String name) {
    if (name.indexOf("\\x") < 0) {
      return name;
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte next = bytes[i];
      if (next == '\\' && i + 3 < bytes.length && bytes[i + 1] == 'x') {
        int high = Character.digit(bytes[i + 2], 16);
        int low = Character.digit(bytes[i + 3], 16);
        if (high >= 0 && low >= 0) {
          next = (byte) (high << 4 | low);
          i += 3;
        }
      }
      bytes[length++] = next;
    }
    return ProcessRef.text(bytes, 0, length);
  }
}
