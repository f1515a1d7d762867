package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.ContainerAnswer.Published;
import io.github.portregistry.probe.ContainerAnswer.Running;
import io.github.portregistry.probe.SocketSource.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks container engines, and finds the container of each listener. */
final class ContainerEngines {

  static final ContainerEngines NONE = new ContainerEngines(List.of(), true);

  private final List<Path> sockets;

  /** Whether published ports count, which they do not in the network namespace of a container. */
  private final boolean published;

  private ContainerEngines(List<Path> sockets, boolean published) {
    this.sockets = sockets;
    this.published = published;
  }

  ContainerEngines with(Path socket) {
    List<Path> more = new ArrayList<>(sockets);
    more.add(socket);
    return new ContainerEngines(List.copyOf(more), published);
  }

  /** Returns the engines for another network namespace, whose ports are not published ones. */
  ContainerEngines inside() {
    return new ContainerEngines(sockets, false);
  }

  /**
   * Returns the survey with the containers of its listeners, and a note for each engine that
   * failed.
   *
   * @param patience the time limit for an engine, if it is less than the usual one
   */
  Sockets name(Sockets survey, Duration patience) {
    if (sockets.isEmpty() || survey.listeners().isEmpty()) {
      return survey;
    }
    List<Listener> listeners = new ArrayList<>(survey.listeners());
    Coverage coverage = survey.coverage();
    for (Path socket : sockets) {
      String why = "";
      try {
        String place = socket.toString();
        List<Running> running =
            ContainerAnswer.read(ContainerEngine.containers(socket, patience), place);
        name(listeners, running, users(socket));
      } catch (IOException e) {
        why = String.valueOf(e.getMessage());
      } catch (NoClassDefFoundError e) {
        why = "put tools.jackson.core:jackson-databind, version 3, on the class path to read it";
      }
      if (!why.isEmpty()) {
        coverage =
            coverage.withNote(
                "The containers of the engine at "
                    + Escaped.text(socket.toString())
                    + " are not named: "
                    + why
                    + ".");
      }
    }
    return new Sockets(listeners, survey.otherUses(), coverage);
  }

  /** The user of an engine, by name and number; empty if not known. */
  private static Set<String> users(Path socket) {
    try {
      Set<String> users = new HashSet<>();
      users.add(Files.getOwner(socket).getName());
      users.add(String.valueOf(Files.getAttribute(socket, "unix:uid")));
      return users;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Set.of();
    }
  }

  /**
   * Names the containers of listeners.
   *
   * @param users the user of the engine; any user can call a program like a helper of an engine,
   *     and a group of their own like a container
   */
  private void name(List<Listener> listeners, List<Running> containers, Set<String> users) {
    Map<Integer, List<Integer>> byPort = new HashMap<>();
    Map<String, Container> byId = new HashMap<>();
    for (Running running : containers) {
      byId.putIfAbsent(running.container().id(), running.container());
    }
    for (int i = 0; i < listeners.size(); i++) {
      Listener listener = listeners.get(i);
      Set<String> ids = ids(listener, users);
      for (String id : ids) {
        Container found = byId.get(id);
        if (found != null && listeners.get(i).container() == null) {
          listeners.set(i, listener.withContainer(found));
        }
      }
      // A process inside a container is not the proxy of another one.
      if (ids.isEmpty() && published && mayPublish(listener, users)) {
        byPort.computeIfAbsent(listener.address().getPort(), p -> new ArrayList<>()).add(i);
      }
    }
    for (Running running : containers) {
      for (Published port : running.ports()) {
        for (int i : on(port, listeners, byPort.getOrDefault(port.port(), List.of()))) {
          if (listeners.get(i).container() == null) {
            listeners.set(i, listeners.get(i).withContainer(running.container()));
          }
        }
      }
    }
  }

  /** Whether the owner of a listener may have opened it for a container. */
  private static boolean mayPublish(Listener listener, Set<String> users) {
    if (listener.ownership() instanceof NotVisible hidden) {
      return hidden.cause() != NotVisible.Cause.KERNEL;
    }
    if (!(listener.ownership() instanceof Known known)) {
      return true;
    }
    ProcessRef owner = known.leader();
    return EngineHelper.publishes(owner) && isOf(users, owner.user());
  }

  private static boolean isOf(Set<String> users, String user) {
    return user.isEmpty() || users.isEmpty() || users.contains(user);
  }

  /**
   * The ids of the containers of the socket and its owners; "" instead of the id of a group that
   * another user can have made.
   */
  private static Set<String> ids(Listener listener, Set<String> users) {
    Set<String> ids = new HashSet<>();
    add(ids, listener.controlGroup(), users);
    if (listener.ownership() instanceof Known known) {
      for (ProcessRef owner : known.owners()) {
        add(ids, owner.background().controlGroup(), users);
      }
    }
    return ids;
  }

  private static void add(Set<String> ids, @Nullable ControlGroup group, Set<String> users) {
    if (group != null && (group.kind().isContainer() || ControlGroupPath.isId(group.name()))) {
      ids.add(isOf(users, ControlGroupPath.user(group.path())) ? group.name() : "");
    }
  }

  /**
   * The indexes of the listeners for a published port. If it is published on all addresses, these
   * are the listeners on all addresses; if there are none, for example because the engine runs in a
   * virtual machine, the listeners on the loopback address.
   */
  private static List<Integer> on(
      Published port, List<Listener> listeners, List<Integer> candidates) {
    List<Integer> same = new ArrayList<>();
    List<Integer> loopback = new ArrayList<>();
    InetAddress address = candidates.isEmpty() ? null : address(port.ip());
    if (address == null) {
      return same;
    }
    for (int i : candidates) {
      Listener listener = listeners.get(i);
      if (listener.transport().name().equals(port.transport())) {
        InetAddress local = listener.address().getAddress();
        if (address.isAnyLocalAddress() ? listener.isOnAllAddresses() : address.equals(local)) {
          same.add(i);
        } else if (address.isAnyLocalAddress() && listener.isLoopback()) {
          loopback.add(i);
        }
      }
    }
    return same.isEmpty() ? loopback : same;
  }

  /** A published address; null if the text is not an address. */
  private static @Nullable InetAddress address(String ip) {
    try {
      return NetstatRow.address(ip.isEmpty() ? "0.0.0.0" : ip, 0).getAddress();
    } catch (IOException e) {
      return null;
    }
  }
}
