package io.github.portregistry.dossier;

import io.github.portregistry.csv.Columns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sets a dossier as plain text: titles at the margin, all else indented and wrapped. */
public final class DossierText {

  private static final int INDENT = 2;
  private static final int WIDEST_LEAD = 14;

  /** Stands for a blank at which no line is broken. */
  private static final String GLUE = "\0";

  private final int width;
  private final StringBuilder text = new StringBuilder();

  /** The sources in the order in which they are first cited; the place is the number. */
  private final Set<String> sources = new LinkedHashSet<>();

  private DossierText(int width) {
    this.width = width;
  }

  static String of(
      String title, List<Dossier.Section> sections, Dossier.Section origin, int width) {
    DossierText printer = new DossierText(width);
    printer.wrap("", title, 0, 0);
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

  private void section(Dossier.Section section) {
    if (!section.title().isEmpty()) {
      text.append(section.title()).append('\n');
    }
    int lead = 0;
    for (Dossier.Item item : section.items()) {
      lead = Math.max(lead, columns(item.lead()));
    }
    int column = lead == 0 ? INDENT : INDENT + Math.min(lead, WIDEST_LEAD) + 2;
    for (Dossier.Item item : section.items()) {
      item(item, column);
    }
  }

  private void item(Dossier.Item item, int column) {
    String lead = item.lead().isEmpty() ? "" : " ".repeat(INDENT) + item.lead();
    String line = item.text() + references(item.sources());
    boolean anything = !line.isEmpty() || (!lead.isEmpty() && item.commands().isEmpty());
    if (anything) {
      wrap(lead, line, column, column);
    }
    for (String detail : item.details()) {
      wrap("", detail, column + INDENT, column + INDENT);
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
      references.append(references.length() == 0 ? GLUE + "[" : "," + GLUE);
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
      wrap(" ".repeat(INDENT) + "[" + number + "]", source, column, column);
    }
  }

  /**
   * Adds a paragraph.
   *
   * @param lead what stands before its first line
   * @param first the column of its first line
   * @param rest the column of the others
   */
  private void wrap(String lead, String paragraph, int first, int rest) {
    StringBuilder line = new StringBuilder(padded(lead, first));
    if (columns(lead) > first - 1 && !lead.isEmpty()) {
      text.append(lead).append('\n');
      line = new StringBuilder(" ".repeat(rest));
    }
    int used = columns(line.toString());
    boolean empty = true;
    for (String word : paragraph.split(" ", -1)) {
      int needed = columns(word) + (empty ? 0 : 1);
      if (!empty && used + needed > width) {
        append(line);
        line = new StringBuilder(" ".repeat(rest));
        used = rest;
        empty = true;
        needed = columns(word);
      }
      if (!empty) {
        line.append(' ');
      }
      line.append(word);
      used += needed;
      empty = false;
    }
    append(line);
  }

  private void append(StringBuilder line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    text.append(line.substring(0, end).replace(GLUE, " ")).append('\n');
  }

  private static String padded(String lead, int column) {
    return lead + " ".repeat(Math.max(0, column - columns(lead)));
  }

  /** How many columns a text takes. */
  private static int columns(String word) {
    for (int i = 0; i < word.length(); i++) {
      // What is before it takes one column each, without a class more.
      if (word.charAt(i) >= '\u0300') {
        return Columns.of(word);
      }
    }
    return word.length();
  }
}
