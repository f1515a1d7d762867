package consumer;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Labels a flow; IP protocol 6 is TCP, 17 UDP, 33 DCCP, 132 SCTP. */
public final class PortLabel implements UnboundFunction, ScalarFunction<InternalRow> {

  private static final long serialVersionUID = 1;

  private static final int PORTS = 65_536;

  /**
   * The label of each port that was met, by transport; two threads may make one each, which are
   * alike.
   */
  private static final InternalRow[][] LABELS = new InternalRow[Transport.values().length][PORTS];

  /** Each text once: the fewer, the more of them are in the processor's cache. */
  private static final Map<String, UTF8String> TEXTS = new ConcurrentHashMap<>();

  /**
   * Returns the label of a flow; null if the protocol has no ports, or if a port is missing or is
   * none. Spark finds this method by its name and calls it with plain numbers, where null is -1.
   */
  public static InternalRow invoke(int portA, int portB, int protocol) {
    Transport transport = transport(protocol);
    if (transport == null || !isPort(portA) || !isPort(portB)) {
      return null;
    }
    int port = PortRegistry.bundled().serverPort(portA, portB, transport);
    InternalRow label = LABELS[transport.ordinal()][port];
    return label != null ? label : make(port, transport);
  }

  private static boolean isPort(int number) {
    return number >= 0 && number < 65_536;
  }

  private static InternalRow make(int port, Transport transport) {
    PortRecord record = PortRegistry.lookup(port);
    InternalRow label =
        new GenericInternalRow(
            new Object[] {
              port,
              text(PortRegistry.bundled().commonName(port, transport)),
              text(record.status(transport).name()),
              text(record.range().name())
            });
    LABELS[transport.ordinal()][port] = label;
    return label;
  }

  private static UTF8String text(String text) {
    return TEXTS.computeIfAbsent(text, UTF8String::fromString);
  }

  /** Returns the transport of an IP protocol number; null for one without ports. */
  static Transport transport(int protocol) {
    return switch (protocol) {
      case 6 -> Transport.TCP;
      case 17 -> Transport.UDP;
      case 33 -> Transport.DCCP;
      case 132 -> Transport.SCTP;
      default -> null;
    };
  }

  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.IntegerType, DataTypes.IntegerType, DataTypes.IntegerType};
  }

  @Override
  public DataType resultType() {
    return new StructType()
        .add("port", DataTypes.IntegerType)
        .add("service", DataTypes.StringType)
        .add("status", DataTypes.StringType)
        .add("range", DataTypes.StringType);
  }

  @Override
  public BoundFunction bind(StructType arguments) {
    return this;
  }

  @Override
  public String name() {
    return "label";
  }

  @Override
  public String canonicalName() {
    return PortLabel.class.getName();
  }

  @Override
  public String description() {
    return "label(port, port, protocol): port, service, status and range of the end that serves";
  }
}
