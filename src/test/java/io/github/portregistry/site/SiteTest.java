package io.github.portregistry.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole site, made in memory. */
@Tag("whole")
class SiteTest {

  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:=\"[^\"<>]*\")?)*)>");

  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)(?:=\"([^\"]*)\")?");

  private static final Set<String> VOID =
      Set.of("meta", "link", "input", "img", "source", "br", "hr");

  /** An address of the project's own site, and what follows the site's own address in it. */
  private static final Pattern ADDRESS =
      Pattern.compile("https://portregistry\\.github\\.io/port-registry/([\\w/-]*)");

  private static final int INDEX_LIMIT = 200_000;

  private static final Map<String, String> FILES = new TreeMap<>();

  /** A page's anchors and the addresses in it, by the attribute that has them. */
  private record Page(Set<String> ids, List<String> links, List<String> loaded) {}

  @TempDir private Path directory;

  @BeforeAll
  static void makeTheSite() throws IOException {
    new Site(PortRegistry.bundled()).write(FILES::put);
  }

  private static String file(String path) {
    String content = FILES.get(path);
    assertThat(content).as(path).isNotNull();
    return content;
  }

  /** Reads a page, and fails where an element is not closed or a sign stands for itself. */
  private static Page read(String path, String html) {
    Page page = new Page(new HashSet<>(), new ArrayList<>(), new ArrayList<>());
    Deque<String> open = new ArrayDeque<>();
    assertThat(html).as(path).startsWith("<!DOCTYPE html>\n");
    Matcher tag = TAG.matcher(html);
    int end = "<!DOCTYPE html>\n".length();
    for (; tag.find(end); end = tag.end()) {
      requireText(path, html.substring(end, tag.start()));
      String name = tag.group(2);
      if (!tag.group(1).isEmpty()) {
        assertThat(open.pop()).as(path).isEqualTo(name);
      } else {
        if (!VOID.contains(name)) {
          open.push(name);
        }
        attributes(path, page, name, tag.group(3));
      }
    }
    requireText(path, html.substring(end));
    assertThat(open).as(path).isEmpty();
    return page;
  }

  private static void requireText(String path, String text) {
    assertThat(text.indexOf('<') < 0 && text.indexOf('>') < 0).as(path + ": " + text).isTrue();
  }

  private static void attributes(String path, Page page, String tag, String text) {
    Matcher attribute = ATTRIBUTE.matcher(text);
    Set<String> names = new HashSet<>();
    String rel = "";
    while (attribute.find()) {
      String name = attribute.group(1);
      String value = attribute.group(2) == null ? "" : attribute.group(2);
      assertThat(names.add(name)).as(path + " " + text).isTrue();
      assertThat(name).as(path).doesNotStartWith("on").isNotEqualTo("style");
      rel = name.equals("rel") ? value : rel;
      if (name.equals("id")) {
        assertThat(page.ids().add(value)).as(path + "#" + value).isTrue();
      } else if (name.equals("src") || name.equals("srcset")) {
        page.loaded().add(value);
      } else if (name.equals("href")) {
        boolean loads = tag.equals("link") && !rel.equals("canonical");
        (loads ? page.loaded() : page.links()).add(value.replace("&amp;", "&"));
      }
    }
  }

  /** The file that a relative address leads to. */
  private static String target(String from, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path folder = Path.of("/" + from).getParent();
    return path.isEmpty()
        ? from
        : folder.resolve(path).normalize().toString().substring(1).replace('\\', '/');
  }

  @Test
  void everyPageIsWellFormedAndEachOfItsLinksLeadsSomewhere() {
    Map<String, Page> pages = new HashMap<>();
    FILES.forEach(
        (path, content) -> {
          if (path.endsWith(".html")) {
            pages.put(path, read(path, content));
          }
        });

    assertThat(pages).hasSizeGreaterThan(7000);
    pages.forEach(
        (path, page) -> {
          for (String link : page.links()) {
            if (!link.startsWith("https://") && !link.startsWith("http://")) {
              String target = target(path, link);
              Page led = pages.get(target);
              assertThat(led).as(path + " links to " + link).isNotNull();
              int hash = link.indexOf('#');
              assertThat(hash < 0 || led.ids().contains(link.substring(hash + 1)))
                  .as(path + " links to " + link)
                  .isTrue();
            }
          }
        });
  }

  /** Documents, Javadoc, tables and texts of the library name pages of the site. */
  @Test
  void everyAddressOfTheSiteThatThisProjectNamesIsAPage() throws IOException {
    Set<String> named = new HashSet<>();
    for (String folder :
        List.of("README.md", "CHANGELOG.md", "docs", "registry-data", "src/main")) {
      try (Stream<Path> paths = Files.walk(Path.of(folder))) {
        for (Path path : paths.filter(Files::isRegularFile).toList()) {
          Matcher address = ADDRESS.matcher(Files.readString(path));
          while (address.find()) {
            named.add(address.group(1) + "index.html");
          }
        }
      }
    }

    assertThat(named).contains("index.html", "831/index.html", "rules/index.html");
    assertThat(FILES.keySet()).containsAll(named);
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    FILES.forEach(
        (path, content) -> {
          if (path.endsWith(".html")) {
            for (String loaded : read(path, content).loaded()) {
              assertThat(FILES).as(path).containsKey(target(path, loaded));
            }
          }
        });

    assertThat(file("site.css")).doesNotContain("url(").doesNotContain("@import");
    assertThat(file("search.js")).doesNotContain("http").doesNotContain("innerHTML");
  }

  @Test
  void exactlyThePortsOfWhichADossierHasAPageHaveOne() {
    PortRegistry.bundled()
        .ports()
        .forEach(
            port ->
                assertThat(FILES.containsKey(port.number() + "/index.html"))
                    .isEqualTo(!Dossier.of(port).page().isEmpty()));
  }

  @Test
  void theIndexOfTheSearchIsSmall() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(file("search-data.js").getBytes(StandardCharsets.UTF_8));
    }

    assertThat(packed.size()).isLessThan(INDEX_LIMIT);
  }

  @Test
  void theIndexHasNumbersNamesAndPrograms() {
    List<String> lines = List.of(file("search-data.js").split("\\\\n", -1));
    Map<Integer, String> byPort = new HashMap<>();
    int number = 0;
    for (String line : lines) {
      String text = line.replace("portRegistrySearch(\"", "");
      if (!text.startsWith("\")")) {
        number += Integer.parseInt(text.substring(0, text.indexOf('\\')));
        byPort.put(number, text);
      }
    }

    assertThat(byPort.get(2049)).contains("\\tnfs");
    assertThat(byPort.get(432)).contains("\\tg0\\tiasd");
    assertThat(byPort.get(3389)).contains("rdp");
    assertThat(byPort.get(832)).contains("netconfsoaphttp");
    assertThat(byPort.get(9092)).contains("kafka");
  }

  @Test
  void aPagePutsTheFactsOfTodayBeforeTheHistory() {
    List<String> headings =
        Pattern.compile("<h2>([^<]*)</h2>")
            .matcher(file("8010/index.html"))
            .results()
            .map(heading -> heading.group(1))
            .toList();

    assertThat(headings.indexOf("Evidence"))
        .isPositive()
        .isLessThan(headings.indexOf("Related ports"));
    assertThat(headings.get(headings.size() - 2)).startsWith("Changes since");
  }

  @Test
  void whatATableSaysIsEscaped() throws IOException {
    String evil = "</script><script>alert(1)</script>\"'&\\";
    PortRegistry team =
        PortRegistry.of(
            evil,
            List.of(
                new Assignment(
                    "x", PortSpan.of(432), Transport.TCP, evil, List.of("RFC1"), "source" + evil)));
    Map<String, String> files = new HashMap<>();
    new Site(PortRegistry.bundled().withOverlay(team)).write(files::put);

    String page = files.getOrDefault("432/index.html", "");
    read("432/index.html", page);
    assertThat(page).contains("alert(1)").doesNotContain("<script>alert");
    assertThat(files.get("search-data.js")).contains("alert(1)").doesNotContain("<script>");
  }

  @Test
  void aFolderWithFilesIsNotOverwritten() throws IOException {
    Files.writeString(directory.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> Site.write(new Site(PortRegistry.bundled()), directory))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("expected an empty folder");
    assertThat(directory.resolve("mine.txt")).exists();
  }

  @Test
  void theSameTablesMakeTheSameFiles() throws IOException {
    Map<String, String> again = new TreeMap<>();
    new Site(PortRegistry.bundled()).write(again::put);

    assertThat(again.equals(FILES)).isTrue();
  }
}
