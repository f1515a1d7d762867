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
  private final long end;

  /** The time in which this thread was busy and listeners had to wait for it. */
  private long busy;

  private Greeter(Selector selector, Duration budget) {
    this.selector = selector;
    this.budget = budget.toNanos();
    this.end = System.nanoTime() + this.budget;
  }

  /**
   * Returns what was heard of each listener, in the order of the targets, once all have answered or
   * the time is over. An interrupt of the thread ends it too, unless the thread was interrupted
   * before the call. Nothing that a listener does makes it fail.
   *
   * @param budget the time to wait for listeners. The time in which this thread itself works is
   *     added: first the time to load TLS, without a limit; then at most as much as the budget
   */
  public static List<Heard> ask(List<Target> targets, Duration budget) {
    if (targets.isEmpty()) {
      return List.of();
    }
    boolean wasInterrupted = Thread.interrupted();
    // Before any connection: loading TLS may open a file, and descriptors can run out.
    boolean hasTls = TlsLine.prepare();
    List<Dialogue> all = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      Greeter greeter = new Greeter(selector, budget);
      for (Target target : targets) {
        all.add(new Dialogue(target, selector, hasTls, greeter::millisLeft));
      }
      greeter.hold(all);
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
      open();
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
        // Each listener gets a first connection before another gets its second.
        for (Dialogue dialogue : open) {
          if (dialogue.isWaiting()) {
            waiting.add(dialogue);
          }
        }
        open.removeIf(dialogue -> dialogue.isDone() || dialogue.isWaiting());
        open();
        busy += System.nanoTime() - now;
      }
    } finally {
      open.forEach(Dialogue::expire);
      waiting.forEach(Dialogue::expire);
    }
  }

  private long millisLeft() {
    return (end + Math.min(busy, budget) - System.nanoTime()) / 1_000_000;
  }

  private boolean isOver() {
    return System.nanoTime() - end >= Math.min(busy, budget)
        || Thread.currentThread().isInterrupted();
  }

  /** Opens as many connections as may be open at once, or as the system gives. */
  private void open() {
    while (open.size() < AT_ONCE && !waiting.isEmpty() && !isOver()) {
      Dialogue dialogue = waiting.remove();
      if (!dialogue.proceed(open.isEmpty())) {
        waiting.addFirst(dialogue);
        return;
      }
      if (dialogue.isWaiting()) {
        waiting.add(dialogue);
      } else if (!dialogue.isDone()) {
        open.add(dialogue);
      }
    }
  }

  /** Waits for data, at most until the first dialogue has to be checked. */
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
