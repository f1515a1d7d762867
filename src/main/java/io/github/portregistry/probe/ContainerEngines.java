package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.ContainerAnswer.Published;
import io.github.portregistry.probe.ContainerAnswer.Running;
import io.github.portregistry.probe.SocketSource.Survey;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The container engines that are asked, and which listener belongs to which of their containers.
 */
final class ContainerEngines {

  static final ContainerEngines NONE = new ContainerEngines(List.of(), true);

  private final List<Path> sockets;

  /** Whether the ports are those that the engines publish: not inside of a container. */
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

  /** The same for a network namespace whose ports are not those that are published. */
  ContainerEngines inside() {
    return new ContainerEngines(sockets, false);
  }

  /**
   * The survey with the containers of its listeners, and a note for each engine that failed.
   *
   * @param patience how long an engine is waited for, if it is less than usual
   */
  Survey name(Survey survey, Duration patience) {
    if (sockets.isEmpty() || survey.listeners().isEmpty()) {
      return survey;
    }
    List<Listener> listeners = new ArrayList<>(survey.listeners());
    Coverage coverage = survey.coverage();
    for (Path socket : sockets) {
      String why = "";
      try {
        String place = socket.toString();
        name(listeners, ContainerAnswer.read(ContainerEngine.containers(socket, patience), place));
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
    return new Survey(listeners, survey.otherUses(), coverage);
  }

  private void name(List<Listener> listeners, List<Running> containers) {
    Map<Integer, List<Integer>> byPort = new HashMap<>();
    Map<String, Container> byId = new HashMap<>();
    for (Running running : containers) {
      byId.putIfAbsent(running.container().id(), running.container());
    }
    for (int i = 0; i < listeners.size(); i++) {
      Listener listener = listeners.get(i);
      Set<String> ids = ids(listener);
      for (String id : ids) {
        Container found = byId.get(id);
        if (found != null && listeners.get(i).container() == null) {
          listeners.set(i, listener.withContainer(found));
        }
      }
      // One that is in a container itself is no proxy for another.
      if (ids.isEmpty() && published) {
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

  /** The ids of the containers that the socket or an owner is in. */
  private static Set<String> ids(Listener listener) {
    Set<String> ids = new HashSet<>();
    add(ids, listener.controlGroup());
    if (listener.ownership() instanceof Known known) {
      for (ProcessRef owner : known.owners()) {
        add(ids, owner.background().controlGroup());
      }
    }
    return ids;
  }

  private static void add(Set<String> ids, @Nullable ControlGroup group) {
    if (group != null && (group.kind().isContainer() || ControlGroupPath.isId(group.name()))) {
      ids.add(group.name());
    }
  }

  /**
   * Which of the listeners of its number have a published port. If it is on all addresses, these
   * are the ones on all; where there is none, as where the engine is in a virtual machine, those on
   * the loopback address.
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

  /** A published address; null where it is none. */
  private static @Nullable InetAddress address(String ip) {
    try {
      return NetstatRow.address(ip.isEmpty() ? "0.0.0.0" : ip, 0).getAddress();
    } catch (IOException e) {
      return null;
    }
  }
}
