package io.github.portregistry.picture;

import io.github.portregistry.Assignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.ProcessRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One port seen by the three questions: assigned to, used for, listening here. */
final class ThreeQuestions {

  static final String NAME = "three-questions";

  /** A port whose three answers differ. */
  static final int PORT = 9092;

  private static final int WIDTH = 844;
  private static final int HEIGHT = 236;
  private static final int CARD = 260;
  private static final int GAP = 16;
  private static final int TOP = 52;
  private static final int LETTERS = 36;
  private static final String CODE = " font-family=\"ui-monospace,Consolas,monospace\"";

  private record Card(
      String question, String answer, List<String> more, String call, String color) {}

  private ThreeQuestions() {}

  static String svg(PortRegistry registry, PortFinding finding, Theme theme) {
    PortRecord port = registry.port(PORT);
    List<Card> cards = List.of(assigned(port, theme), used(port, theme), listening(finding, theme));
    StringBuilder description = new StringBuilder("Three answers about port " + PORT + ". ");
    for (Card card : cards) {
      description.append(card.question).append(' ').append(card.answer).append(": ");
      description.append(String.join("; ", card.more)).append(". ");
    }
    String title = "Port " + PORT + ": three questions, three answers";
    Svg svg = new Svg(WIDTH, HEIGHT, title, description.toString().strip(), theme);
    svg.text(GAP, 32, 18, theme.text, " font-weight=\"600\"", title);
    for (int i = 0; i < cards.size(); i++) {
      card(svg, cards.get(i), GAP + i * (CARD + GAP), theme);
    }
    return svg.toString();
  }

  private static void card(Svg svg, Card card, int x, Theme theme) {
    svg.add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"none\" stroke=\"%s\"/>"
            .formatted(x, TOP, CARD, HEIGHT - TOP - GAP, theme.line));
    svg.text(x + 14, TOP + 26, 13, theme.quiet, "", card.question);
    svg.text(x + 14, TOP + 56, 20, card.color, " font-weight=\"600\"", card.answer);
    int y = TOP + 84;
    for (String line : card.more) {
      svg.text(x + 14, y, 13, theme.text, "", line);
      y += 20;
    }
    svg.text(x + 14, HEIGHT - GAP - 14, 12, theme.quiet, CODE, card.call);
  }

  private static Card assigned(PortRecord port, Theme theme) {
    Assignment service = port.assignments().get(0);
    List<String> more = new ArrayList<>(wrapped(service.description()));
    more.add("assignee " + service.assignee().replace('_', ' '));
    if (service.registered() != null) {
      more.add("registered " + service.registered());
    }
    return new Card("Assigned to", service.serviceName(), more, "port.assignments()", theme.text);
  }

  private static Card used(PortRecord port, Theme theme) {
    ObservedUse use = port.observedUses().get(0);
    List<String> more = new ArrayList<>();
    more.add(use.category().replace('-', ' '));
    more.add(
        use.confidence().name().toLowerCase(Locale.ROOT)
            + ", "
            + use.sources().size()
            + " sources");
    int others = port.observedUses().size() - 1;
    if (others > 0) {
      more.add(others == 1 ? "and 1 more program" : "and " + others + " more programs");
    }
    return new Card("Really used by", use.application(), more, "port.observedUses()", theme.strong);
  }

  private static Card listening(PortFinding finding, Theme theme) {
    Listener listener = finding.listeners().get(0);
    ProcessRef process = ((Known) listener.ownership()).leader();
    List<String> more = new ArrayList<>();
    more.add("pid " + process.pid() + " on " + listener.addressText());
    more.add("verdict: " + finding.verdict().name().toLowerCase(Locale.ROOT));
    return new Card(
        "Listening here (an example)",
        process.label(),
        more,
        "ListenerProbe.local().check(" + PORT + ")",
        theme.strong);
  }

  /** Lines that fit a card. */
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > LETTERS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
