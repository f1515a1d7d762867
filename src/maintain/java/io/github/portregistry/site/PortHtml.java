package io.github.portregistry.site;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.dossier.Dossier;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The page of a port: its dossier in the order in which a person reads it. */
final class PortHtml {

  /** So many facts of a section are shown at once, the others on request. */
  private static final int SHOWN = 5;

  /** A longer detail, such as a list of sources, is shown on request. */
  private static final int LONG = 160;

  private static final String HISTORY = "Changes since";
  private static final String CHECKS = "Check by hand";

  private final PortRecord port;
  private final Dossier dossier;
  private final IntPredicate hasPage;
  private final Html html = new Html();

  private PortHtml(PortRecord port, Dossier dossier, IntPredicate hasPage) {
    this.port = port;
    this.dossier = dossier;
    this.hasPage = hasPage;
  }

  /**
   * Returns the content of a port's page.
   *
   * @param hasPage which ports have a page
   * @param before the nearest lower port with a page; null if there is none
   * @param after the nearest higher port with a page; null if there is none
   */
  static String of(
      PortRecord port,
      Dossier dossier,
      IntPredicate hasPage,
      @Nullable Integer before,
      @Nullable Integer after) {
    PortHtml page = new PortHtml(port, dossier, hasPage);
    page.opening();
    page.sections().forEach(page::section);
    page.closing(before, after);
    return page.html.toString();
  }

  /** What the port is, in one sentence. */
  static String sentence(Dossier dossier) {
    List<Dossier.Item> opening = dossier.sections().get(0).items();
    return opening.isEmpty() ? dossier.title() : opening.get(0).text();
  }

  /** The word for a status, and the class that gives it its color. */
  static void badge(Html html, PortStatus status) {
    String word = status.name().toLowerCase(Locale.ROOT);
    html.element("span", word, "class", "badge " + word);
  }

  private void opening() {
    html.element("h1", dossier.title()).line();
    html.open("p", "class", "lead");
    badge(html, port.status());
    html.text(" ").prose(sentence(dossier)).close().line();
    List<Dossier.Item> opening = dossier.sections().get(0).items();
    for (Dossier.Item item : opening.subList(Math.min(1, opening.size()), opening.size())) {
      html.open("p", "class", "note").prose(item.text()).close().line();
    }
  }

  /** The sections after the opening, the history behind what is known today. */
  private List<Dossier.Section> sections() {
    List<Dossier.Section> sections =
        new ArrayList<>(dossier.sections().subList(1, dossier.sections().size()));
    for (Dossier.Section section : List.copyOf(sections)) {
      if (section.title().startsWith(HISTORY)) {
        sections.remove(section);
        int last = sections.size() - 1;
        boolean checks = last >= 0 && sections.get(last).title().equals(CHECKS);
        sections.add(checks ? last : last + 1, section);
      }
    }
    return sections;
  }

  private void section(Dossier.Section section) {
    List<Dossier.Item> items = section.items();
    html.open("section").line().element("h2", section.title()).line();
    if (items.stream().anyMatch(item -> !item.commands().isEmpty())) {
      items.forEach(this::commands);
    } else {
      int shown = items.size() <= SHOWN + 1 ? items.size() : SHOWN;
      list(items.subList(0, shown));
      if (shown < items.size()) {
        html.open("details");
        html.element("summary", "and " + (items.size() - shown) + " more").line();
        list(items.subList(shown, items.size()));
        html.close().line();
      }
    }
    html.close().line();
  }

  private void list(List<Dossier.Item> items) {
    html.open("ul", "class", "facts").line();
    items.forEach(this::item);
    html.close().line();
  }

  private void item(Dossier.Item item) {
    html.open("li");
    if (!item.lead().isEmpty()) {
      lead(item.lead());
      html.text(" ");
    }
    html.prose(item.text());
    sources(item.sources());
    List<String> details =
        item.details().stream().filter(detail -> detail.length() <= LONG).toList();
    if (!details.isEmpty()) {
      html.open("ul");
      details.forEach(detail -> html.open("li").prose(detail).close());
      html.close();
    }
    item.details().stream().filter(detail -> detail.length() > LONG).forEach(this::folded);
    html.close().line();
  }

  private void lead(String lead) {
    boolean isPort = lead.matches("\\d{1,5}") && hasPage.test(Integer.parseInt(lead));
    if (isPort) {
      html.element("a", lead, "class", "number", "href", "../" + lead + "/index.html");
    } else {
      html.element("span", lead, "class", "tag");
    }
  }

  private void folded(String detail) {
    int colon = detail.indexOf(": ");
    boolean named = colon > 0 && colon < LONG / 4;
    html.open("details").element("summary", named ? detail.substring(0, colon) : "More");
    html.open("p").prose(named ? detail.substring(colon + 2) : detail).close().close();
  }

  private void sources(List<String> sources) {
    for (int i = 0; i < sources.size(); i++) {
      String source = sources.get(i);
      html.text(i == 0 ? " (" : ", ");
      if (source.startsWith(Frame.SITE)) {
        html.link("../" + source.substring(Frame.SITE.length()) + "index.html", "the rule");
      } else if (SourceLabel.isAddress(source)) {
        html.link(source, SourceLabel.of(source));
      } else {
        html.prose(source);
      }
      html.text(i == sources.size() - 1 ? ")" : "");
    }
  }

  private void commands(Dossier.Item item) {
    html.open("details").element("summary", item.lead()).line();
    if (!item.text().isEmpty()) {
      html.open("p").prose(item.text()).close();
    }
    html.open("pre", "tabindex", "0").open("code");
    html.text(String.join("\n", item.commands())).close().close().close().line();
  }

  private void closing(@Nullable Integer before, @Nullable Integer after) {
    html.open("p", "class", "contest");
    html.link(contest(), "Contest this status").text(" on GitHub, with a source.").close().line();
    html.open("nav", "class", "pager", "aria-label", "Neighboring ports");
    neighbor(before, "prev", "Previous: ");
    neighbor(after, "next", "Next: ");
    html.close().line();
  }

  private String contest() {
    String title = "Port " + port.number() + ": ";
    return Frame.REPOSITORY
        + "/issues/new?template=contest-a-status.yml&title="
        + URLEncoder.encode(title, StandardCharsets.UTF_8);
  }

  private void neighbor(@Nullable Integer other, String rel, String word) {
    if (other != null) {
      html.element("a", word + other, "rel", rel, "href", "../" + other + "/index.html");
    }
  }
}
