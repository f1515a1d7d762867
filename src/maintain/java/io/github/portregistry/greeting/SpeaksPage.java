package io.github.portregistry.greeting;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/speaks.md}, written from the table: what is sent to which ports. */
public final class SpeaksPage {

  static final Path FILE = Path.of("docs", "speaks.md");

  /** How many services and applications of a protocol are named; the others are counted. */
  private static final int NAMED = 8;

  /** More characters of a hello or of the name of a source are cut. */
  private static final int WIDTH = 40;

  private static final Pattern RFC =
      Pattern.compile("https://www\\.rfc-editor\\.org/rfc/rfc(\\d+)(?:#section-([0-9A-Z.]+))?");

  private final StringBuilder page = new StringBuilder();
  private final Protocols protocols = Protocols.packaged();

  private SpeaksPage() {}

  /**
   * Writes the page.
   *
   * @throws IOException if it cannot be written
   */
  public static void write() throws IOException {
    Files.writeString(FILE, text());
  }

  /** The page as the table makes it. */
  static String text() {
    return new SpeaksPage().make();
  }

  private String make() {
    List<Protocol> asked = rows(protocol -> !protocol.isNever() && protocol.over().isEmpty());
    List<Protocol> forms = rows(protocol -> !protocol.over().isEmpty());
    List<Protocol> never = rows(Protocol::isNever);
    page.append(
        """
        # What the probe sends to listeners

        Look up what a listener on your machine receives if you [ask it what it speaks](probe.md#what-it-speaks), what its server may notice, and which ports the probe \
        [never touches](#never-touched). The probe sends nothing unless you ask.

        Servers that speak first usually receive nothing. Otherwise, the probe sends the hello of the port's own protocols. If these are not known, or do not answer, it tries\s""");
    page.append(
        protocols.general(Transport.TCP).stream()
            .map(Protocol::name)
            .collect(Collectors.joining(", ")));
    page.append(
        """
        , in this order, each on a connection of its own, until one answers. Each answer is compared with all
        protocols, so a Redis server is also recognized by its answer to HTTP.

        `mvn -q test-compile exec:java@pages` writes this page from [`greetings.csv`](../registry-data/greetings.csv). Do not edit it by hand.

        ## Asked

        """);
    page.append(
        "If the column *sent* is empty, nothing is sent to these ports at first: most of these servers speak first. ");
    page.append(
        "\\r and \\n are a carriage return and a line feed; other bytes are in hex. Long hellos are cut here; `greetings.csv` has them in full.\n\n");
    page.append(
        "| protocol | services and applications | sent | what the server may notice | source |\n");
    page.append("|---|---|---|---|---|\n");
    asked.forEach(this::addAsked);
    page.append(
        """

        ## Programs that identify themselves

        These speak one of the protocols above, and their answers also name the program.

        | program | speaks | services and applications | source |
        |---|---|---|---|
        """);
    for (Protocol protocol : forms) {
      row(
          protocol.name(),
          protocols.get(protocol.over()).name(),
          services(protocol),
          sources(protocol));
    }
    page.append(
        """

        ## Never touched

        The probe makes no connection to these ports and sends them no datagram, whatever listens there.

        | protocol | ports and services | why | source |
        |---|---|---|---|
        """);
    for (List<Protocol> rows : byName(never).values()) {
      Protocol first = rows.get(0);
      String ports =
          rows.stream()
              .flatMap(
                  row ->
                      Stream.concat(
                          row.ports().stream().map(span -> span + "/" + row.transport().keyword()),
                          row.services().stream().map(Protocol.Place::toString)))
              .distinct()
              .collect(Collectors.joining(", "));
      row(first.name(), ports, first.effect(), sources(first));
    }
    return page.toString();
  }

  private interface Choice {
    boolean takes(Protocol protocol);
  }

  private List<Protocol> rows(Choice choice) {
    List<Protocol> rows = new ArrayList<>();
    for (Protocol protocol : protocols.byId().values()) {
      if (choice.takes(protocol)) {
        rows.add(protocol);
      }
    }
    return rows;
  }

  private static Map<String, List<Protocol>> byName(List<Protocol> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(Protocol::name, TreeMap::new, Collectors.toList()));
  }

  private void addAsked(Protocol protocol) {
    String sent = protocol.isTls() ? "the ClientHello of the JDK" : sent(protocol);
    if (protocol.serverSpeaksFirst() && !sent.isEmpty()) {
      sent = sent + ", only if its first words fit another protocol too";
    }
    String name = protocol.name() + (protocol.transport() == Transport.UDP ? " over UDP" : "");
    row(name, services(protocol), sent, protocol.effect(), sources(protocol));
  }

  private static String sent(Protocol protocol) {
    if (protocol.hello().isEmpty()) {
      return "";
    }
    byte[] hello = protocol.helloBytes();
    StringBuilder shown = new StringBuilder("`");
    for (byte sent : hello) {
      String next = shown(sent);
      if (shown.length() + next.length() > WIDTH + 1) {
        return shown + "...` (" + hello.length + " bytes)";
      }
      shown.append(next);
    }
    return shown.append('`').toString();
  }

  private static String shown(byte sent) {
    return switch (sent) {
      case '\r' -> "\\r";
      case '\n' -> "\\n";
      default ->
          sent >= ' ' && sent <= '~' && sent != '`' && sent != '|'
              ? Character.toString(sent)
              : String.format(Locale.ROOT, "\\x%02x", sent);
    };
  }

  private static String services(Protocol protocol) {
    List<String> names =
        Stream.concat(protocol.services().stream(), protocol.uses().stream())
            .map(place -> place.name() + (place.tls() ? " (in TLS)" : ""))
            .toList();
    int more = names.size() - NAMED;
    return names.stream().limit(NAMED).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String sources(Protocol protocol) {
    List<String> links = new ArrayList<>();
    for (String source : protocol.source().split("\\|", -1)) {
      links.add(source.contains("://") ? "[" + nameOf(source) + "](" + source + ")" : source);
    }
    return String.join(", ", links);
  }

  /** The name of a document: the number and section of an RFC, else its host and last word. */
  static String nameOf(String address) {
    Matcher rfc = RFC.matcher(address);
    if (rfc.matches()) {
      return "RFC " + rfc.group(1) + (rfc.group(2) == null ? "" : " section " + rfc.group(2));
    }
    URI document = URI.create(address);
    String[] path = document.getPath().split("/", 0);
    String last = path.length == 0 ? "" : " " + path[path.length - 1];
    String name = (document.getHost() + last).strip();
    return name.length() <= WIDTH ? name : name.substring(0, WIDTH - 3) + "...";
  }

  private void row(String... cells) {
    page.append('|');
    for (String cell : cells) {
      page.append(' ').append(cell.replace("|", "\\|").replace("<", "&lt;")).append(" |");
    }
    page.append('\n');
  }
}
