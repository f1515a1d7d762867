package io.github.portregistry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a fresh JVM takes to its first answer. Every contestant gets JVMs of its own, started
 * without any option, with its own jars only, and the contestants take turns (A B C A B C ...), so
 * that noise falls on all alike. The first round is not counted: it brings the files into the page
 * cache.
 *
 * <p>The floor reads the packaged table as a resource, as any library would, and does nothing with
 * it; it has the library's class path. The second floor opens the jar as a file, which spares the
 * class loader's search and its URL, and is as little as the bytes can cost. The clock of the first
 * figures runs from the first line of {@code main}; the whole process is timed from outside.
 *
 * <p>Argument: the number of rounds (default 21).
 */
public final class ColdStart {

  private ColdStart() {}

  /** Runs the rounds and prints the table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 21;
    Map<Contestant, List<Double>> answers = emptyLists();
    Map<Contestant, List<Double>> processes = emptyLists();
    for (int round = 0; round <= rounds; round++) {
      for (Contestant contestant : Contestant.values()) {
        ChildJvm child =
            ChildJvm.run(List.of(), contestant.classPath(), List.of(contestant.program()));
        if (round > 0) {
          answers.get(contestant).add(Long.parseLong(child.output()) / 1e6);
          processes.get(contestant).add(child.wallMillis());
        }
      }
    }
    System.out.printf(Locale.ROOT, "%d rounds%n", rounds);
    print("ms from main to the first answer", answers);
    print("ms for the whole process", processes);
    printBars(answers);
  }

  private static Map<Contestant, List<Double>> emptyLists() {
    Map<Contestant, List<Double>> lists = new EnumMap<>(Contestant.class);
    for (Contestant contestant : Contestant.values()) {
      lists.put(contestant, new ArrayList<>());
    }
    return lists;
  }

  private static void print(String title, Map<Contestant, List<Double>> millis) {
    System.out.printf(
        Locale.ROOT,
        "%n| %s | median | min | max | x floor, of medians | x floor, median of pairs |%n"
            + "|---|---|---|---|---|---|%n",
        title);
    Samples floor = new Samples(millis.get(Contestant.FLOOR));
    millis.forEach(
        (contestant, values) -> {
          Samples samples = new Samples(values);
          System.out.printf(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.1f | %.2f | %.2f |%n",
              contestant.label(),
              samples.median(),
              samples.min(),
              samples.max(),
              samples.median() / floor.median(),
              samples.pairedRatio(floor));
        });
  }

  private static void printBars(Map<Contestant, List<Double>> millis) {
    Samples floor = new Samples(millis.get(Contestant.FLOOR));
    Samples ours = new Samples(millis.get(Contestant.PORT_REGISTRY));
    Samples peer = new Samples(millis.get(Contestant.IANA_SERVICE_HELPER));
    double toFloor = ours.median() / floor.median();
    double toPeer = peer.median() / ours.median();
    System.out.printf(
        Locale.ROOT,
        "%nport-registry: %.2f x floor (bar: at most 1.3): %s%n"
            + "ianaservicehelper: %.1f x port-registry (bar: at least 5): %s%n",
        toFloor,
        toFloor <= 1.3 ? "met" : "MISSED",
        toPeer,
        toPeer >= 5 ? "met" : "MISSED");
  }
}
