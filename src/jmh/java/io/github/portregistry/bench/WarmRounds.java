package io.github.portregistry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all warm benchmarks in rounds and prints ratios to the floor of each group. A round gives
 * every benchmark one fresh JVM, so a slow minute of a noisy machine falls on all of them and not
 * on one; the ratio is the median over the rounds of (contestant / floor of the same round). The
 * ratio of the quickest rounds is next to it: if the two differ much, the run was disturbed.
 * Allocation is measured by JMH's gc profiler in the same run.
 *
 * <p>Arguments: the number of rounds (default 9) and a regular expression of benchmarks (default:
 * all). The floor and the harness of each group that it finds run too. A group without a floor has
 * no ratios.
 */
public final class WarmRounds {

  private static final String PACKAGE = WarmRounds.class.getPackageName() + ".";
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private final Map<String, List<Double>> nanos = new TreeMap<>();
  private final Map<String, List<Double>> bytes = new TreeMap<>();

  private WarmRounds() {}

  /** Runs the rounds and prints the table. */
  public static void main(String[] args) throws RunnerException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    String include = args.length > 1 ? args[1] : "";
    Set<String> groups = groups(include);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a regular expression of benchmarks such as FlowLabel but found \""
              + include
              + "\", which fits none");
    }
    WarmRounds all = new WarmRounds();
    for (int round = 1; round <= rounds; round++) {
      all.runOnce(include, groups);
      System.err.printf(Locale.ROOT, "round %d of %d done%n", round, rounds);
    }
    all.print(rounds);
  }

  /** The classes of the benchmarks that an expression finds. */
  private static Set<String> groups(String include) {
    Set<String> groups = new TreeSet<>();
    OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    for (BenchmarkListEntry found :
        BenchmarkList.defaultList().find(silent, List.of(pattern(include)), List.of())) {
      groups.add(group(found.getUsername().substring(PACKAGE.length())));
    }
    return groups;
  }

  private static String pattern(String include) {
    return "\\Q" + PACKAGE + "\\E.*" + include;
  }

  private static String group(String benchmark) {
    return benchmark.substring(0, benchmark.indexOf('.') + 1);
  }

  private void runOnce(String include, Set<String> groups) throws RunnerException {
    ChainedOptionsBuilder builder = new OptionsBuilder().include(pattern(include));
    for (String group : groups) {
      builder.include("\\Q" + PACKAGE + group + "\\E(floor|harness)$");
    }
    Options options =
        builder
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
    printBar("RecordByPort", 1.5);
    printBar("NameByPort", 1.5);
    printBar("ServiceByName", 1.5);
    printBar("FlowLabel", 1.6);
  }

  private void printLine(String benchmark, List<Double> values) {
    Samples samples = new Samples(values);
    List<Double> floor = sibling(benchmark, "floor");
    String ratios =
        floor.isEmpty()
            ? "- | -"
            : String.format(
                Locale.ROOT,
                "%.2f | %.2f",
                ratio(benchmark),
                samples.min() / new Samples(floor).min());
    boolean net = !floor.isEmpty() && !benchmark.endsWith(".harness");
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f (%.2f - %.2f) | %s | %s | %.3f |%n",
        benchmark,
        samples.median(),
        samples.min(),
        samples.max(),
        ratios,
        net ? String.format(Locale.ROOT, "%.2f", netRatio(benchmark)) : "-",
        new Samples(bytes.get(benchmark)).median());
  }

  private void printBar(String group, double bar) {
    String benchmark = group + ".portRegistry";
    if (nanos.containsKey(benchmark)) {
      double ratio = ratio(benchmark);
      double allocated = new Samples(bytes.get(benchmark)).median();
      System.out.printf(
          Locale.ROOT,
          "%s: %.2f x floor (bar %.1f), %.3f B/op (bar 0): %s%n",
          group,
          ratio,
          bar,
          allocated,
          ratio <= bar && allocated < 0.01 ? "met" : "MISSED");
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
    return nanos.getOrDefault(group(benchmark) + method, List.of());
  }
}
