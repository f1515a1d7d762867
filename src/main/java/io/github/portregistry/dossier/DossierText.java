package io.github.portregistry.dossier;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Formats a dossier as plain text: titles at the margin, everything else indented and wrapped. */
final class DossierText {

  private static final int INDENT = 2;
  private static final int WIDEST_LEAD = 14;

  /** The most items of one lead that have a line each; more become one paragraph. */
  static final int LISTED = 8;

  private final int width;
  private final StringBuilder text = new StringBuilder();

  /** The sources in the order in which they are first cited; the index gives the number. */
  private final Set<String> sources = new LinkedHashSet<>();

  private DossierText(int width) {
    this.width = width;
  }

  static String of(
      String title, List<Dossier.Section> sections, Dossier.Section origin, int width) {
    DossierText printer = new DossierText(width);
    printer.wrap("", title, 0);
    for (Dossier.Section section : sections) {
      printer.text.append('\n');
      printer.section(section);
    }
    printer.sources();
    if (!origin.items().isEmpty()) {
      printer.text.append('\n');
      printer.section(origin);
    }
    return printer.text.toString();
  }

  /** Returns one section under the title. */
  static String of(String title, Dossier.Section section) {
    return of(title, List.of(section), new Dossier.Section("", List.of()), Dossier.DEFAULT_WIDTH);
  }

  private void section(Dossier.Section section) {
    if (!section.title().isEmpty()) {
      text.append(section.title()).append('\n');
    }
    int lead = 0;
    for (Dossier.Item item : section.items()) {
      lead = Math.max(lead, Wrapping.columns(item.lead()));
    }
    int column = lead == 0 ? INDENT : INDENT + Math.min(lead, WIDEST_LEAD) + 2;
    List<Dossier.Item> items = section.items();
    int next;
    for (int i = 0; i < items.size(); i = next) {
      next = i + 1;
      while (next < items.size() && isLike(items.get(i), items.get(next))) {
        next++;
      }
      if (next - i > LISTED) {
        paragraph(items.subList(i, next), column);
      } else {
        for (Dossier.Item item : items.subList(i, next)) {
          item(item, column);
        }
      }
    }
  }

  /** Whether two items have the same lead and only a text and sources. */
  private static boolean isLike(Dossier.Item one, Dossier.Item other) {
    return one.lead().equals(other.lead()) && isPlain(one) && isPlain(other);
  }

  private static boolean isPlain(Dossier.Item item) {
    return item.details().isEmpty() && item.commands().isEmpty();
  }

  /**
   * Appends a long list as one paragraph, because a line for each item would push the next facts
   * off the screen.
   */
  private void paragraph(List<Dossier.Item> items, int column) {
    List<String> texts = new ArrayList<>(items.size());
    for (Dossier.Item item : items) {
      texts.add(item.text() + references(item.sources()));
    }
    wrap(lead(items.get(0)), String.join("; ", texts), column);
  }

  private static String lead(Dossier.Item item) {
    return item.lead().isEmpty() ? "" : " ".repeat(INDENT) + item.lead();
  }

  private void item(Dossier.Item item, int column) {
    String lead = lead(item);
    String line = item.text() + references(item.sources());
    boolean anything = !line.isEmpty() || (!lead.isEmpty() && item.commands().isEmpty());
    if (anything) {
      wrap(lead, line, column);
    }
    for (String detail : item.details()) {
      wrap("", detail, column + INDENT);
    }
    String before = anything ? "" : lead;
    for (String command : item.commands()) {
      // Never wrapped, so that it can be copied.
      text.append(padded(before, column)).append(command).append('\n');
      before = "";
    }
  }

  private String references(List<String> cited) {
    if (cited.isEmpty()) {
      return "";
    }
    sources.addAll(cited);
    List<String> numbered = List.copyOf(sources);
    StringBuilder references = new StringBuilder();
    for (String source : cited) {
      references.append(references.length() == 0 ? Wrapping.GLUE + "[" : "," + Wrapping.GLUE);
      references.append(numbered.indexOf(source) + 1);
    }
    return references.append(']').toString();
  }

  private void sources() {
    if (sources.isEmpty()) {
      return;
    }
    text.append('\n').append("Sources").append('\n');
    int number = 0;
    int column = INDENT + Integer.toString(sources.size()).length() + 3;
    for (String source : sources) {
      number++;
      wrap(" ".repeat(INDENT) + "[" + number + "]", source, column);
    }
  }

  /**
   * Adds a paragraph.
   *
   * @param lead the text before its first line, or on a line of its own if it is too wide
   * @param column the column at which its lines start
   */
  private void wrap(String lead, String paragraph, int column) {
    String before = lead;
    if (Wrapping.columns(lead) > column - 1 && !lead.isEmpty()) {
      text.append(lead).append('\n');
      before = "";
    }
    for (String line : Wrapping.lines(paragraph, width - column)) {
      text.append(line.isEmpty() ? before : padded(before, column) + line).append('\n');
      before = "";
    }
  }

  private static String padded(String lead, int column) {
    return lead + " ".repeat(Math.max(0, column - Wrapping.columns(lead)));
  }
}
