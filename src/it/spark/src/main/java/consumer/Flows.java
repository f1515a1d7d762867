package consumer;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.ServerEnd;
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

/** Generated flows, and what Spark can do by itself: joins with a table of services. */
final class Flows {

  private static final int PORTS = 65_536;

  /** The rank of a port of which nothing is known, the last of at most four. */
  private static final int NOTHING_KNOWN = 3;

  /** The status of a port of which nothing is known. */
  private static final String BLANK = "if(port < 49152, 'UNASSIGNED', 'DYNAMIC')";

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

  /**
   * Answers the same by two joins with a broadcast table, one for each end: what Spark can do by
   * itself with the {@link #table}.
   */
  static Dataset<Row> join(Dataset<Row> flows, Dataset<Row> table) {
    Dataset<Row> src = broadcast(table.toDF("p1", "t1", "rank1", "name1", "status1"));
    Dataset<Row> dst = broadcast(table.toDF("p2", "t2", "rank2", "name2", "status2"));
    return flows
        .join(src, expr("srcport = p1 and protocol = t1"), "left")
        .join(dst, expr("dstport = p2 and protocol = t2"), "left")
        .withColumn(
            "first",
            expr(rank("rank1") + " * 65536 + srcport <= " + rank("rank2") + " * 65536 + dstport"))
        .withColumn("port", expr("if(first, srcport, dstport)"))
        .withColumn("service", expr("coalesce(if(first, name1, name2), '')"))
        .withColumn("status", expr("coalesce(if(first, status1, status2), " + BLANK + ")"))
        .withColumn("range", expr("if(port < 1024, 'SYSTEM', if(port < 49152, 'USER', 'DYNAMIC'))"))
        .select("srcport", "dstport", "protocol", "port", "service", "status", "range");
  }

  private static String rank(String column) {
    return "coalesce(" + column + ", " + NOTHING_KNOWN + ")";
  }

  /** Ranks and names of the ports of which anything is known; the lowest rank wins. */
  static Dataset<Row> table(SparkSession spark) {
    PortRegistry registry = PortRegistry.bundled();
    List<Row> rows = new ArrayList<>();
    for (Transport transport : Transport.values()) {
      List<Integer> oneOfEachRank = oneOfEachRank(registry, transport);
      for (int port = 0; port < PORTS; port++) {
        int rank = 0;
        while (rank + 1 < oneOfEachRank.size()
            && !areAlike(registry, port, oneOfEachRank.get(rank), transport)) {
          rank++;
        }
        boolean last = rank + 1 == oneOfEachRank.size();
        String name = registry.commonName(port, transport);
        String status = registry.port(port).status(transport).name();
        String blank = port < 49_152 ? "UNASSIGNED" : "DYNAMIC";
        if (!last || !name.isEmpty() || !status.equals(blank)) {
          rows.add(
              RowFactory.create(
                  port, transport.protocol(), last ? NOTHING_KNOWN : rank, name, status));
        }
      }
    }
    StructType type =
        new StructType()
            .add("port", DataTypes.IntegerType)
            .add("protocol", DataTypes.IntegerType)
            .add("rank", DataTypes.IntegerType)
            .add("name", DataTypes.StringType)
            .add("status", DataTypes.StringType);
    return spark.createDataFrame(rows, type);
  }

  /** A port of each rank, the rank that wins first. */
  private static List<Integer> oneOfEachRank(PortRegistry registry, Transport transport) {
    List<Integer> ports = new ArrayList<>();
    for (int port = 0; port < PORTS; port++) {
      int place = 0;
      while (place < ports.size()
          && !areAlike(registry, port, ports.get(place), transport)
          && registry.serverPort(port, ports.get(place), transport) != port) {
        place++;
      }
      if (place == ports.size() || !areAlike(registry, port, ports.get(place), transport)) {
        ports.add(place, port);
      }
    }
    return ports;
  }

  /** Whether two ports have one rank. */
  private static boolean areAlike(
      PortRegistry registry, int portA, int portB, Transport transport) {
    return registry.serverEnd(portA, portB, transport).certainty() == ServerEnd.Certainty.GUESS;
  }
}
