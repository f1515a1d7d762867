package consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Uses each kind of table, the probe and JSON; fails where shrinking has broken one of them. */
public final class Shrunk {

  private Shrunk() {}

  private static void require(boolean fact, String what) {
    if (!fact) {
      throw new AssertionError(what);
    }
  }

  /** Runs in the jar that ProGuard has shrunk, optimized and renamed. */
  public static void main(String[] args) throws IOException {
    PortRegistry registry = PortRegistry.bundled();
    require(registry.serviceName(443, Transport.TCP).equals("https"), "the registry");
    require(registry.commonName(9092, Transport.TCP).equals("kafka"), "the uses");
    require(!registry.provenance().sha256().isEmpty(), "the provenance");
    require(registry.asOf(LocalDate.of(2020, 1, 1)).port(832).status() != null, "the history");
    PortRecord released = PortRegistry.lookup(832);
    require(!released.formerAssignments().isEmpty(), "the former assignments");
    require(!PortRegistry.lookup(432).evidence().isEmpty(), "the evidence");
    require(Dossier.of(released).text(80).contains("netconfsoaphttp"), "the dossier");
    String csv = "port,transport,service_name\n8500,tcp,billing\n";
    PortRegistry team =
        PortRegistry.read(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "team.csv");
    require(team.serviceName(8500, Transport.TCP).equals("billing"), "FastCSV");
    ObjectMapper jackson = new ObjectMapper();
    try (ServerSocket server = new ServerSocket(0)) {
      PortFinding finding = ListenerProbe.local().check(server.getLocalPort());
      require(finding.verdict() != Verdict.NOT_IN_USE, "the probe: " + finding);
      String json = jackson.writeValueAsString(finding);
      require(json.contains("\"listeners\""), json);
      require(jackson.readValue(json, PortFinding.class).equals(finding), json);
    }
    String json = jackson.writeValueAsString(released);
    require(json.startsWith("{\"number\":832,\"range\":\"system\""), json);
    require(jackson.readValue(json, PortRecord.class).equals(released), json);
    System.out.println("shrunk, and everything answers");
  }
}
