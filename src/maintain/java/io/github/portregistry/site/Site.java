package io.github.portregistry.site;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Provenance;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.dossier.Dossier;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The maintainer's command that writes the site for the browser: a page for each port that has
 * facts of its own, lists, and the search. It has no part that is loaded from elsewhere, and its
 * links are relative, so that it works from any folder.
 */
public final class Site {

  /** Where the site is written if no folder is given. */
  static final Path FOLDER = Path.of("target", "site-ports");

  /** How many numbers a page of ports by number has. */
  static final int NUMBERS = 1000;

  private static final Path PARTS = Path.of("src", "maintain", "site");
  private static final Path DRAWN = Path.of("docs", "pictures");

  private static final List<String> PICTURES =
      List.of("system-ports-light.svg", "system-ports-dark.svg");

  /** Takes the files of the site as they are made. */
  interface Sink {
    void file(String path, String content) throws IOException;
  }

  private final PortRegistry registry;
  private final List<PortRecord> ports = new ArrayList<>();
  private final Map<Integer, Dossier> dossiers = new TreeMap<>();
  private final String date;
  private final Frame frame;
  private final Lists lists;

  /**
   * Creates the site of a registry.
   *
   * @param registry whose ports it shows
   */
  Site(PortRegistry registry) {
    this(registry, registry.ports());
  }

  /**
   * Creates the site of some ports of a registry.
   *
   * @param registry whose changes it shows
   * @param shown the ports, in ascending order; those without facts of their own get no page
   */
  Site(PortRegistry registry, Stream<PortRecord> shown) {
    this.registry = registry;
    shown.forEach(
        port -> {
          Dossier dossier = Dossier.of(port);
          if (!dossier.page().isEmpty()) {
            ports.add(port);
            dossiers.put(port.number(), dossier);
          }
        });
    Provenance provenance = registry.provenance();
    for (Provenance base = provenance.base(); base != null; base = base.base()) {
      provenance = base;
    }
    date = provenance.snapshotDate() + ", with changes known to " + registry.lastDay();
    frame = new Frame(date);
    lists = new Lists(this::hasPage);
  }

  private boolean hasPage(int port) {
    return dossiers.containsKey(port);
  }

  /**
   * Writes the site.
   *
   * @param args a folder that is empty or does not exist yet; none for {@code target/site-ports},
   *     which is emptied before
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = args.length == 0 ? FOLDER : Path.of(args[0]);
    if (args.length == 0) {
      delete(folder);
    }
    int files = write(new Site(PortRegistry.bundled()), folder);
    System.out.printf("%,d files in %s%n", files, folder);
  }

  /** Deletes the folder of an older site, if there is one. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Writes a site, and returns how many files it has. */
  static int write(Site site, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new FileAlreadyExistsException(
            folder.toString(), null, "expected an empty folder for the site; give another one");
      }
    }
    AtomicInteger written = new AtomicInteger();
    site.write(
        (path, content) -> {
          Path file = folder.resolve(path);
          Path parent = file.getParent();
          if (parent != null) {
            Files.createDirectories(parent);
          }
          Files.writeString(file, content);
          written.incrementAndGet();
        });
    return written.get();
  }

  /** Makes the files, one after the other. */
  void write(Sink sink) throws IOException {
    for (String part : List.of("site.css", "search.js", "icon.svg")) {
      sink.file(part, Files.readString(PARTS.resolve(part)));
    }
    for (String picture : PICTURES) {
      if (hasPictures()) {
        sink.file("pictures/" + picture, Files.readString(DRAWN.resolve(picture)));
      }
    }
    sink.file("search-data.js", new SearchIndex(registry).script(ports));
    sink.file("404.html", Texts.missing());
    texts(sink);
    changes(sink);
    numbers(sink);
    ports(sink);
  }

  private static boolean hasPictures() {
    return PICTURES.stream().allMatch(picture -> Files.exists(DRAWN.resolve(picture)));
  }

  private void texts(Sink sink) throws IOException {
    List<Integer> numbers = ports.stream().map(Site::block).distinct().toList();
    page(
        sink,
        "",
        "What is this port? TCP and UDP ports, assigned and used – port-registry",
        "Who a TCP or UDP port is assigned to, whether the service is alive, and what uses it.",
        Texts.index(registry, ports, numbers, hasPictures()));
    page(
        sink,
        "ghosts/",
        "Ghosts",
        "Ports that are still assigned, but whose service no source shows in use.",
        lists.ghosts(ports));
    page(
        sink,
        "released/",
        "Released ports",
        "Ports that were assigned to a service and are no longer.",
        lists.released(ports));
    page(
        sink,
        "rules/",
        "Rules",
        "How the status of a port is determined, and how accurate that is.",
        Rules.html("status-rules.md", Files.readString(Path.of("docs", "status-rules.md"))));
    page(
        sink,
        "about/",
        "About",
        "What this site is, where its facts come from, and how to correct them.",
        Texts.about(ports.size(), date));
  }

  private void changes(Sink sink) throws IOException {
    Map<Integer, List<RegistryChange>> years = new TreeMap<>(Comparator.reverseOrder());
    for (RegistryChange change : registry.changes(registry.firstDay(), registry.lastDay())) {
      years.computeIfAbsent(change.notAfter().year(), absent -> new ArrayList<>()).add(change);
    }
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (Map.Entry<Integer, List<RegistryChange>> year : years.entrySet()) {
      counts.put(year.getKey(), year.getValue().size());
      page(
          sink,
          "changes/" + year.getKey() + "/",
          "Changes of " + year.getKey(),
          "What IANA changed in the registry of port numbers in " + year.getKey() + ".",
          lists.changes(year.getKey(), year.getValue()));
    }
    page(
        sink,
        "changes/",
        "Changes",
        "The known changes of IANA's registry of port numbers, by year.",
        Texts.changes(counts));
  }

  private static int block(PortRecord port) {
    return port.number() / NUMBERS * NUMBERS;
  }

  private void numbers(Sink sink) throws IOException {
    Map<Integer, List<PortRecord>> blocks = new TreeMap<>();
    for (PortRecord port : ports) {
      blocks.computeIfAbsent(block(port), absent -> new ArrayList<>()).add(port);
    }
    for (Map.Entry<Integer, List<PortRecord>> block : blocks.entrySet()) {
      List<String> titles = block.getValue().stream().map(this::headline).toList();
      page(
          sink,
          "numbers/" + block.getKey() + "/",
          "Ports from " + block.getKey(),
          "The ports from " + block.getKey() + " on that have a page.",
          lists.numbers(block.getKey(), block.getValue(), titles));
    }
  }

  /** What a port is: the title of its dossier without the number. */
  private String headline(PortRecord port) {
    String title = dossier(port).title();
    return title.substring(title.indexOf(": ") + 2);
  }

  private Dossier dossier(PortRecord port) {
    return requireNonNull(dossiers.get(port.number()));
  }

  private void ports(Sink sink) throws IOException {
    for (int i = 0; i < ports.size(); i++) {
      PortRecord port = ports.get(i);
      Dossier dossier = dossier(port);
      Integer before = i == 0 ? null : ports.get(i - 1).number();
      Integer after = i == ports.size() - 1 ? null : ports.get(i + 1).number();
      page(
          sink,
          port.number() + "/",
          dossier.title(),
          PortHtml.sentence(dossier),
          PortHtml.of(port, dossier, this::hasPage, before, after));
    }
  }

  private void page(Sink sink, String folder, String title, String description, String content)
      throws IOException {
    sink.file(folder + "index.html", frame.page(folder, title, description, content));
  }
}
