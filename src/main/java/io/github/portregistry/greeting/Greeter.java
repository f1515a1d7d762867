package io.github.portregistry.greeting;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Asks listeners, all at once and in one thread, that of the caller. */
public final class Greeter {

  /** Each takes a descriptor. */
  private static final int AT_ONCE = 200;

  private Greeter() {}

  /**
   * Returns what was heard of each of the listeners, in their order, once all have answered or the
   * time is over; an interrupt of the thread ends it as well, unless it came before. Nothing that a
   * listener does makes it fail.
   */
  public static List<Heard> ask(List<Target> targets, Duration budget) {
    if (targets.isEmpty()) {
      return List.of();
    }
    boolean wasInterrupted = Thread.interrupted();
    try {
      return askAll(targets, budget);
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static List<Heard> askAll(List<Target> targets, Duration budget) {
    TlsLine.prepare();
    long end = System.nanoTime() + budget.toNanos();
    List<Dialogue> all = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (Target target : targets) {
        all.add(new Dialogue(target, selector));
      }
      hold(all, selector, end);
    } catch (IOException e) {
      return targets.stream()
          .map(target -> Heard.notAsked("the system makes no connections: " + e.getMessage()))
          .toList();
    }
    return all.stream().map(Dialogue::heard).toList();
  }

  private static void hold(List<Dialogue> all, Selector selector, long end) throws IOException {
    Deque<Dialogue> waiting = new ArrayDeque<>(all);
    List<Dialogue> open = new ArrayList<>();
    try {
      long now = System.nanoTime();
      while (now < end
          && !Thread.currentThread().isInterrupted()
          && !(open.isEmpty() && waiting.isEmpty())) {
        while (open.size() < AT_ONCE && !waiting.isEmpty()) {
          Dialogue dialogue = waiting.remove();
          dialogue.start();
          open.add(dialogue);
        }
        select(selector, open, end);
        now = System.nanoTime();
        for (Dialogue dialogue : open) {
          dialogue.tick(now);
        }
        open.removeIf(Dialogue::isDone);
      }
    } finally {
      open.forEach(Dialogue::expire);
      waiting.forEach(Dialogue::skip);
    }
  }

  /** Waits for what comes, at most until the first has to be looked at. */
  private static void select(Selector selector, List<Dialogue> open, long end) throws IOException {
    long until = end;
    for (Dialogue dialogue : open) {
      until = Math.min(until, dialogue.nextTime());
    }
    long millis = (until - System.nanoTime() + 999_999) / 1_000_000;
    if (millis > 0) {
      selector.select(millis);
    } else {
      selector.selectNow();
    }
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isValid()) {
        ((Dialogue) key.attachment()).ready(key);
      }
    }
    selector.selectedKeys().clear();
  }
}
