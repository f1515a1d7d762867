package io.github.portregistry.site;

import static io.github.portregistry.MadeChange.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.FormerAssignment;
import io.github.portregistry.IanaState;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.RegistryChange.Kind;
import io.github.portregistry.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsTest {

  private static final String TABLE_END = "</tbody></table></div>\n";

  /** Of the ports in these tests, those from 1000 on have no page. */
  private static final Lists LISTS = new Lists(port -> port < 1000);

  private static String rows(String page) {
    return page.substring(page.indexOf("<tbody>\n") + "<tbody>\n".length());
  }

  private static PortRecord ghost(int port, String detail) {
    return MadePages.ghost(port, detail, MadePages.service(port, "old", "", Liveness.GHOST));
  }

  // Ghosts

  @Test
  void aGhostHasItsServicesAssigneesAndTheDaySinceWhichItIsListed() {
    PortRecord ghost =
        MadePages.ghost(
            7,
            "in no catalog; listed since 1990-03",
            MadePages.service(7, "old", "", "Jane_Doe", Transport.TCP, Liveness.GHOST),
            MadePages.service(7, "old", "", "Jane_Doe", Transport.UDP, Liveness.GHOST),
            MadePages.service(7, "older", "", "", Transport.UDP, Liveness.GHOST),
            MadePages.service(7, "oldest", "", "A & B", Transport.UDP, Liveness.GHOST));

    assertThat(LISTS.ghosts(List.of(ghost)))
        .isEqualTo(
            """
            <h1>Ghosts</h1>
            <p class="lead">These 1 ports are still assigned, but no source that was checked shows\
             their service in use. <a href="../rules/index.html">How that is determined</a>.\
             Oldest first.</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Ghosts"><table><thead><tr>\
            <th scope="col">Port</th><th scope="col">Service</th><th scope="col">Assignee</th>\
            <th scope="col">Listed since</th></tr></thead>
            <tbody>
            <tr><td><a href="../7/index.html">7</a></td><td>old, older, oldest</td>\
            <td>Jane Doe, A &amp; B</td><td class="day">1990-03</td></tr>
            </tbody></table></div>
            """);
  }

  @Test
  void theOldestGhostIsFirstAndOfTwoOfADayTheLowerPort() {
    String page =
        LISTS.ghosts(
            List.of(
                ghost(9, "listed since 1990-03"),
                ghost(4, "listed since 1992-01-02"),
                ghost(8, "listed since 1990-03"),
                MadePages.released(3, MadePages.former("gone", "", "1980-01-01"))));

    assertThat(page)
        .contains("These 3 ports")
        .containsSubsequence(">8</a>", "1990-03<", ">9</a>", "1990-03<", ">4</a>", "1992-01-02<")
        .doesNotContain(">3</a>");
  }

  @Test
  void aGhostWithoutAListingIsListedSinceAnUnknownDayAndOneWithoutAPageIsNoLink() {
    assertThat(rows(LISTS.ghosts(List.of(ghost(1000, "in no catalog")))))
        .isEqualTo(
            "<tr><td>1000</td><td>old</td><td></td><td class=\"day\">unknown</td></tr>\n"
                + TABLE_END);
  }

  // Released ports

  @Test
  void aReleasedPortHasItsLastServiceTheDayTheAuthorityAndItsState() {
    PortRecord port = MadePages.released(7, MadePages.former("gone", "Gone Away", "2001-02-03"));

    assertThat(LISTS.released(List.of(port)))
        .isEqualTo(
            """
            <h1>Released ports</h1>
            <p class="lead">These 1 ports were assigned to a service and are no longer. Old\
             software may still use them. Newest first.</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Released ports"><table>\
            <thead><tr><th scope="col">Port</th><th scope="col">Formerly</th>\
            <th scope="col">Released</th><th scope="col">By</th><th scope="col">Now</th></tr>\
            </thead>
            <tbody>
            <tr><td><a href="../7/index.html">7</a></td><td>gone: Gone Away</td>\
            <td class="day">2001-02-03</td>\
            <td><a href="https://www.rfc-editor.org/info/rfc6335">RFC 6335</a></td>\
            <td>unassigned</td></tr>
            </tbody></table></div>
            """);
  }

  @Test
  void theNewestReleaseIsFirstThenThoseOfADayByPortAndThoseWithoutADayComeLast() {
    String page =
        LISTS.released(
            List.of(
                MadePages.released(1),
                MadePages.released(2, MadePages.former("b", "", "2001-02-03")),
                MadePages.released(6, MadePages.former("c", "", "2003-01-01")),
                MadePages.released(5, MadePages.former("d", "", "2003-01-01")),
                MadePages.released(4, between("e", "2002-01-01", "2002-06-01")),
                MadePages.released(3, MadePages.former("f", "", null)),
                ghost(9, "listed since 1990")));

    assertThat(page)
        .contains("These 6 ports")
        .containsSubsequence(">5</a>", ">6</a>", ">4</a>", ">2</a>", ">1</a>", ">3</a>")
        .doesNotContain(">9</a>");
  }

  private static FormerAssignment between(String name, String lastSeen, String absentBy) {
    return former(FormerAssignment.Kind.RELEASED, name, null, lastSeen, absentBy);
  }

  private static FormerAssignment former(
      FormerAssignment.Kind kind,
      String name,
      @Nullable String releasedOn,
      @Nullable String lastSeen,
      @Nullable String absentBy) {
    return MadePages.former(kind, Transport.TCP, name, "", releasedOn, lastSeen, absentBy);
  }

  @Test
  void aReleaseWithoutADayIsDatedByTheCopiesOfTheRegistry() {
    PortRecord port = MadePages.released(7, between("gone", "2001-02-03", "2001-09-09"));

    assertThat(LISTS.released(List.of(port)))
        .contains("<td>gone</td><td class=\"day\">2001-02-03 to 2001-09-09</td>");
  }

  @Test
  void aReleaseOfWhichOneOfTheTwoCopiesIsMissingIsOfAnUnknownDay() {
    FormerAssignment.Kind released = FormerAssignment.Kind.RELEASED;

    assertThat(
            LISTS.released(
                List.of(MadePages.released(7, former(released, "a", null, null, "2001-09-09")))))
        .contains("<td>a</td><td class=\"day\">unknown</td>");
    assertThat(
            LISTS.released(
                List.of(MadePages.released(7, former(released, "a", null, "2001-09-09", null)))))
        .contains("<td>a</td><td class=\"day\">unknown</td>");
  }

  @Test
  void aReleasedPortWithoutAServiceThatLeftItWasAssignedToAnUnknownOne() {
    PortRecord port =
        MadePages.released(
            7, former(FormerAssignment.Kind.RENAMED, "renamed", "2001-01-01", null, null));

    assertThat(rows(LISTS.released(List.of(port))))
        .isEqualTo(
            "<tr><td><a href=\"../7/index.html\">7</a></td><td>unknown</td>"
                + "<td class=\"day\">unknown</td><td></td><td>unassigned</td></tr>\n"
                + TABLE_END);
  }

  @Test
  void ofSeveralFormerServicesTheLastToLeaveIsNamed() {
    PortRecord port =
        MadePages.released(
            7,
            MadePages.former("first", "", "2001-01-01"),
            MadePages.former("last", "", "2002-01-01"),
            MadePages.former("before", "", "2000-01-01"),
            former(FormerAssignment.Kind.RENAMED, "renamed", "2003-01-01", null, null));

    assertThat(LISTS.released(List.of(port))).contains("<td>last</td>");
  }

  @Test
  void ofTwoThatLeftOnOneDayTheFirstIsNamed() {
    PortRecord port =
        MadePages.released(
            7,
            MadePages.former("first", "", "2001-01-01"),
            MadePages.former("second", "", "2001-01-01"));

    assertThat(LISTS.released(List.of(port))).contains("<td>first</td>");
  }

  @ParameterizedTest
  @CsvSource({
    "gone, '', gone",
    "'', Gone Away, Gone Away",
    "gone, GONE, gone",
    "gone, Gone Away, gone: Gone Away",
  })
  void aFormerServiceIsCalledByItsNameAndByATitleThatSaysMore(
      String name, String title, String called) {
    PortRecord port = MadePages.released(7, MadePages.former(name, title, "2001-01-01"));

    assertThat(LISTS.released(List.of(port))).contains("<td>" + called + "</td>");
  }

  @Test
  void theStatesOfTheTransportsThatWereReleasedAreNamed() {
    PortRecord both =
        MadePages.released(
            7,
            List.of(
                MadePages.row(7, Transport.TCP, IanaState.RESERVED, PortStatus.RELEASED),
                MadePages.row(7, Transport.UDP, IanaState.UNASSIGNED, PortStatus.RELEASED)));
    PortRecord one =
        MadePages.released(
            8,
            List.of(
                MadePages.row(8, Transport.TCP, IanaState.RESERVED, PortStatus.RESERVED),
                MadePages.row(8, Transport.UDP, IanaState.UNASSIGNED, PortStatus.RELEASED)));

    assertThat(LISTS.released(List.of(both, one)))
        .contains("<td>reserved, unassigned</td>", "<td></td><td>unassigned</td>");
  }

  // Changes

  private static RegistryChange assigned(
      String day, String ports, @Nullable Transport transport, String name) {
    return on(day, Kind.ASSIGNED, ports, transport, name, "", "RFC 9999");
  }

  @Test
  void theChangesOfAYearAreListedWithTheNewestFirst() {
    List<RegistryChange> changes =
        List.of(
            assigned("2020-01-02", "7", Transport.TCP, "a"), assigned("2020-03-04", "", null, "b"));

    assertThat(LISTS.changes(2020, changes))
        .isEqualTo(
            """
            <h1>Changes of 2020</h1>
            <p class="lead">The registry changed 2 times in 2020, as far as is known. Newest\
             first. <a href="../index.html">All years</a>.</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Changes of 2020"><table>\
            <thead><tr><th scope="col">Date</th><th scope="col">Port</th>\
            <th scope="col">Transport</th><th scope="col">Change</th></tr></thead>
            <tbody>
            <tr><td class="day">2020-03-04</td><td>none</td><td></td><td>b\
             (<a href="https://www.rfc-editor.org/info/rfc9999">RFC 9999</a>) registered without a\
             port</td></tr>
            <tr><td class="day">2020-01-02</td><td><a href="../../7/index.html">7</a></td>\
            <td>tcp</td><td>assigned to a\
             (<a href="https://www.rfc-editor.org/info/rfc9999">RFC 9999</a>)</td></tr>
            </tbody></table></div>
            """);
  }

  @Test
  void aChangeOfSeveralPortsOrOfAPortWithoutAPageIsNoLink() {
    String page =
        LISTS.changes(
            2020,
            List.of(
                assigned("2020-01-02", "7-9", Transport.UDP, "a"),
                assigned("2020-01-02", "1000", Transport.UDP, "b")));

    assertThat(page).contains("<td>7-9</td><td>udp</td>", "<td>1000</td><td>udp</td>");
  }

  @Test
  void aSingleChangeIsCountedOnce() {
    assertThat(LISTS.changes(2020, List.of(assigned("2020-01-02", "7", Transport.TCP, "a"))))
        .contains("The registry changed 1 time in 2020");
  }

  // All ports by number

  @Test
  void thePortsOfABlockHaveTheirStatusAndWhatTheyAre() {
    List<PortRecord> ports =
        List.of(ghost(1007, "x"), MadePages.used(1008, MadePages.use(1008, 1008, "P", "")));

    assertThat(LISTS.numbers(1000, ports, List.of("a ghost", "used & seen")))
        .isEqualTo(
            """
            <h1>Ports 1000 to 1999</h1>
            <p class="lead">2 ports of them have a page. No service, use or change is recorded for\
             the others.</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Ports 1000 to 1999"><table>\
            <thead><tr><th scope="col">Port</th><th scope="col">Status</th>\
            <th scope="col">What it is</th></tr></thead>
            <tbody>
            <tr><td><a href="../../1007/index.html">1007</a></td>\
            <td><span class="badge ghost">ghost</span></td><td>a ghost</td></tr>
            <tr><td><a href="../../1008/index.html">1008</a></td>\
            <td><span class="badge unassigned">unassigned</span></td><td>used &amp; seen</td></tr>
            </tbody></table></div>
            """);
  }

  @Test
  void theLastBlockEndsWithTheHighestPort() {
    assertThat(LISTS.numbers(65000, List.of(ghost(65001, "x")), List.of("a")))
        .startsWith("<h1>Ports 65000 to 65535</h1>\n<p class=\"lead\">1 port of them has a page.");
  }

  @ParameterizedTest
  @CsvSource({"0, 0 ports", "1, 1 port", "2, 2 ports", "1234, '1,234 ports'"})
  void whatIsCountedIsPluralUnlessThereIsOne(int count, String counted) {
    assertThat(Lists.counted(count, "port")).isEqualTo(counted);
  }
}
