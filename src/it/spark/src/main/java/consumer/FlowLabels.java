package consumer;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The registry as a function of Spark SQL: {@code ports.label(srcport, dstport, protocol)} returns
 * the port of the end that serves, with its service, status and range.
 */
public final class FlowLabels implements FunctionCatalog {

  /** Makes the function known to a session. */
  public static void register(SparkSession spark) {
    spark.conf().set("spark.sql.catalog.ports", FlowLabels.class.getName());
  }

  /** Adds the columns port, service, status and range to the flows. */
  public static Dataset<Row> label(Dataset<Row> flows) {
    return flows
        .withColumn(
            "label", call_function("ports.label", col("srcport"), col("dstport"), col("protocol")))
        .select("*", "label.*")
        .drop("label");
  }

  @Override
  public void initialize(String name, CaseInsensitiveStringMap options) {
    // Nothing to prepare: each executor loads its own registry, once.
  }

  @Override
  public String name() {
    return "ports";
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return new Identifier[] {Identifier.of(namespace, "label")};
  }

  @Override
  public UnboundFunction loadFunction(Identifier function) throws NoSuchFunctionException {
    if (function.name().equals("label")) {
      return new PortLabel();
    }
    throw new NoSuchFunctionException(function);
  }
}
