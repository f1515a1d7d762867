package io.github.portregistry.greeting;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Asks listeners what they speak, many at once, in the caller's thread. */
public final class Greeter {

  /** How many connections are open at once; each takes a descriptor. */
  private static final int AT_ONCE = 200;

  private final Selector selector;
  private final long budget;
  private final Deque<Dialogue> waiting = new ArrayDeque<>();
  private final List<Dialogue> open = new ArrayList<>();
  private long end;

  /** How long this thread was busy, and listeners had to wait for it. */
  private long busy;

  private Greeter(Selector selector, Duration budget) {
    this.selector = selector;
    this.budget = budget.toNanos();
  }

  /**
   * Returns what was heard of each listener, in the order of the targets, once all have answered or
   * the time is over. An interrupt of the thread ends it too, unless the thread was interrupted
   * before the call. Nothing that a listener does makes it fail.
   *
   * @param budget the time to wait for listeners. The time in which this thread itself works comes
   *     on top: first that of opening connections and loading TLS, without a limit; then at most as
   *     much as the budget
   */
  public static List<Heard> ask(List<Target> targets, Duration budget) {
    if (targets.isEmpty()) {
      return List.of();
    }
    boolean wasInterrupted = Thread.interrupted();
    List<Dialogue> all = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (Target target : targets) {
        all.add(new Dialogue(target, selector));
      }
      new Greeter(selector, budget).hold(all);
    } catch (IOException e) {
      return targets.stream()
          .map(target -> Heard.notAsked("the system cannot open connections: " + e.getMessage()))
          .toList();
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return all.stream().map(Dialogue::heard).toList();
  }

  private void hold(List<Dialogue> all) throws IOException {
    waiting.addAll(all);
    try {
      end = System.nanoTime() + budget;
      open();
      // While TLS is loaded, servers that speak first do so.
      TlsLine.prepare();
      end = System.nanoTime() + budget;
      while (!isOver() && !(open.isEmpty() && waiting.isEmpty())) {
        select();
        long now = System.nanoTime();
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isValid()) {
            ((Dialogue) key.attachment()).ready(key);
          }
        }
        selector.selectedKeys().clear();
        for (Dialogue dialogue : open) {
          dialogue.tick(now);
        }
        open.removeIf(Dialogue::isDone);
        open();
        busy += System.nanoTime() - now;
      }
    } finally {
      open.forEach(Dialogue::expire);
      waiting.forEach(Dialogue::skip);
    }
  }

  private boolean isOver() {
    return System.nanoTime() - end >= Math.min(busy, budget)
        || Thread.currentThread().isInterrupted();
  }

  /** Starts as many dialogues as may be open at once. */
  private void open() {
    while (open.size() < AT_ONCE && !waiting.isEmpty() && !isOver()) {
      Dialogue dialogue = waiting.remove();
      dialogue.start();
      if (!dialogue.isDone()) {
        open.add(dialogue);
      }
    }
  }

  /** Waits for something to happen, at most until the first dialogue has to be looked at. */
  private void select() throws IOException {
    long until = end + Math.min(busy, budget);
    for (Dialogue dialogue : open) {
      until = Math.min(until, dialogue.nextTime());
    }
    long millis = (until - System.nanoTime() + 999_999) / 1_000_000;
    if (millis > 0) {
      selector.select(millis);
    } else {
      selector.selectNow();
    }
  }
}
