package io.github.portregistry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all warm benchmarks in rounds and prints ratios to the floor of each group. A round gives
 * every benchmark one fresh JVM, so a slow minute of a noisy machine falls on all of them and not
 * on one; the ratio is the median over the rounds of (contestant / floor of the same round). The
 * ratio of the quickest rounds stands beside it: where the two differ much, the run was disturbed.
 * Allocation is measured by JMH's gc profiler in the same run.
 *
 * <p>Arguments: the number of rounds (default 9) and a regular expression of benchmarks (default:
 * all).
 */
public final class WarmRounds {

  private static final String PACKAGE = WarmRounds.class.getPackageName() + ".";
  private static final String ALLOCATION = "gc.alloc.rate.norm";
  private static final double BAR = 1.5;

  private final Map<String, List<Double>> nanos = new TreeMap<>();
  private final Map<String, List<Double>> bytes = new TreeMap<>();

  private WarmRounds() {}

  /** Runs the rounds and prints the table. */
  public static void main(String[] args) throws RunnerException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    String include = args.length > 1 ? args[1] : "";
    WarmRounds all = new WarmRounds();
    for (int round = 1; round <= rounds; round++) {
      all.runOnce(include);
      System.err.printf(Locale.ROOT, "round %d of %d done%n", round, rounds);
    }
    all.print(rounds);
  }

  private void runOnce(String include) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("\\Q" + PACKAGE + "\\E.*" + include)
            .forks(1)
            .addProfiler("gc")
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    for (RunResult result : new Runner(options).run()) {
      String benchmark = result.getParams().getBenchmark().substring(PACKAGE.length());
      Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
      add(nanos, benchmark, result.getPrimaryResult().getScore());
      add(bytes, benchmark, allocation.getScore());
    }
  }

  private static void add(Map<String, List<Double>> values, String benchmark, double value) {
    values.computeIfAbsent(benchmark, key -> new ArrayList<>()).add(value);
  }

  private void print(int rounds) {
    System.out.printf(
        Locale.ROOT,
        "%d rounds, one fresh JVM per benchmark and round%n%n"
            + "| benchmark | ns/op, median (min - max) | x floor | x floor, of minima"
            + " | net of harness | B/op |%n"
            + "|---|---|---|---|---|---|%n",
        rounds);
    nanos.forEach(this::printLine);
    System.out.printf(Locale.ROOT, "%n");
    printBar("RecordByPort");
    printBar("NameByPort");
    printBar("ServiceByName");
  }

  private void printLine(String benchmark, List<Double> values) {
    Samples samples = new Samples(values);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f (%.2f - %.2f) | %.2f | %.2f | %s | %.3f |%n",
        benchmark,
        samples.median(),
        samples.min(),
        samples.max(),
        ratio(benchmark),
        samples.min() / new Samples(sibling(benchmark, "floor")).min(),
        benchmark.endsWith(".harness")
            ? "-"
            : String.format(Locale.ROOT, "%.2f", netRatio(benchmark)),
        new Samples(bytes.get(benchmark)).median());
  }

  private void printBar(String group) {
    String benchmark = group + ".portRegistry";
    if (nanos.containsKey(benchmark)) {
      double ratio = ratio(benchmark);
      double allocated = new Samples(bytes.get(benchmark)).median();
      System.out.printf(
          Locale.ROOT,
          "%s: %.2f x floor (bar %.1f), %.3f B/op (bar 0): %s%n",
          group,
          ratio,
          BAR,
          allocated,
          ratio <= BAR && allocated < 0.01 ? "met" : "MISSED");
    }
  }

  private double ratio(String benchmark) {
    return new Samples(nanos.get(benchmark)).pairedRatio(new Samples(sibling(benchmark, "floor")));
  }

  private double netRatio(String benchmark) {
    Samples harness = new Samples(sibling(benchmark, "harness"));
    return new Samples(nanos.get(benchmark))
        .minus(harness)
        .pairedRatio(new Samples(sibling(benchmark, "floor")).minus(harness));
  }

  private List<Double> sibling(String benchmark, String method) {
    return nanos.get(benchmark.substring(0, benchmark.indexOf('.') + 1) + method);
  }
}
