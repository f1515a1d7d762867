package io.github.portregistry.bench;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * How much heap stays in use after the first answer. A fresh JVM per contestant, with its own jars
 * only: used heap after several collections, the first answer, the same again, and the difference.
 * The JVMs use the serial collector and no thread-local buffers, so that the count of used bytes is
 * exact: a buffer counts as used as a whole. The floor keeps nothing, so its figure is what opening
 * the jar costs; every other figure contains that too. Class metadata and native memory are not
 * heap and are not counted.
 *
 * <p>Argument: the number of rounds (default 5).
 */
public final class RetainedHeap {

  private static final double BAR_BYTES = 1.5e6;

  private RetainedHeap() {}

  /** Runs the rounds and prints the table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Map<Contestant, Samples> retained = new EnumMap<>(Contestant.class);
    for (Contestant contestant : Contestant.values()) {
      retained.put(contestant, difference(contestant, rounds));
    }
    System.out.printf(
        Locale.ROOT,
        "%d rounds%n%n"
            + "| KiB retained after the first answer | median | min | max |%n"
            + "|---|---|---|---|%n",
        rounds);
    retained.forEach((contestant, bytes) -> print(contestant.label(), bytes));
    double ours = retained.get(Contestant.PORT_REGISTRY).median();
    System.out.printf(
        Locale.ROOT,
        "%nport-registry: %.2f MB (bar: at most 1.5): %s%n",
        ours / 1e6,
        ours <= BAR_BYTES ? "met" : "MISSED");
  }

  private static void print(String label, Samples bytes) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f | %,.0f |%n",
        label,
        bytes.median() / 1024,
        bytes.min() / 1024,
        bytes.max() / 1024);
  }

  private static Samples difference(Contestant contestant, int rounds)
      throws IOException, InterruptedException {
    List<Double> values = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      ChildJvm child =
          ChildJvm.run(
              List.of("-XX:+UseSerialGC", "-XX:-UseTLAB"),
              contestant.classPath(),
              List.of(Difference.class.getName(), contestant.program()));
      values.add(Double.valueOf(child.output()));
    }
    return new Samples(values);
  }

  /** Prints the used bytes after a contestant's first answer less those before it. */
  static final class Difference {

    /** Takes the name of the contestant's class. */
    public static void main(String[] args) throws Exception {
      Callable<?> contestant =
          (Callable<?>) Class.forName(args[0]).getDeclaredConstructor().newInstance();
      long before = usedBytes();
      Object answer = contestant.call();
      long after = usedBytes();
      Reference.reachabilityFence(answer);
      System.out.println(after - before);
    }

    private static long usedBytes() throws InterruptedException {
      for (int i = 0; i < 5; i++) {
        System.gc();
        Thread.sleep(20);
      }
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }
}
