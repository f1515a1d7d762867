package io.github.portregistry.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the processes that started the others, because a worker that is stopped is started again.
 */
final class Leaders {

  /** The first process of every machine and container, which should never be stopped. */
  static final long FIRST_PROCESS = 1;

  private Leaders() {}

  /**
   * Returns the processes that none of the others started, in their order, each once; process 1
   * only if it is the only one, because it hands its sockets to others and is an ancestor of all.
   */
  static List<ProcessRef> of(List<ProcessRef> processes) {
    Set<Long> pids = new LinkedHashSet<>();
    for (ProcessRef process : processes) {
      if (process.pid() != FIRST_PROCESS) {
        pids.add(process.pid());
      }
    }
    if (pids.isEmpty()) {
      return processes.isEmpty() ? processes : processes.subList(0, 1);
    }
    List<ProcessRef> leaders = new ArrayList<>();
    for (ProcessRef process : processes) {
      boolean started =
          process.background().ancestors().stream()
              .anyMatch(ancestor -> pids.contains(ancestor.pid()));
      if (process.pid() != FIRST_PROCESS
          && !started
          && leaders.stream().noneMatch(leader -> leader.pid() == process.pid())) {
        leaders.add(process);
      }
    }
    return leaders;
  }
}
