package consumer;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** Uses each kind of table that the library packages, and FastCSV; fails where one is not found. */
public final class Shaded {

  private Shaded() {}

  private static void require(boolean fact, String what) {
    if (!fact) {
      throw new AssertionError(what);
    }
  }

  /** Runs in the shaded jar, in which the library has another package. */
  public static void main(String[] args) throws IOException {
    String home = PortRegistry.class.getPackageName();
    require(home.equals("consumer." + "ports"), home);
    PortRegistry registry = PortRegistry.bundled();
    require(registry.serviceName(443, Transport.TCP).equals("https"), "the registry");
    require(registry.commonName(9092, Transport.TCP).equals("kafka"), "the uses");
    require(!registry.port(432).evidence().isEmpty(), "the evidence");
    require(!registry.port(832).formerAssignments().isEmpty(), "the former assignments");
    require(!registry.provenance().sha256().isEmpty(), "the provenance");
    String csv =
        """
        port,transport,state,status,service_name,description,assignee,contact,registered,modified,references,service_code,unauthorized_use,alias_of,source
        8500,tcp,,,billing,Billing API,Team_Blue,,,,,,,,
        """;
    PortRegistry team =
        PortRegistry.read(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "team.csv");
    require(team.serviceName(8500, Transport.TCP).equals("billing"), "FastCSV");
    try (ServerSocket server = new ServerSocket(0)) {
      PortFinding finding = ListenerProbe.local().check(server.getLocalPort());
      require(finding.verdict() != Verdict.NOT_IN_USE, "the probe: " + finding);
    }
    System.out.println("shaded and relocated: all tables found in " + home);
  }
}
