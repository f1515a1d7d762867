package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class FlowLabelsTest {

  private static final long FLOWS = Long.getLong("flows");

  @Test
  void sparkLabelsEveryFlowAsAPlainLoopDoes() throws Exception {
    PortRegistry registry = PortRegistry.bundled();
    try (SparkSession spark = Flows.session()) {
      FlowLabels.register(spark);
      Dataset<Row> labelled = FlowLabels.label(Flows.generate(spark, FLOWS));
      long seen = 0;
      for (Iterator<Row> rows = labelled.toLocalIterator(); rows.hasNext(); seen++) {
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
  }
}
