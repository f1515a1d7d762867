package io.github.portregistry.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Liveness;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextsTest {

  private static final List<PortRecord> PORTS =
      List.of(
          MadePages.ghost(3, "x", MadePages.service(3, "old", "", Liveness.GHOST)),
          MadePages.released(4, MadePages.former("gone", "", "2001-01-01")),
          MadePages.released(5, MadePages.former("gone", "", "2001-01-01")),
          MadePages.used(8081, MadePages.use(8081, 8081, "x", "")));

  private static String index(List<PortRecord> ports, boolean hasPictures) {
    return Texts.index(PortRegistry.bundled(), ports, List.of(0, 8000, 65000), hasPictures);
  }

  @Test
  void theFirstPageHasTheSearchTheListsAndTheNumbers() {
    Html search = new Html();
    Frame.search(search);

    assertThat(index(PORTS, false))
        .isEqualTo(
            "<h1>What is this port?</h1>\n"
                + search
                + """
                <noscript><p class="note">The search needs JavaScript. The lists below work\
                 without it.</p></noscript>
                <p class="lead">Look up any TCP or UDP port: who it is assigned to, whether that\
                 service is still alive, and which software really uses it. Every answer links to\
                 its sources.</p>
                <section><h2>Well-known ports</h2>
                <ul class="chips">
                </ul></section>
                <section><h2>Lists</h2>
                <ul class="facts">
                <li><a href="ghosts/index.html">1 ghosts</a>: still assigned, but not seen in\
                 use</li>
                <li><a href="released/index.html">2 released ports</a>: assigned once, and no\
                 longer</li>
                <li><a href="changes/index.html">Changes by year</a>: what the registry added,\
                 removed and renamed</li>
                </ul></section>
                <section><h2>Browse by number</h2>
                <ul class="chips">
                <li><a href="numbers/0/index.html">0–999</a></li>
                <li><a href="numbers/8000/index.html">8000–8999</a></li>
                <li><a href="numbers/65000/index.html">65000–65535</a></li>
                </ul></section>
                """);
  }

  /** Of 443 the name over TCP is shown; 1 is not well known. */
  @Test
  void theFirstPageNamesTheWellKnownPorts() {
    PortRegistry registry = PortRegistry.bundled();

    assertThat(index(List.of(registry.port(1), registry.port(443)), false))
        .contains(
            """
            <ul class="chips">
            <li><a href="443/index.html"><b>443</b> https</a></li>
            </ul></section>
            """);
  }

  /** A registry of one service, which is over UDP. */
  @Test
  void aWellKnownPortWithoutANameOverTcpIsNamedOverUdp() {
    PortRegistry team =
        PortRegistry.of(
            "x",
            List.of(MadePages.service(123, "clock", "", "", Transport.UDP, Liveness.UNEXAMINED)));

    assertThat(Texts.index(team, List.of(team.port(123)), List.of(), false))
        .contains("<li><a href=\"123/index.html\"><b>123</b> clock</a></li>");
  }

  @Test
  void theFirstPageHasAMapIfThereArePictures() {
    String map =
        """
        <section><h2>The System Ports</h2>
        <picture><source srcset="pictures/system-ports-dark.svg"\
         media="(prefers-color-scheme: dark)"><img src="pictures/system-ports-light.svg"\
         alt="Map of the ports 0 to 1023 by status. The lists on this page have the same facts as\
         text."></picture>
        </section>
        """;

    assertThat(index(PORTS, true)).contains("</ul></section>\n" + map + "<section><h2>Browse");
  }

  @Test
  void theChangesAreListedByYearWithTheirNumber() {
    Map<Integer, Integer> years = new LinkedHashMap<>();
    years.put(2024, 1);
    years.put(2023, 1234);

    assertThat(Texts.changes(years))
        .startsWith("<h1>Changes of the registry</h1>\n<p class=\"lead\">Every known change ")
        .endsWith(
            """
             are dated to an interval and some are missing.</p>
            <ul class="facts">
            <li><a href="2024/index.html">2024</a>: 1 change</li>
            <li><a href="2023/index.html">2023</a>: 1,234 changes</li>
            </ul>
            """);
  }

  @Test
  void theTextAboutTheSiteNamesTheNumberOfPagesAndTheDay() {
    assertThat(Texts.about(7241, "2024-05-06"))
        .startsWith(
            """
            <h1>About this site</h1>
            <p class="lead">The pages show what the open-source library\
             <a href="https://github.com/portregistry/port-registry">port-registry</a> knows about\
             TCP and UDP ports. 7,241 ports have a page: all those with a service, a use, a former\
             assignment, evidence or a change of their own.</p>
            <h2>Where the facts come from</h2>
            <p>Assignments are IANA's registry of 2024-05-06. Statuses,\
            """)
        .contains("strong its evidence is.</p>\n<p><a href=\"../rules/index.html\">How a status")
        .contains("determined</a></p>\n<h2>When something is wrong</h2>\n<p>Follow the link")
        .contains("has the correction.</p>\n<h2>Privacy</h2>\n<p>The pages are plain files.")
        .contains("stays there.</p>\n<h2>License</h2>\n<p>The Apache License 2.0 covers")
        .endsWith("not affiliated with IANA.</p>\n");
  }

  @Test
  void thePageForAMissingPageNamesTheSiteWholeBecauseItMayStandInAnyFolder() {
    assertThat(Texts.missing())
        .isEqualTo(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>No page here – port-registry\
            </title></head><body><h1>No page here</h1><p>A port without a service, a use or a\
             change of its own has no page.\
             <a href="https://portregistry.github.io/port-registry/">Search for another port</a>.\
            </p></body></html>
            """);
  }
}
