package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Assignment;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.Jackson;
import io.github.portregistry.MadeRow;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.ObservedUse.Confidence;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortSpan;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.UnnamedEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the line of a port says; the ports are made up. */
class PortLinesTest {

  private static final PortSpan PLACE = PortSpan.of(6000);

  private static ObservedUse use(String application) {
    return use(PLACE, null, application, "", Confidence.REPORTED);
  }

  private static ObservedUse use(
      PortSpan ports,
      @Nullable Transport transport,
      String application,
      String commonName,
      Confidence confidence) {
    return new ObservedUse(
        ports, transport, application, "database", confidence, List.of("a source"), commonName);
  }

  private static ObservedUse dominant(String application) {
    return use(PLACE, null, application, application, Confidence.REPORTED);
  }

  private static Assignment service(String name, @Nullable PortSpan ports) {
    return new Assignment(name, ports, Transport.TCP, "", List.of(), "a source");
  }

  private static FormerAssignment former(String name) {
    return new FormerAssignment(
        null, name, "", null, "IANA", "", FormerAssignment.Kind.RELEASED, "a source");
  }

  private static UnnamedEntry unnamed(IanaState state, String description) {
    return new UnnamedEntry(
        PLACE,
        null,
        state,
        PortStatus.of(state),
        description,
        "",
        "",
        null,
        null,
        List.of(),
        "",
        "a source");
  }

  /** A record has facts of any kind only if it is read from JSON. */
  private static PortRecord port(Map<String, ?> facts) {
    return port(6000, facts);
  }

  private static PortRecord port(int number, Map<String, ?> facts) {
    String json = Jackson.JACKSON_3.text(facts);
    return Jackson.JACKSON_3.read(
        "{\"number\":" + number + (facts.isEmpty() ? "}" : "," + json.substring(1)),
        PortRecord.class);
  }

  private static PortRecord usedBy(ObservedUse... uses) {
    return port(Map.of("observedUses", List.of(uses)));
  }

  private static List<String> printed(Table table) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    table.print(new Terminal(writer, writer, Terminal.ANY, false));
    return out.toString().lines().toList();
  }

  /** The last column of the only line. */
  private static String described(Table table) {
    List<String> lines = printed(table);
    assertThat(lines).hasSize(2);
    int start = lines.get(0).indexOf("DESCRIPTION");
    return lines.get(1).length() < start ? "" : lines.get(1).substring(start);
  }

  private static String described(PortRecord port) {
    return described(PortLines.of(Stream.of(port)));
  }

  private static String found(PortRecord port, String searched) {
    return described(PortLines.found(List.of(port), searched));
  }

  // Uses

  @Test
  void twoUsesAreNamedAndMoreAreCounted() {
    assertThat(described(usedBy(use("One"), use("Two")))).isEqualTo("used by One, Two");
    assertThat(described(usedBy(use("One"), use("Two"), use("Six"), use("Ten"))))
        .isEqualTo("used by One, Two and 2 more");
  }

  @Test
  void otherUsesThanTheDominantOneAreLeftOutUnlessTheyWereSearchedFor() {
    PortRecord port = usedBy(use("Plain thing"), dominant("Main thing"));

    assertThat(described(port)).isEqualTo("mostly used by Main thing");
    assertThat(found(port, "main")).isEqualTo("mostly used by Main thing");
    assertThat(found(port, "plain")).isEqualTo("mostly used by Main thing; used by Plain thing");
  }

  @Test
  void ofOneTransportItsUsesAndThoseOfAllAreNamed() {
    PortRecord port =
        usedBy(
            use(PLACE, Transport.UDP, "Udp thing", "", Confidence.REPORTED),
            use(PLACE, Transport.TCP, "Tcp thing", "", Confidence.REPORTED),
            use("Any thing"));

    assertThat(described(PortLines.of(Stream.of(port), Transport.TCP)))
        .isEqualTo("used by Tcp thing, Any thing");
    assertThat(described(PortLines.of(Stream.of(port), Transport.SCTP)))
        .isEqualTo("used by Any thing");
  }

  @Test
  void aRangeIsNamedOnlyWhereNothingElseIs() {
    ObservedUse range = use(new PortSpan(6000, 6100), null, "Range thing", "", Confidence.REPORTED);
    PortRecord assigned =
        port(Map.of("observedUses", List.of(range), "assignments", List.of(service("own", PLACE))));

    assertThat(described(usedBy(range))).isEqualTo("in the range 6000-6100 of Range thing");
    assertThat(described(usedBy(range, use("One")))).isEqualTo("used by One");
    assertThat(described(assigned)).isEmpty();
    assertThat(found(assigned, "range")).isEqualTo("in the range 6000-6100 of Range thing");
  }

  @Test
  void aDisputedUseIsNamedOnlyIfItWasSearchedFor() {
    PortRecord port =
        usedBy(use(PLACE, null, "Doubtful thing", "doubt", Confidence.DISPUTED), use("One"));

    assertThat(described(port)).isEqualTo("used by One");
    assertThat(found(port, "doubtful")).isEqualTo("used by One; disputed: used by Doubtful thing");
  }

  @Test
  void theNameByWhichAPortWasFoundIsAdded() {
    PortRecord dominated = usedBy(use(PLACE, null, "Main thing", "big", Confidence.REPORTED));
    Assignment alias =
        MadeRow.of("other-name").on(PLACE, Transport.TCP).aliasOf("own").source("a source").row();
    PortRecord aliased = port(Map.of("assignments", List.of(service("own", PLACE), alias)));

    assertThat(found(dominated, "big")).isEqualTo("mostly used by Main thing; called big");
    assertThat(found(aliased, "other")).isEqualTo("called other-name");
    assertThat(found(aliased, "Every Day")).isEqualTo("called every day");
  }

  // Ports without a service

  @Test
  void thePurposeOfAPortWithoutANameIsShown() {
    PortRecord port =
        port(Map.of("unnamedEntries", List.of(unnamed(IanaState.ASSIGNED, "Some purpose"))));

    assertThat(described(port)).isEqualTo("Some purpose");
    assertThat(found(port, "purpose")).isEqualTo("Some purpose");
  }

  @Test
  void theRemarkOnAReservedPortIsNoPurpose() {
    assertThat(
            described(
                port(Map.of("unnamedEntries", List.of(unnamed(IanaState.RESERVED, "A remark"))))))
        .isEmpty();
  }

  @Test
  void formerServicesWithoutANameAreNotNamed() {
    assertThat(
            described(port(Map.of("formerAssignments", List.of(former(""), former("old-name"))))))
        .isEqualTo("formerly old-name");
  }

  // Rows of a name

  @Test
  void theRowsOfANameAreFollowedByItsFormerPorts() {
    PortRecord former = port(Map.of("formerAssignments", List.of(former("name"))));

    assertThat(
            printed(
                PortLines.of(
                    List.of(service("name", null), service("name", PortSpan.of(7))),
                    List.of(former))))
        .containsExactly(
            "PORT      SERVICE  STATUS      DESCRIPTION",
            "none/tcp  name     assigned",
            "7/tcp     name     assigned",
            "6000               unassigned  formerly name");
  }

  @Test
  void portsThatAreAlikeShareALineIfTheyFollowEachOther() {
    Stream<PortRecord> ports = Stream.of(1, 2, 4).map(number -> port(number, Map.of()));

    assertThat(printed(PortLines.of(ports)))
        .containsExactly(
            "PORT  SERVICE  STATUS      DESCRIPTION",
            "1-2            unassigned",
            "4              unassigned");
  }
}
