package consumer;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Prints how many flows a second are generated, labelled, and joined, side by side. */
public final class Measure {

  private static final int RUNS = 5;

  private Measure() {}

  /** Takes the number of flows. */
  public static void main(String[] args) throws IOException {
    long count = Long.parseLong(args[0]);
    try (SparkSession spark = Flows.session()) {
      spark.sparkContext().setLogLevel("WARN");
      FlowLabels.register(spark);
      Dataset<Row> flows = Flows.generate(spark, count);
      Map<String, Supplier<Dataset<Row>>> jobs = new LinkedHashMap<>();
      jobs.put("without labels", () -> flows);
      jobs.put("server_port, service, status, range", () -> FlowLabels.label(flows));
      jobs.put("broadcast join", () -> Flows.join(spark, flows));
      Map<String, double[]> rates = new LinkedHashMap<>();
      for (int run = -1; run < RUNS; run++) {
        for (Map.Entry<String, Supplier<Dataset<Row>>> job : jobs.entrySet()) {
          long start = System.nanoTime();
          // Makes every column of every row, and keeps none.
          job.getValue().get().write().format("noop").mode("overwrite").save();
          double seconds = (System.nanoTime() - start) / 1e9;
          if (run >= 0) {
            rates.computeIfAbsent(job.getKey(), key -> new double[RUNS])[run] = count / seconds;
          }
        }
      }
      rates.forEach(
          (job, of) -> {
            Arrays.sort(of);
            System.out.printf(
                "%-40s %,12.0f flows/s (median of %d; %,.0f to %,.0f)%n",
                job, of[RUNS / 2], RUNS, of[0], of[RUNS - 1]);
          });
    }
  }
}
