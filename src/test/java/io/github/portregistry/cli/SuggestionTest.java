package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTest {

  @Test
  void aShortWordMayHaveOneSlip() {
    assertThat(Suggestion.of(List.of("port"), "pxrt")).contains("port");
    assertThat(Suggestion.of(List.of("port"), "pxrx")).isEmpty();
    assertThat(Suggestion.of(List.of("port"), "po")).isEmpty();
  }

  @Test
  void aWordOfFiveLettersOrMoreMayHaveTwo() {
    assertThat(Suggestion.of(List.of("ports"), "pxrxs")).contains("ports");
    assertThat(Suggestion.of(List.of("ports"), "por")).isEmpty();
    assertThat(Suggestion.of(List.of("ports"), "portsxy")).contains("ports");
    assertThat(Suggestion.of(List.of("ports"), "xxxts")).isEmpty();
  }

  @Test
  void theNearestWordIsSuggestedWhereverItStands() {
    assertThat(Suggestion.of(List.of("listen", "lists"), "listz")).contains("lists");
    assertThat(Suggestion.of(List.of("lists", "listen"), "listz")).contains("lists");
  }

  // Names of services

  private static Optional<String> ofBundled(String word) {
    return Suggestion.serviceName(PortRegistry.bundled(), word);
  }

  /** Facts of these services come from the packaged tables. */
  private static PortRegistry copy(String... rows) throws IOException {
    String csv =
        "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration Date,"
            + "Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes\n"
            + String.join("\n", rows)
            + "\n";
    return PortRegistry.readIana(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "copy");
  }

  @Test
  void aServiceInUseIsSuggestedBeforeOneWithALowerPort() {
    // swrmi, which nobody is known to use, has 1866.
    assertThat(ofBundled("swrm")).contains("swarm (2377, RPC interface for Docker Swarm)");
  }

  @Test
  void evidenceThatAServiceIsMentionedDoesNotMeanThatItIsUsed() {
    // simco at 7626 is specified, but neither is seen in use.
    assertThat(ofBundled("simo"))
        .contains("simon (4753, Simple Invocation of Methods Over Network (SIMON))");
  }

  @Test
  void aServiceIsNotUsedBecauseAnotherOnItsPortIs() throws IOException {
    PortRegistry copy =
        copy(
            "ssh,22,tcp,Secure Shell,,,2020-01-01,,,,,",
            "mysqlk,22,tcp,Another,,,2020-01-01,,,,,",
            "mysql,3306,tcp,MySQL,,,2020-01-01,,,,,");

    assertThat(Suggestion.serviceName(copy, "mysqll")).contains("mysql (3306, MySQL)");
  }

  @Test
  void aServiceWithoutAPortIsSuggestedAfterThoseWithOne() throws IOException {
    String portless = "mysqlk,,,Another,,,2020-01-01,,,,,";

    assertThat(Suggestion.serviceName(copy(portless), "mysqlk_"))
        .contains("mysqlk (no port, Another)");
    assertThat(
            Suggestion.serviceName(copy(portless, "mysqlo,6000,tcp,,,,2020-01-01,,,,,"), "mysqloo"))
        .contains("mysqlo (6000)");
  }

  @Test
  void anEverydayNameIsSuggestedWithTheProgramThatHasIt() {
    // Among the many programs on the port.
    assertThat(ofBundled("adminerr")).contains("adminer (8080, Adminer)");
  }

  @Test
  void anEverydayNameIsSuggestedWithTheProgramOfItsTransport() {
    assertThat(ofBundled("vmware-esxii"))
        .contains("vmware-esxi (902, VMware ESXi (management and consoles))");
  }

  @Test
  void anEverydayNameOfNoKnownProgramIsSuggestedWithTheAssignedService() {
    assertThat(ofBundled("argocdd")).contains("argocd (8080, HTTP Alternate (see port 80))");
  }
}
