package io.github.portregistry.dossier;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Formats a dossier as Markdown: a heading for each section, with lists below it. */
final class DossierMarkdown {

  /** The characters that have a meaning in Markdown. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|~&]");

  /** The characters that start another block at the start of a line. */
  private static final Pattern BLOCK = Pattern.compile("^(?:[#+-]|\\d+[.)])");

  private static final Pattern RFC = Pattern.compile("\\bRFC (\\d{1,5})\\b");

  private final StringBuilder text = new StringBuilder();

  private DossierMarkdown() {}

  static String of(String title, List<Dossier.Section> sections, Dossier.Section origin) {
    DossierMarkdown printer = new DossierMarkdown();
    printer.text.append("# ").append(escaped(title)).append('\n');
    sections.forEach(printer::section);
    if (!origin.items().isEmpty()) {
      printer.section(origin);
    }
    return printer.text.toString().replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n";
  }

  private void section(Dossier.Section section) {
    if (!section.title().isEmpty()) {
      text.append("\n## ").append(escaped(section.title())).append('\n');
    }
    text.append('\n');
    section.items().forEach(this::item);
  }

  private void item(Dossier.Item item) {
    String lead = item.lead().isEmpty() ? "" : "**" + escaped(item.lead()) + "**";
    String line =
        String.join(" ", lead, lead.isEmpty() ? inline(item.text()) : escapedRfc(item.text()))
            .strip();
    text.append("- ").append(line).append(links(item.sources())).append('\n');
    for (String detail : item.details()) {
      text.append("  - ").append(inline(detail)).append('\n');
    }
    if (!item.commands().isEmpty()) {
      text.append("\n  ```sh\n");
      item.commands().forEach(command -> text.append("  ").append(command).append('\n'));
      text.append("  ```\n\n");
    }
  }

  private static String links(List<String> sources) {
    return sources.isEmpty()
        ? ""
        : sources.stream().map(DossierMarkdown::link).collect(Collectors.joining(", ", " (", ")"));
  }

  private static String link(String source) {
    if (!source.startsWith("https://") && !source.startsWith("http://")) {
      return inline(source);
    }
    try {
      String host = URI.create(source).getHost();
      return "[" + escaped(host == null ? source : host) + "](<" + source + ">)";
    } catch (IllegalArgumentException e) {
      // Not linked, because it has a space or another character that an address cannot have.
      return escaped(source);
    }
  }

  /** Escapes a text at the start of a line. */
  private static String inline(String text) {
    String line = escapedRfc(text);
    return BLOCK.matcher(line).find() ? escapeFirst(line) : line;
  }

  private static String escapeFirst(String line) {
    Matcher number = Pattern.compile("^(\\d+)([.)])").matcher(line);
    return number.find() ? number.group(1) + "\\" + line.substring(number.end(1)) : "\\" + line;
  }

  private static String escapedRfc(String text) {
    return RFC.matcher(escaped(text)).replaceAll("[RFC $1](https://www.rfc-editor.org/info/rfc$1)");
  }

  /** Escapes a text, so that it has no markup. */
  static String escaped(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }
}
