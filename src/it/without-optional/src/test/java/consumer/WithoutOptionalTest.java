package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.portregistry.Assignment;
import io.github.portregistry.Evidence;
import io.github.portregistry.IanaState;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.ProcessRef;
import java.io.ByteArrayInputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithoutOptionalTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.fasterxml.jackson.annotation.JsonValue",
        "com.fasterxml.jackson.databind.ObjectMapper",
        "tools.jackson.core.JsonParser",
        "tools.jackson.databind.ObjectMapper",
        "org.springframework.boot.SpringApplication",
        "org.springframework.core.SpringVersion",
        "picocli.CommandLine"
      })
  void nothingOptionalIsThere(String name) {
    assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
  }

  @Test
  void aPortIsLookedUp() {
    PortRecord port = PortRegistry.lookup(432);

    assertEquals(PortStatus.GHOST, port.status());
    assertEquals("iasd", port.assignments(Transport.TCP).get(0).serviceName());
    assertEquals(IanaState.ASSIGNED, port.ianaState(Transport.UDP));
  }

  @Test
  void allThatIsKnownOfAPortIsTold() {
    PortRecord port = PortRegistry.lookup(432);

    assertEquals(Evidence.Kind.ABSENCE, port.evidence().get(0).kind());
    assertFalse(port.evidence().get(0).consulted().isEmpty());
    assertFalse(port.observedUses().isEmpty());
    assertFalse(PortRegistry.lookup(832).formerAssignments().isEmpty());
    assertFalse(PortRegistry.lookup(832).related().isEmpty());
    assertEquals(
        "2025-09-29", PortRegistry.lookup(832).formerAssignments().get(0).releasedOn() + "");
  }

  @Test
  void portsAreSearched() {
    assertTrue(PortRegistry.bundled().search("kafka").contains(PortRegistry.lookup(9092)));
    assertEquals("https", PortRegistry.bundled().serviceName(443, Transport.TCP));
  }

  @Test
  void aTableIsLaidOver() throws Exception {
    String csv =
        """
        port,transport,state,status,service_name,description,assignee,contact,registered,modified,references,service_code,unauthorized_use,alias_of,source
        8500,tcp,,,billing,Billing API,Team_Blue,,,,,,,,
        """;
    PortRegistry team =
        PortRegistry.read(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "team.csv");

    Assignment billing =
        PortRegistry.bundled().withOverlay(team).assignments(8500, Transport.TCP).get(0);

    assertEquals("billing", billing.serviceName());
    assertEquals("team.csv", billing.source());
  }

  @Test
  void aListenerIsFound() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      PortFinding finding = ListenerProbe.local().check(server.getLocalPort());

      assertFalse(finding.reasons().isEmpty());
      for (Listener listener : finding.listeners()) {
        if (listener.ownership() instanceof Known known) {
          for (ProcessRef owner : known.owners()) {
            assertTrue(owner.toString().startsWith("ProcessRef[pid="));
          }
        }
      }
    }
  }
}
