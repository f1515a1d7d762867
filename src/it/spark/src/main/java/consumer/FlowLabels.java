package consumer;

import static org.apache.spark.sql.functions.callUDF;
import static org.apache.spark.sql.functions.col;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/** The registry as functions of Spark SQL; protocol 6 is TCP, 17 UDP, 132 SCTP, 33 DCCP. */
public final class FlowLabels {

  private FlowLabels() {}

  /** Registers the functions in a session. */
  public static void register(SparkSession spark) {
    // A function that holds no registry has nothing to send: each executor loads its own, once.
    spark
        .udf()
        .register(
            "server_port",
            (UDF3<Integer, Integer, Integer, Integer>)
                (a, b, protocol) -> PortRegistry.bundled().serverPort(a, b, transport(protocol)),
            DataTypes.IntegerType);
    spark
        .udf()
        .register(
            "service",
            (UDF2<Integer, Integer, String>)
                (port, protocol) -> PortRegistry.bundled().commonName(port, transport(protocol)),
            DataTypes.StringType);
    spark
        .udf()
        .register(
            "port_status",
            (UDF2<Integer, Integer, String>)
                (port, protocol) -> status(port, transport(protocol)).name(),
            DataTypes.StringType);
    spark
        .udf()
        .register(
            "port_range",
            (UDF2<Integer, Integer, String>)
                (port, protocol) -> PortRegistry.lookup(port).range().name(),
            DataTypes.StringType);
  }

  /** Adds who serves, what it is called, its status and its range to the flows. */
  public static Dataset<Row> label(Dataset<Row> flows) {
    return flows
        .withColumn("port", callUDF("server_port", col("srcport"), col("dstport"), col("protocol")))
        .withColumn("service", callUDF("service", col("port"), col("protocol")))
        .withColumn("status", callUDF("port_status", col("port"), col("protocol")))
        .withColumn("range", callUDF("port_range", col("port"), col("protocol")));
  }

  /** Returns the transport of an IP protocol number, as flow logs give it. */
  public static Transport transport(int protocol) {
    return switch (protocol) {
      case 6 -> Transport.TCP;
      case 17 -> Transport.UDP;
      case 33 -> Transport.DCCP;
      case 132 -> Transport.SCTP;
      default -> throw new IllegalArgumentException("no ports in IP protocol " + protocol);
    };
  }

  private static PortStatus status(int port, Transport transport) {
    return PortRegistry.lookup(port).status(transport);
  }
}
