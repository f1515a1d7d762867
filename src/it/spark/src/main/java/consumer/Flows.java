package consumer;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Generated flows, and what people do without the library: a join with a table of services. */
final class Flows {

  private static final String HASH = "pmod(xxhash64(id), %d)";

  private Flows() {}

  /** A session in this JVM with two threads, that writes and opens nothing that is not needed. */
  static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config(
            Map.of(
                "spark.ui.enabled", "false",
                "spark.driver.host", "localhost",
                "spark.driver.bindAddress", "127.0.0.1",
                "spark.sql.shuffle.partitions", "2"))
        .getOrCreate();
  }

  /**
   * Flows from a client's port to a server's: one of some usual ports in three of four, else any;
   * one of five is UDP, and one of two was logged by the server's side.
   */
  static Dataset<Row> generate(SparkSession spark, long count) {
    String usual = "array(443, 80, 53, 22, 9092, 5432, 8080, 3306, 6379, 432, 832, 123)";
    return spark
        .range(0, count, 1, 2)
        .withColumn("client", expr("cast(32768 + " + HASH.formatted(28_232) + " as int)"))
        .withColumn("any", expr("cast(pmod(xxhash64(id, 1), 65536) as int)"))
        .withColumn("usual", expr("element_at(" + usual + ", cast(1 + pmod(id, 12) as int))"))
        .withColumn("server", expr("if(pmod(xxhash64(id, 2), 4) = 0, any, usual)"))
        .withColumn("protocol", expr("if(pmod(xxhash64(id, 3), 5) = 0, 17, 6)"))
        .withColumn("turned", expr("pmod(xxhash64(id, 4), 2) = 0"))
        .withColumn("srcport", expr("if(turned, server, client)"))
        .withColumn("dstport", expr("if(turned, client, server)"))
        .select("srcport", "dstport", "protocol");
  }

  /** Joins the lower port with a broadcast table; knows neither which end serves, nor ranges. */
  static Dataset<Row> join(SparkSession spark, Dataset<Row> flows) {
    Dataset<Row> services = broadcast(services(spark));
    Dataset<Row> ported = flows.withColumn("port", least(col("srcport"), col("dstport")));
    return ported
        .join(
            services,
            ported
                .col("port")
                .equalTo(services.col("p"))
                .and(ported.col("protocol").equalTo(services.col("t"))),
            "left")
        .withColumn("service", coalesce(col("name"), lit("")))
        .withColumn("status", coalesce(col("state"), lit("UNASSIGNED")))
        .withColumn(
            "range",
            when(col("port").lt(1024), "SYSTEM")
                .when(col("port").lt(49_152), "USER")
                .otherwise("DYNAMIC"))
        .select("srcport", "dstport", "protocol", "port", "service", "status", "range");
  }

  private static Dataset<Row> services(SparkSession spark) {
    PortRegistry registry = PortRegistry.bundled();
    List<Row> rows = new ArrayList<>();
    for (int port = 0; port < 65_536; port++) {
      for (int protocol : new int[] {6, 17}) {
        Transport transport = FlowLabels.transport(protocol);
        String name = registry.commonName(port, transport);
        if (!name.isEmpty()) {
          String status = registry.port(port).status(transport).name();
          rows.add(RowFactory.create(port, protocol, name, status));
        }
      }
    }
    StructType type =
        new StructType()
            .add("p", DataTypes.IntegerType)
            .add("t", DataTypes.IntegerType)
            .add("name", DataTypes.StringType)
            .add("state", DataTypes.StringType);
    return spark.createDataFrame(rows, type);
  }
}
