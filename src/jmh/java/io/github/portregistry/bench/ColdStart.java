package io.github.portregistry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How long a fresh JVM takes to its first answer. Every contestant gets JVMs of its own, started
 * without any option, with its own jars only, and the contestants take turns (A B C A B C ...), so
 * that noise falls on all alike. The first round is not counted: it brings the files into the page
 * cache.
 *
 * <p>The floor reads the packaged table as a resource, as any library would, and does nothing with
 * it; it has the library's class path. The second floor opens the jar as a file, which spares the
 * class loader's search and its URL, and is as little as the bytes can cost. The clock of the first
 * figures runs from the first line of {@code main}; the whole process is timed from outside. What
 * needs more than the registry's own table is compared with the first lookup of the same rounds.
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
    Set<Contestant> others = EnumSet.complementOf(EnumSet.copyOf(Contestant.STEPS));
    print("ms from main to the first answer", answers, others, Contestant.FLOOR);
    print("ms for the whole process", processes, others, Contestant.FLOOR);
    Set<Contestant> steps = EnumSet.copyOf(Contestant.STEPS);
    steps.add(Contestant.PORT_REGISTRY);
    print("ms from main to", answers, steps, Contestant.PORT_REGISTRY);
    printBars(answers);
  }

  private static Map<Contestant, List<Double>> emptyLists() {
    Map<Contestant, List<Double>> lists = new EnumMap<>(Contestant.class);
    for (Contestant contestant : Contestant.values()) {
      lists.put(contestant, new ArrayList<>());
    }
    return lists;
  }

  private static void print(
      String title,
      Map<Contestant, List<Double>> millis,
      Set<Contestant> contestants,
      Contestant unit) {
    System.out.printf(
        Locale.ROOT,
        "%n| %s | median | min | max | x %s, of medians | the same, median of pairs |%n"
            + "|---|---|---|---|---|---|%n",
        title,
        unit.label());
    Samples units = new Samples(millis.get(unit));
    for (Contestant contestant : contestants) {
      Samples samples = new Samples(millis.get(contestant));
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f | %.2f | %.2f |%n",
          contestant.label(),
          samples.median(),
          samples.min(),
          samples.max(),
          samples.median() / units.median(),
          samples.pairedRatio(units));
    }
  }

  private static void printBars(Map<Contestant, List<Double>> millis) {
    System.out.printf(Locale.ROOT, "%n| bar | at most | measured | |%n|---|---|---|---|%n");
    printRatio(millis, Contestant.PORT_REGISTRY, Contestant.FLOOR, 1.3);
    printRatio(millis, Contestant.FACTS, Contestant.PORT_REGISTRY, 2.5);
    printRatio(millis, Contestant.DOSSIER, Contestant.PORT_REGISTRY, 4);
    printRatio(millis, Contestant.SERVER_PORT, Contestant.PORT_REGISTRY, 3);
    printRatio(millis, Contestant.PORT_REGISTRY, Contestant.IANA_SERVICE_HELPER, 0.2);
    printMillis(millis, Contestant.OLDEST_DAY, 150);
    printMillis(millis, Contestant.OLDEST_DAY_AGAIN, 40);
    printMillis(millis, Contestant.CHANGES, 20);
    printMillis(millis, Contestant.ALL_PORTS, 1500);
  }

  private static void printRatio(
      Map<Contestant, List<Double>> millis, Contestant of, Contestant unit, double bar) {
    double ratio = new Samples(millis.get(of)).median() / new Samples(millis.get(unit)).median();
    String what = of.label() + ", x " + unit.label();
    System.out.printf(
        Locale.ROOT, "| %s | %.1f | %.2f | %s |%n", what, bar, ratio, met(ratio, bar));
  }

  private static void printMillis(Map<Contestant, List<Double>> millis, Contestant of, double bar) {
    double median = new Samples(millis.get(of)).median();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f ms | %.1f ms | %s |%n",
        of.label(),
        bar,
        median,
        met(median, bar));
  }

  private static String met(double measured, double bar) {
    return measured <= bar ? "met" : "**missed**";
  }
}
