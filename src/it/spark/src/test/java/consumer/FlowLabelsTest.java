package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowLabelsTest {

  private static final long FLOWS = Long.getLong("flows");

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Flows.session();
    FlowLabels.register(spark);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void sparkLabelsEveryFlowAsAPlainLoopDoes() {
    assertLabelsAreThoseOfALoop(FlowLabels.label(Flows.generate(spark, FLOWS)));
  }

  @Test
  void theJoinLabelsEveryFlowAsAPlainLoopDoes() {
    assertLabelsAreThoseOfALoop(Flows.join(Flows.generate(spark, FLOWS), Flows.table(spark)));
  }

  private static void assertLabelsAreThoseOfALoop(Dataset<Row> labeled) {
    PortRegistry registry = PortRegistry.bundled();
    long seen = 0;
    for (Iterator<Row> rows = labeled.toLocalIterator(); rows.hasNext(); seen++) {
      Row row = rows.next();
      Transport transport = row.getInt(2) == 6 ? Transport.TCP : Transport.UDP;
      int port = registry.serverPort(row.getInt(0), row.getInt(1), transport);
      assertEquals(port, row.getInt(3));
      assertEquals(registry.commonName(port, transport), row.getString(4));
      assertEquals(registry.port(port).status(transport).name(), row.getString(5));
      assertEquals(registry.port(port).range().name(), row.getString(6));
    }
    assertEquals(FLOWS, seen);
  }

  @ParameterizedTest
  @CsvSource({
    "51514, 443, 6, https",
    "53, 51514, 17, domain",
    "36412, 51514, 132, s1-control",
    "5004, 51514, 33, avt-profile-1"
  })
  void aFlowOfEachTransportIsLabeledInSql(int portA, int portB, int protocol, String service) {
    String call = "ports.label(%d, %d, %d)".formatted(portA, portB, protocol);

    assertEquals(service, spark.sql("select " + call + ".service").head().getString(0));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "null, 443, 6", "443, null, 6", "51514, 443, null"})
  void whatHasNoPortsHasNoLabel(String portA, String portB, String protocol) {
    String flow = "select " + portA + " as a, " + portB + " as b, " + protocol + " as p";
    String label = "ports.label(cast(a as int), cast(b as int), cast(p as int))";

    assertTrue(spark.sql("select " + label + " from (" + flow + ")").head().isNullAt(0));
  }
}
