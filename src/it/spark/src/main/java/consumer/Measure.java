package consumer;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Prints how many flows are generated, labeled and joined, side by side: in a second, and in a
 * second of one processor, which says more where others use the machine too.
 */
public final class Measure {

  private static final int RUNS = 5;

  private Measure() {}

  /** The flows a second of one job, by run. */
  private record Rates(double[] wall, double[] cpu) {
    Rates() {
      this(new double[RUNS], new double[RUNS]);
    }
  }

  /** Takes the number of flows. */
  public static void main(String[] args) throws IOException {
    long count = Long.parseLong(args[0]);
    try (SparkSession spark = Flows.session()) {
      spark.sparkContext().setLogLevel("WARN");
      FlowLabels.register(spark);
      Dataset<Row> flows = Flows.generate(spark, count);
      Dataset<Row> table = Flows.table(spark);
      Map<String, Supplier<Dataset<Row>>> jobs = new LinkedHashMap<>();
      jobs.put("without labels", () -> flows);
      jobs.put("ports.label", () -> FlowLabels.label(flows));
      jobs.put("two broadcast joins", () -> Flows.join(flows, table));
      Map<String, Rates> rates = new LinkedHashMap<>();
      for (int run = -1; run < RUNS; run++) {
        for (Map.Entry<String, Supplier<Dataset<Row>>> job : jobs.entrySet()) {
          long start = System.nanoTime();
          long cpuStart = cpuNanos();
          // Makes every column of every row, and keeps none.
          job.getValue().get().write().format("noop").mode("overwrite").save();
          double seconds = (System.nanoTime() - start) / 1e9;
          double cpuSeconds = (cpuNanos() - cpuStart) / 1e9;
          if (run >= 0) {
            Rates of = rates.computeIfAbsent(job.getKey(), key -> new Rates());
            of.wall[run] = count / seconds;
            of.cpu[run] = count / cpuSeconds;
          }
        }
      }
      rates.forEach(
          (job, of) ->
              System.out.printf(
                  "%-20s %s a second; %s a second of one processor%n",
                  job, text(of.wall), text(of.cpu)));
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static String text(double[] rates) {
    Arrays.sort(rates);
    return "%,d flows (%,d to %,d)"
        .formatted(Math.round(rates[RUNS / 2]), Math.round(rates[0]), Math.round(rates[RUNS - 1]));
  }
}
