package io.github.portregistry.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.RegistryChange;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of a few ports. {@link SiteTest} makes the whole one, which takes seconds. */
class SmallSiteTest {

  private static final PortRegistry REGISTRY = PortRegistry.bundled();

  /** The ports with a page. */
  private static final List<Integer> PAGES = List.of(1, 432, 1080, 2049);

  private static final Map<String, String> FILES = new LinkedHashMap<>();

  @TempDir private Path directory;

  /** No page is made for port 0, because nothing is known of it but what is known of its range. */
  @BeforeAll
  static void makeTheSite() throws IOException {
    site(REGISTRY, List.of(0, 1, 432, 1080, 2049)).write(FILES::put);
  }

  private static Site site(PortRegistry registry, List<Integer> numbers) {
    return new Site(registry, numbers.stream().map(registry::port));
  }

  private static List<PortRecord> ports() {
    return PAGES.stream().map(REGISTRY::port).toList();
  }

  private static Lists lists() {
    return new Lists(PAGES::contains);
  }

  private static String date() {
    return REGISTRY.provenance().snapshotDate() + ", with changes known to " + REGISTRY.lastDay();
  }

  private static String page(String folder, String title, String description, String content) {
    return new Frame(date()).page(folder, title, description, content);
  }

  private static Map<Integer, List<RegistryChange>> changesByYear() {
    return REGISTRY.changes(REGISTRY.firstDay(), REGISTRY.lastDay()).stream()
        .collect(
            Collectors.groupingBy(
                change -> change.notAfter().year(),
                () -> new TreeMap<Integer, List<RegistryChange>>(Comparator.reverseOrder()),
                Collectors.toList()));
  }

  @Test
  void theSiteHasItsPartsTheTextsTheChangesTheNumbersAndThePorts() {
    assertThat(FILES.keySet())
        .startsWith(
            "site.css",
            "search.js",
            "icon.svg",
            "pictures/system-ports-light.svg",
            "pictures/system-ports-dark.svg",
            "search-data.js",
            "404.html",
            "index.html",
            "ghosts/index.html",
            "released/index.html",
            "rules/index.html",
            "about/index.html")
        .endsWith(
            "changes/index.html",
            "numbers/0/index.html",
            "numbers/1000/index.html",
            "numbers/2000/index.html",
            "1/index.html",
            "432/index.html",
            "1080/index.html",
            "2049/index.html");
  }

  @Test
  void thePartsAreTheFilesOfTheProject() throws IOException {
    for (String part : List.of("site.css", "search.js", "icon.svg")) {
      assertThat(FILES).containsEntry(part, Files.readString(Path.of("src/maintain/site", part)));
    }
    for (String picture : List.of("system-ports-light.svg", "system-ports-dark.svg")) {
      assertThat(FILES)
          .containsEntry(
              "pictures/" + picture, Files.readString(Path.of("docs/pictures", picture)));
    }
  }

  @Test
  void theSearchLooksThroughThePortsThatHaveAPage() {
    assertThat(FILES)
        .containsEntry("search-data.js", new SearchIndex(REGISTRY).script(ports()))
        .containsEntry("404.html", Texts.missing());
  }

  @Test
  void theFirstPageLeadsToTheBlocksOfThePorts() {
    assertThat(FILES)
        .containsEntry(
            "index.html",
            page(
                "",
                "What is this port? TCP and UDP ports, assigned and used – port-registry",
                "Who a TCP or UDP port is assigned to, whether the service is alive, and what uses"
                    + " it.",
                Texts.index(REGISTRY, ports(), List.of(0, 1000, 2000), true)));
  }

  @Test
  void theListsHaveThePortsOfTheSite() {
    assertThat(FILES)
        .containsEntry(
            "ghosts/index.html",
            page(
                "ghosts/",
                "Ghosts",
                "Ports that are still assigned, but whose service no source shows in use.",
                lists().ghosts(ports())))
        .containsEntry(
            "released/index.html",
            page(
                "released/",
                "Released ports",
                "Ports that were assigned to a service and are no longer.",
                lists().released(ports())));
  }

  @Test
  void theTextsAreThoseOfTheProject() throws IOException {
    assertThat(FILES)
        .containsEntry(
            "rules/index.html",
            page(
                "rules/",
                "Rules",
                "How the status of a port is determined, and how accurate that is.",
                Rules.html(
                    "status-rules.md", Files.readString(Path.of("docs", "status-rules.md")))))
        .containsEntry(
            "about/index.html",
            page(
                "about/",
                "About",
                "What this site is, where its facts come from, and how to correct them.",
                Texts.about(PAGES.size(), date())));
  }

  @Test
  void eachYearHasAPageOfItsChangesAndTheNewestYearIsFirst() {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    changesByYear()
        .forEach(
            (year, changes) -> {
              counts.put(year, changes.size());
              assertThat(FILES)
                  .containsEntry(
                      "changes/" + year + "/index.html",
                      page(
                          "changes/" + year + "/",
                          "Changes of " + year,
                          "What IANA changed in the registry of port numbers in " + year + ".",
                          lists().changes(year, changes)));
            });

    assertThat(FILES)
        .containsEntry(
            "changes/index.html",
            page(
                "changes/",
                "Changes",
                "The known changes of IANA's registry of port numbers, by year.",
                Texts.changes(counts)));
  }

  @Test
  void aBlockListsItsPortsWithTheTitlesOfTheirDossiers() {
    List<PortRecord> block = List.of(REGISTRY.port(1), REGISTRY.port(432));
    List<String> titles =
        List.of(
            Dossier.of(block.get(0)).title().substring("Port 1: ".length()),
            Dossier.of(block.get(1)).title().substring("Port 432: ".length()));

    assertThat(FILES)
        .containsEntry(
            "numbers/0/index.html",
            page(
                "numbers/0/",
                "Ports from 0",
                "The ports from 0 on that have a page.",
                lists().numbers(0, block, titles)));
  }

  @Test
  void aPortHasAPageThatLeadsToItsNeighbors() {
    assertThat(FILES).containsEntry("1/index.html", portPage(1, null, 432));
    assertThat(FILES).containsEntry("432/index.html", portPage(432, 1, 1080));
    assertThat(FILES).containsEntry("2049/index.html", portPage(2049, 1080, null));
  }

  private static String portPage(int number, @Nullable Integer before, @Nullable Integer after) {
    PortRecord port = REGISTRY.port(number);
    Dossier dossier = Dossier.of(port);
    return page(
        number + "/",
        dossier.title(),
        PortHtml.sentence(dossier),
        PortHtml.of(port, dossier, PAGES::contains, before, after));
  }

  @Test
  void theDayOfASiteWithAnOverlayIsThatOfTheRegistryBelow() throws IOException {
    PortRegistry team =
        PortRegistry.of(
            "team",
            List.of(
                new Assignment("x", PortSpan.of(432), Transport.TCP, "Team", List.of(), "team")));
    Map<String, String> files = new LinkedHashMap<>();
    site(REGISTRY.withOverlay(team), List.of(432)).write(files::put);

    assertThat(files.get("about/index.html")).contains("IANA's registry of " + date() + ". ");
  }

  @Test
  void theFilesAreWrittenIntoAFolderAndCounted() throws IOException {
    Path folder = directory.resolve("new").resolve("site");

    assertThat(Site.write(site(REGISTRY, PAGES), folder)).isEqualTo(FILES.size());
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      assertThat(folder.resolve(file.getKey())).hasContent(file.getValue());
    }
  }

  @Test
  void aFolderWithFilesIsNotOverwritten() throws IOException {
    Files.writeString(directory.resolve("mine.txt"), "mine");
    Site site = site(REGISTRY, List.of(432));

    assertThatThrownBy(() -> Site.write(site, directory))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(directory + ": expected an empty folder for the site; give another one");
    assertThat(directory.resolve("index.html")).doesNotExist();
  }

  @Test
  void theFolderOfAnOlderSiteIsDeletedWithAllThatIsInIt() throws IOException {
    Path folder = directory.resolve("site");
    Files.createDirectories(folder.resolve("432"));
    Files.writeString(folder.resolve("432").resolve("index.html"), "old");

    Site.delete(folder);
    assertThat(folder).doesNotExist();

    Site.delete(folder);
    assertThat(folder).doesNotExist();
  }
}
