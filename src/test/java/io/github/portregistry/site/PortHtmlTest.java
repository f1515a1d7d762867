package io.github.portregistry.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Liveness;
import io.github.portregistry.PortRecord;
import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.dossier.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortHtmlTest {

  private static final PortRecord PORT = MadePages.port(8500, Map.of());

  private static final String SECTION_END = "</section>\n";

  /** The section that each dossier has. */
  private static final String LISTENER =
      """
      <section>
      <h2>If something listens here</h2>
      <ul class="facts">
      <li>A program that its makers or an administrator put on this port. The registry lists no\
       service here; check the process.</li>
      </ul>
      </section>
      """;

  /** Of the ports in these tests, those from 1000 on have no page. */
  private static String page(Dossier dossier, @Nullable Integer before, @Nullable Integer after) {
    return PortHtml.of(PORT, dossier, port -> port < 1000, before, after);
  }

  private static Dossier dossier(Dossier.Section... sections) {
    Dossier dossier = Dossier.of(PORT).forPlatforms(List.of());
    for (Dossier.Section section : sections) {
      dossier = dossier.with(section);
    }
    return dossier;
  }

  private static Dossier.Section section(String title, Dossier.Item... items) {
    return new Dossier.Section(title, List.of(items));
  }

  private static Dossier.Item item(String text) {
    return new Dossier.Item("", text);
  }

  private static Dossier.Item from(String text, String... sources) {
    return new Dossier.Item("", text, List.of(), List.of(), List.of(sources));
  }

  /** The sections of the page before the one that each dossier has. */
  private static String sections(Dossier.Section... sections) {
    String page = page(dossier(sections), null, null);
    return page.substring(page.indexOf("<section>"), page.indexOf(LISTENER));
  }

  private static String listed(Dossier.Item item) {
    String start = "<section>\n<h2>A</h2>\n<ul class=\"facts\">\n";
    String end = "</ul>\n" + SECTION_END;
    String section = sections(section("A", item));
    assertThat(section).startsWith(start).endsWith(end);
    return section.substring(start.length(), section.length() - end.length());
  }

  @Test
  void aPageHasATitleAStatusASentenceSectionsAndNeighbors() {
    assertThat(page(dossier(section("A", item("see RFC 1"))), 8400, 8600))
        .isEqualTo(
            """
            <h1>Port 8500: unassigned</h1>
            <p class="lead"><span class="badge unassigned">unassigned</span>\
             Port 8500 is unassigned, and no use of it is known.</p>
            <p class="note">User Ports, 1024-49151: assigned by IETF Review, IESG Approval or\
             Expert Review (<a href="https://www.rfc-editor.org/info/rfc6335">RFC 6335</a>). Any\
             process can listen here.</p>
            <section>
            <h2>A</h2>
            <ul class="facts">
            <li>see <a href="https://www.rfc-editor.org/info/rfc1">RFC 1</a></li>
            </ul>
            </section>
            """
                + LISTENER
                + """
                <p class="contest">\
                <a href="https://github.com/portregistry/port-registry/issues/new\
                ?template=contest-a-status.yml&amp;title=Port+8500%3A+">\
                Contest this status</a> on GitHub, with a source.</p>
                <nav class="pager" aria-label="Neighboring ports">\
                <a rel="prev" href="../8400/index.html">Previous: 8400</a>\
                <a rel="next" href="../8600/index.html">Next: 8600</a></nav>
                """);
  }

  @Test
  void theFirstAndTheLastPageHaveOneNeighbor() {
    String pager = "<nav class=\"pager\" aria-label=\"Neighboring ports\">";

    assertThat(page(dossier(), null, 8600))
        .endsWith(pager + "<a rel=\"next\" href=\"../8600/index.html\">Next: 8600</a></nav>\n");
    assertThat(page(dossier(), 8400, null))
        .endsWith(pager + "<a rel=\"prev\" href=\"../8400/index.html\">Previous: 8400</a></nav>\n");
  }

  @Test
  void theSentenceIsTheFirstOfTheDossier() {
    assertThat(PortHtml.sentence(dossier()))
        .isEqualTo("Port 8500 is unassigned, and no use of it is known.");
  }

  // The order

  private static List<String> order(Dossier dossier) {
    List<String> order = new ArrayList<>();
    for (String part : page(dossier, null, null).split("<h2>", -1)) {
      int end = part.indexOf("</h2>");
      if (end >= 0) {
        order.add(part.substring(0, end));
      }
    }
    return order;
  }

  @Test
  void theHistoryComesLast() {
    assertThat(
            order(
                dossier(
                    section("A", item("a")),
                    section("Changes since 1990", item("b")),
                    section("B", item("c")))))
        .containsExactly("A", "B", "If something listens here", "Changes since 1990");
  }

  @Test
  void theHistoryComesBeforeTheChecksByHand() {
    Dossier checked =
        dossier(section("Changes since 1990", item("a"))).forPlatforms(Set.of(Platform.LINUX));

    assertThat(order(checked))
        .containsExactly("If something listens here", "Changes since 1990", "Check by hand");
  }

  // Sections

  private static Dossier.Section numbered(int items) {
    List<Dossier.Item> all = new ArrayList<>();
    for (int i = 1; i <= items; i++) {
      all.add(item("item " + i));
    }
    return new Dossier.Section("A", all);
  }

  @Test
  void sixFactsAreShownAtOnce() {
    assertThat(sections(numbered(6)))
        .isEqualTo(
            """
            <section>
            <h2>A</h2>
            <ul class="facts">
            <li>item 1</li>
            <li>item 2</li>
            <li>item 3</li>
            <li>item 4</li>
            <li>item 5</li>
            <li>item 6</li>
            </ul>
            </section>
            """);
  }

  @Test
  void ofSevenFactsFiveAreShownAndTheOthersOnRequest() {
    assertThat(sections(numbered(7)))
        .isEqualTo(
            """
            <section>
            <h2>A</h2>
            <ul class="facts">
            <li>item 1</li>
            <li>item 2</li>
            <li>item 3</li>
            <li>item 4</li>
            <li>item 5</li>
            </ul>
            <details><summary>and 2 more</summary>
            <ul class="facts">
            <li>item 6</li>
            <li>item 7</li>
            </ul>
            </details>
            </section>
            """);
  }

  @Test
  void commandsAreShownOnRequestAsTheyAreTyped() {
    Dossier.Item linux =
        new Dossier.Item(
            "Linux", "As root.", List.of(), List.of("ss -l < /dev/null", "lsof"), List.of());
    Dossier.Item other = new Dossier.Item("Other", "", List.of(), List.of("netstat"), List.of());

    assertThat(sections(section("Check by hand", linux, other)))
        .isEqualTo(
            """
            <section>
            <h2>Check by hand</h2>
            <details><summary>Linux</summary>
            <p>As root.</p><pre tabindex="0"><code>ss -l &lt; /dev/null
            lsof</code></pre></details>
            <details><summary>Other</summary>
            <pre tabindex="0"><code>netstat</code></pre></details>
            </section>
            """);
  }

  // Items

  @ParameterizedTest
  @CsvSource({
    "tcp, <span class=\"tag\">tcp</span>",
    "999, <a class=\"number\" href=\"../999/index.html\">999</a>",
    "1000, <span class=\"tag\">1000</span>",
    "999999, <span class=\"tag\">999999</span>",
  })
  void theLeadOfAFactIsALinkIfItIsThePortOfAPage(String lead, String html) {
    assertThat(listed(new Dossier.Item(lead, "a"))).isEqualTo("<li>" + html + " a</li>\n");
  }

  @Test
  void theSourcesOfAFactAreLinksInParentheses() {
    assertThat(
            listed(
                from(
                    "a",
                    "https://www.example.org/x",
                    "https://portregistry.github.io/port-registry/rules/",
                    "RFC 1 & others")))
        .isEqualTo(
            "<li>a (<a href=\"https://www.example.org/x\">example.org/x</a>,"
                + " <a href=\"../rules/index.html\">the rule</a>,"
                + " <a href=\"https://www.rfc-editor.org/info/rfc1\">RFC 1</a> &amp; others)"
                + "</li>\n");
  }

  @Test
  void aSingleSourceStandsInItsOwnParentheses() {
    assertThat(listed(from("a", "b"))).isEqualTo("<li>a (b)</li>\n");
  }

  @Test
  void aDetailUpTo160CharactersIsShownAndALongerOneOnRequest() {
    String shown = "s".repeat(160);
    String folded = "f".repeat(161);

    assertThat(listed(new Dossier.Item("", "a", shown, folded, "RFC 1")))
        .isEqualTo(
            "<li>a<ul><li>"
                + shown
                + "</li><li><a href=\"https://www.rfc-editor.org/info/rfc1\">RFC 1</a></li></ul>"
                + "<details><summary>More</summary><p>"
                + folded
                + "</p></details></li>\n");
  }

  @Test
  void aFactWithOnlyALongDetailHasNoListOfDetails() {
    String folded = "f".repeat(161);

    assertThat(listed(new Dossier.Item("", "a", folded)))
        .isEqualTo("<li>a<details><summary>More</summary><p>" + folded + "</p></details></li>\n");
  }

  @ParameterizedTest
  @CsvSource({
    "39, true",
    "1, true",
    "40, false",
    "0, false",
  })
  void aLongDetailIsCalledByItsShortStart(int start, boolean isCalledSo) {
    String word = "w".repeat(start);
    String rest = "r".repeat(200);

    assertThat(listed(new Dossier.Item("", "a", word + ": " + rest)))
        .contains(
            isCalledSo
                ? "<summary>" + word + "</summary><p>" + rest + "</p>"
                : "<summary>More</summary><p>" + word + ": " + rest + "</p>");
  }

  // Badges

  @Test
  void aBadgeHasTheWordAndTheClassOfAStatus() {
    Html html = new Html();
    PortHtml.badge(
        html, MadePages.ghost(7, "x", MadePages.service(7, "a", "", Liveness.GHOST)).status());

    assertThat(html).hasToString("<span class=\"badge ghost\">ghost</span>");
  }
}
