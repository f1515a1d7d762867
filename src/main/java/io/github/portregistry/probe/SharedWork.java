package io.github.portregistry.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Shares work on many items between a few threads, including the caller's. */
final class SharedWork {

  private static final int MANY_ITEMS = 64;
  private static final int MOST_THREADS = 4;

  private SharedWork() {}

  /**
   * Does the work for each item until the deadline. An exception from one item is passed to {@code
   * failed}, and the other items are still processed. An interrupt ends the work like the deadline,
   * and the thread stays interrupted.
   */
  static void forEach(
      List<String> items, Deadline deadline, Consumer<String> work, Consumer<Throwable> failed) {
    AtomicInteger next = new AtomicInteger();
    Runnable all =
        () -> {
          for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            if (deadline.isOver()) {
              return;
            }
            guarded(items.get(i), work, failed);
          }
        };
    List<Thread> helpers = new ArrayList<>();
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    for (int i = 1; i < threads && items.size() >= MANY_ITEMS; i++) {
      Thread helper = new Thread(all, "port-registry-probe");
      helper.setDaemon(true);
      try {
        helper.start();
      } catch (OutOfMemoryError e) {
        // The system has no more threads; the existing ones do all the work.
        break;
      }
      helpers.add(helper);
    }
    all.run();
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          // The helpers still use data that the caller reads next; they end at their next step.
          deadline.interrupt();
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does the work for one item; passes an exception to {@code failed}. */
  static void guarded(String item, Consumer<String> work, Consumer<Throwable> failed) {
    try {
      work.accept(item);
    } catch (Throwable e) {
      // An exception would end the helper with a stack trace and leave its part of the work undone.
      failed.accept(e);
    }
  }
}
