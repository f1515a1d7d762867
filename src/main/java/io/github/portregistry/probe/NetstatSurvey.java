package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.SocketSource.Sockets;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Creates a survey from the rows that a program of the system printed. */
final class NetstatSurvey {

  /** Looks up a process by its id and its name in the rows. */
  interface Processes {
    ProcessRef process(long pid, String name);
  }

  /** Explains why the owner of a socket is not known. */
  interface Reasons {
    Ownership ownership(Transport transport, int port, long pid);
  }

  private final Processes processes;
  private final Reasons reasons;
  private final Instant before;
  private final Map<Long, ProcessRef> known = new HashMap<>();

  /**
   * Creates the factory for one survey.
   *
   * @param before an instant before the program that printed the rows was started
   */
  NetstatSurvey(Processes processes, Reasons reasons, Instant before) {
    this.processes = processes;
    this.reasons = reasons;
    this.before = before;
  }

  private record Place(Transport transport, InetSocketAddress address, Listener.Ipv4 ipv4) {}

  private record Port(Transport transport, int number) {}

  /** The extent of the search for owners. */
  private record Search(Owners depth, long lowestPid, Deadline deadline) {

    Coverage noted(Coverage coverage) {
      return deadline.leftOut() ? coverage.withNote(deadline.note()) : coverage;
    }
  }

  /**
   * Creates the survey.
   *
   * @param lowestPid the lowest id of an ordinary process
   */
  Sockets of(
      Collection<NetstatRow> rows, PortSet ports, Depth depth, long lowestPid, Coverage coverage) {
    Map<Place, Map<Long, String>> places = new LinkedHashMap<>();
    Set<Port> listening = new HashSet<>();
    List<NetstatRow> others = new ArrayList<>();
    for (NetstatRow row : rows) {
      if (!ports.contains(row.local().getPort())) {
        continue;
      }
      if (row.use() != null) {
        others.add(row);
      } else {
        listening.add(new Port(row.transport(), row.local().getPort()));
        places
            .computeIfAbsent(
                new Place(row.transport(), row.local(), row.ipv4()), p -> new TreeMap<>())
            .put(row.pid(), row.name());
      }
    }
    List<Listener> listeners = new ArrayList<>();
    Search search = new Search(depth.owners(), lowestPid, Deadline.after(depth.budget()));
    places.forEach((place, pids) -> listeners.add(listener(place, pids, search)));
    List<OtherUse> uses = new ArrayList<>();
    if (depth.otherUses() != OtherUses.NONE) {
      for (NetstatRow row : others) {
        OtherUse.Kind kind = requireNonNull(row.use());
        Port port = new Port(row.transport(), row.local().getPort());
        Ownership ownership =
            listening.contains(port) || isTheSystems(kind)
                ? NotVisible.notRequested()
                : ownership(port, Map.of(row.pid(), row.name()), search);
        boolean accepted = kind == OtherUse.Kind.CLIENT && listening.contains(port);
        uses.add(
            new OtherUse(
                accepted ? OtherUse.Kind.ACCEPTED : kind,
                row.transport(),
                row.local(),
                1,
                ownership));
      }
    }
    return new Sockets(listeners, OtherUse.counted(uses), search.noted(coverage));
  }

  /** Whether no process can own such a socket: it was released, or not accepted yet. */
  private static boolean isTheSystems(OtherUse.Kind kind) {
    return kind == OtherUse.Kind.TIME_WAIT
        || kind == OtherUse.Kind.CLOSING
        || kind == OtherUse.Kind.HALF_OPEN;
  }

  private Listener listener(Place place, Map<Long, String> pids, Search search) {
    Port port = new Port(place.transport, place.address.getPort());
    Ownership ownership = ownership(port, pids, search);
    String user = ownership instanceof Known owned ? owned.owners().get(0).user() : "";
    return new Listener(place.transport, place.address, place.ipv4, user, ownership);
  }

  private Ownership ownership(Port port, Map<Long, String> pids, Search search) {
    if (search.depth == Owners.NONE) {
      return NotVisible.notRequested();
    }
    List<ProcessRef> owners = new ArrayList<>();
    long other = 0;
    Long reused = null;
    Long late = null;
    for (Map.Entry<Long, String> pid : pids.entrySet()) {
      if (pid.getKey() < search.lowestPid) {
        other = pid.getKey();
      } else if (search.depth == Owners.ALL || owners.isEmpty()) {
        ProcessRef process = process(pid.getKey(), pid.getValue(), search.deadline);
        if (process == null) {
          late = pid.getKey();
        } else if (startedMeanwhile(process)) {
          reused = pid.getKey();
        } else {
          owners.add(process);
        }
      }
    }
    if (!owners.isEmpty()) {
      // These programs name one process for each socket.
      return new Known(owners, false);
    }
    if (late != null) {
      return new NotVisible(
          NotVisible.Cause.NOT_SEARCHED,
          "The system names process "
              + late
              + " as the owner, but its details were not read within "
              + search.deadline.budget()
              + ". Give the search more time (ListenerProbe.withOwnerBudget).");
    }
    return reused == null
        ? reasons.ownership(port.transport, port.number, other)
        : new Vanished(
            "The system named process "
                + reused
                + " as the owner, but a process with that number started while the sockets were being"
                + " read, so the owner may have ended. Check again.");
  }

  /** Returns a process; null if there was no time to read it. */
  private @Nullable ProcessRef process(long pid, String name, Deadline deadline) {
    ProcessRef process = known.get(pid);
    if (process == null && !deadline.isOver()) {
      process = processes.process(pid, name);
      known.put(pid, process);
    }
    return process;
  }

  /**
   * Whether a process started after the program was run, so that it cannot own the socket. A start
   * in the future does not count, because the clock was set back. Start times are rounded down, so
   * none appears later than it was.
   */
  private boolean startedMeanwhile(ProcessRef process) {
    Instant started = process.startedAt();
    return started != null && started.isAfter(before) && !started.isAfter(Instant.now());
  }

  /**
   * Returns the facts that the JVM has about a process, which may have ended or belong to another
   * user.
   */
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
