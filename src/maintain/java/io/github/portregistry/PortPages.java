package io.github.portregistry;

import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Signal;
import io.github.portregistry.greeting.SpeaksPage;
import io.github.portregistry.picture.Pictures;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The maintainer's command that writes the pages that are made from the tables: the dossiers of the
 * notable ports and their index under {@code docs/ports}, and {@code docs/speaks.md}.
 */
final class PortPages {

  static final Path FOLDER = Path.of("docs", "ports");

  private static final String INDEX = "README.md";
  private static final int BEST_KNOWN = 30;

  private PortPages() {}

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
    List<PortRecord> founding = Stream.of(431, 432, 832).map(registry::port).toList();
    List<PortRecord> known = bestKnown(registry);
    List<PortRecord> released = registry.ports(PortStatus.RELEASED).toList();
    Map<String, String> pages = new LinkedHashMap<>();
    StringBuilder index = new StringBuilder();
    index.append("# Notable ports\n\n");
    index.append("Each page is the dossier of a port as `Dossier.markdown()` gives it. They are ");
    index.append("written by `mvn -q test-compile exec:java@pages`, not by hand.\n");
    index.append("Any other port: `port-registry 8080 --markdown`.\n");
    add(index, pages, "The three with which it began", founding);
    add(index, pages, "The best known", known);
    index.append("\nThose that the most sources show in use: ");
    index.append(
        "protocol analysers, firewalls, traffic classifiers and default configurations.\n");
    add(index, pages, "Released", released);
    pages.put(INDEX, index.toString());
    return pages;
  }

  private static void add(
      StringBuilder index, Map<String, String> pages, String title, List<PortRecord> ports) {
    index.append("\n## ").append(title).append("\n\n| port | what it is |\n|---|---|\n");
    for (PortRecord port : ports) {
      String file = port.number() + ".md";
      String page = Dossier.of(port).markdown();
      pages.put(file, page);
      index.append("| [").append(port.number()).append("](").append(file).append(") | ");
      index.append(headline(page)).append(" |\n");
    }
  }

  /** What a port is: the title of its page without the number. */
  private static String headline(String page) {
    String title = page.substring(0, page.indexOf('\n'));
    return title.substring(title.indexOf(": ") + 2);
  }

  /** The ports that the most sources show in use; of those alike the one with more signals. */
  private static List<PortRecord> bestKnown(PortRegistry registry) {
    Map<Integer, Set<String>> sources = new HashMap<>();
    Map<Integer, Integer> signals = new HashMap<>();
    for (FactTable.Row<Signal> row : PackagedFacts.get().signals().rows()) {
      Signal signal = row.fact();
      if (signal.kind().isUse() && row.ports().size() == 1) {
        int port = row.ports().first();
        // What is in no catalogue is one source of its kind, however many programs there are.
        boolean catalogued = PackagedFacts.get().catalogues().get(signal.source()) != null;
        sources
            .computeIfAbsent(port, absent -> new HashSet<>())
            .add(catalogued ? signal.source() : signal.kind().name());
        signals.merge(port, 1, Integer::sum);
      }
    }
    List<Integer> ports = new ArrayList<>(sources.keySet());
    ports.sort(
        Comparator.comparing((Integer port) -> -sources.getOrDefault(port, Set.of()).size())
            .thenComparing(port -> -signals.getOrDefault(port, 0))
            .thenComparing(Comparator.naturalOrder()));
    return ports.stream().limit(BEST_KNOWN).sorted().map(registry::port).toList();
  }
}
