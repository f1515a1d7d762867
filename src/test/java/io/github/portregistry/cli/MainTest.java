package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  private static final String SOURCE =
      "\nSource: IANA Service Name and Transport Protocol Port Number Registry, 2026-02-13\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Main.run(args, printer(out), printer(err));
  }

  private static PrintStream printer(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream printed) {
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void anAssignedPortIsPrintedWithItsServices() {
    assertThat(run("425")).isZero();

    assertThat(text(out))
        .startsWith(
            """
            Port 425: ghost, one of the System Ports 0-1023
              tcp   icad-el           ghost; ICAD; assigned to Larry Stone
              udp   icad-el           ghost; ICAD; assigned to Larry Stone
            Evidence
            """);
    assertThat(text(out)).endsWith(SOURCE);
    assertThat(text(err)).isEmpty();
  }

  @Test
  void aReleasedPortIsPrintedWithItsFormerHolder() {
    run("832");

    assertThat(text(out))
        .isEqualTo(
            """
            Port 832: released, one of the System Ports 0-1023
              tcp   reserved          modified 2025-09-29
              udp   reserved          modified 2025-09-29
            Formerly
              tcp   netconfsoaphttp   NETCONF over SOAP; released by RFC9900; on 2025-09-29
              udp   netconfsoaphttp   NETCONF over SOAP; released by RFC9900; on 2025-09-29
            Evidence
              strong, registry note: netconfsoaphttp, released on 2025-09-29 by RFC 9900, Updates to NETCONF \
            Transport Port Numbers, 2025-12, Proposed standard [RFC9900]
            Related ports
              family: 830, 833
            """
                + SOURCE);
  }

  @Test
  void aPortWithoutARowIsPrintedWithItsRange() {
    run("50001");

    assertThat(text(out))
        .isEqualTo("Port 50001: dynamic, one of the Dynamic Ports 49152-65535\n" + SOURCE);
  }

  @Test
  void severalPortsArePrintedWithAnEmptyLineBetween() {
    run("840", "24");

    assertThat(text(out))
        .startsWith(
            """
            Port 840: unassigned, one of the System Ports 0-1023
              all   unassigned        as 834-846

            Port 24: assigned, one of the System Ports 0-1023
              tcp   assigned          any private mail system; assigned to Rick Adams
              udp   assigned          any private mail system; assigned to Rick Adams
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "http | 'http' is not a port number; give one from 0 to 65535, such as 432",
        "-1 | '-1' is not a port number; give one from 0 to 65535, such as 432",
        "٤٣٢ | '٤٣٢' is not a port number; give one from 0 to 65535, such as 432",
        "70000 | port 70000 is above 65535",
        "4294967728 | '4294967728' is not a port number; give one from 0 to 65535, such as 432"
      })
  void whatIsNoPortIsRefusedBeforeAnythingIsPrinted(String arg, String message) {
    assertThat(run("432", arg)).isEqualTo(2);

    assertThat(text(err)).isEqualTo(message + "\n");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void withoutAnArgumentTheUsageIsTold() {
    assertThat(run()).isEqualTo(2);

    assertThat(text(err))
        .isEqualTo("usage: port-registry PORT...    for example: port-registry 432\n");
  }
}
