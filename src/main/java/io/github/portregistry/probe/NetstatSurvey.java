package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.SocketSource.Survey;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a survey of the rows that a program of the system printed. */
final class NetstatSurvey {

  /** Looks a process up by its id and the name that the rows give it. */
  interface Processes {
    ProcessRef process(long pid, String name);
  }

  /** Says why a socket has no process that could be named. */
  interface Reasons {
    Ownership ownership(long pid);
  }

  private final Processes processes;
  private final Reasons reasons;

  NetstatSurvey(Processes processes, Reasons reasons) {
    this.processes = processes;
    this.reasons = reasons;
  }

  private record Place(
      Transport transport, InetSocketAddress address, @Nullable Boolean acceptsIpv4) {}

  /**
   * Makes the survey.
   *
   * @param lowestPid the lowest id of a process that is a program's
   */
  Survey of(
      Collection<NetstatRow> rows, PortSet ports, Owners depth, long lowestPid, Coverage coverage) {
    Map<Place, Map<Long, String>> places = new LinkedHashMap<>();
    List<OtherUse> uses = new ArrayList<>();
    for (NetstatRow row : rows) {
      if (!ports.contains(row.local().getPort())) {
        continue;
      }
      if (row.use() != null) {
        uses.add(new OtherUse(row.use(), row.transport(), row.local(), 1));
      } else {
        places
            .computeIfAbsent(
                new Place(row.transport(), row.local(), row.acceptsIpv4()), p -> new TreeMap<>())
            .put(row.pid(), row.name());
      }
    }
    List<Listener> listeners = new ArrayList<>();
    places.forEach((place, pids) -> listeners.add(listener(place, pids, depth, lowestPid)));
    return new Survey(listeners, OtherUse.counted(uses), coverage);
  }

  private Listener listener(Place place, Map<Long, String> pids, Owners depth, long lowestPid) {
    List<ProcessRef> owners = new ArrayList<>();
    long other = 0;
    if (depth != Owners.NONE) {
      for (Map.Entry<Long, String> pid : pids.entrySet()) {
        if (pid.getKey() < lowestPid) {
          other = pid.getKey();
        } else if (depth == Owners.ALL || owners.isEmpty()) {
          owners.add(processes.process(pid.getKey(), pid.getValue()));
        }
      }
    }
    Ownership ownership;
    if (depth == Owners.NONE) {
      ownership = NotVisible.notRequested();
    } else if (owners.isEmpty()) {
      ownership = reasons.ownership(other);
    } else {
      // These programs name one process of each socket.
      ownership = new Known(owners, false);
    }
    String user = owners.isEmpty() ? "" : owners.get(0).user();
    return new Listener(place.transport, place.address, place.acceptsIpv4, user, ownership);
  }

  /** What the JVM can tell of a process, which may be ended or another user's. */
  static ProcessRef process(long pid, String name) {
    Optional<ProcessHandle.Info> info = ProcessHandle.of(pid).map(ProcessHandle::info);
    Path executable =
        info.flatMap(ProcessHandle.Info::command).map(NetstatSurvey::path).orElse(null);
    List<String> arguments = new ArrayList<>();
    info.flatMap(ProcessHandle.Info::arguments)
        .ifPresent(
            words -> {
              arguments.add(executable == null ? name : executable.toString());
              arguments.addAll(Arrays.asList(words));
            });
    Path file = executable == null ? null : executable.getFileName();
    return new ProcessRef(
        pid,
        info.flatMap(ProcessHandle.Info::startInstant).orElse(null),
        name.isEmpty() && file != null ? file.toString() : name,
        executable,
        false,
        arguments,
        info.flatMap(ProcessHandle.Info::user).orElse(""));
  }

  private static @Nullable Path path(String command) {
    try {
      return Path.of(command);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
