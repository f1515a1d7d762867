package io.github.portregistry;

import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.greeting.SpeaksPage;
import io.github.portregistry.picture.Pictures;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The maintainer's command that writes the pages that are made from the tables: the dossiers of the
 * notable ports and their index under {@code docs/ports}, and {@code docs/speaks.md}.
 */
final class PortPages {

  static final Path FOLDER = Path.of("docs", "ports");

  private static final String SITE = "https://portregistry.github.io/port-registry/";
  private static final String INDEX = "README.md";

  /** The number with which a line about a related port begins. */
  private static final Pattern RELATED = Pattern.compile("(?m)^- \\*\\*(\\d{1,5})\\*\\*");

  /** The ports that show what there is to know, and why one reads them. */
  private static final Map<Integer, String> STORIES = stories();

  private PortPages() {}

  private static Map<Integer, String> stories() {
    Map<Integer, String> stories = new LinkedHashMap<>();
    stories.put(
        22, "`ssh`, as everybody expects: assigned, specified, and shown in use by many sources");
    stories.put(66, "A ghost under two names: `sql-net` and its old spelling `sql*net`");
    stories.put(431, "A ghost: no source that was checked shows `utmpcd` in use");
    stories.put(
        432, "A ghost: `iasd`. A game is said to use the port, and its source code contradicts");
    stories.put(443, "`https` over TCP and UDP, with what scanners and firewalls make of it");
    stories.put(465, "One number, two services: mail submission over TLS, and Cisco's `urd`");
    stories.put(830, "NETCONF over SSH, the one of its family that is still assigned");
    stories.put(831, "Released: NETCONF over BEEP");
    stories.put(832, "Released: NETCONF over SOAP and HTTPS");
    stories.put(833, "Released: NETCONF over SOAP and BEEP");
    stories.put(8010, "Released: its service moved on after a day. Mostly Buildbot today");
    stories.put(8080, "`http-alt`, and a crowd of web servers, proxies and consoles");
    stories.put(9092, "Assigned to `XmlIpcRegSvc`, used by Apache Kafka");
    return stories;
  }

  /**
   * Writes the pages of ports, and removes those that are no longer among them; and the page of
   * protocols.
   *
   * @param args none
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    write(FOLDER);
    SpeaksPage.write();
    Pictures.write();
  }

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, String> pages = pages(PortRegistry.bundled());
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "*.md")) {
      for (Path page : old) {
        if (!pages.containsKey(String.valueOf(page.getFileName()))) {
          Files.delete(page);
        }
      }
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
  }

  /** The pages by their file name. */
  static Map<String, String> pages(PortRegistry registry) {
    Map<String, String> pages = new LinkedHashMap<>();
    StringBuilder index = new StringBuilder();
    index.append("# Notable ports\n\n");
    index.append("A port's dossier as `Dossier.markdown()` returns it, for a few ports that show ");
    index.append("what there is to know.\nThe [site](").append(SITE);
    index.append(") has a page for every port with facts of its own, and a search;\n");
    index.append("`port-registry 8080 --markdown` writes any other. ");
    index.append("`mvn -q test-compile exec:java@pages` writes these.\n");
    index.append("\n| port | status | why to look |\n|---|---|---|\n");
    STORIES.forEach(
        (number, story) -> {
          PortRecord port = registry.port(number);
          String file = number + ".md";
          pages.put(file, linked(Dossier.of(port).markdown()));
          index.append("| [").append(number).append("](").append(file).append(") | ");
          index.append(port.status().name().toLowerCase(Locale.ROOT)).append(" | ");
          index.append(story).append(" |\n");
        });
    pages.put(INDEX, index.toString());
    return pages;
  }

  /** A page whose related ports are links, to the page here or on the site. */
  private static String linked(String page) {
    return RELATED.matcher(page).replaceAll(PortPages::link);
  }

  private static String link(MatchResult related) {
    int number = Integer.parseInt(related.group(1));
    String address =
        STORIES.containsKey(number)
            ? number + ".md"
            : Dossier.of(PortRegistry.lookup(number)).page();
    String link = "- **[" + number + "](" + address + ")**";
    return Matcher.quoteReplacement(address.isEmpty() ? related.group() : link);
  }
}
