package io.github.portregistry.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {

  private static final String SEARCH =
      """
      <div role="search" class="search" hidden>
      <label for="query">Search by number, name or program</label>
      <input id="query" type="text" role="combobox" aria-expanded="false" aria-controls="hits"\
       aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false"\
       placeholder="432, nfs, kafka, minecraft">
      <ul id="hits" role="listbox" aria-label="Ports" hidden></ul>
      <p id="found" role="status"></p>
      </div>
      """;

  @Test
  void aPageHasAHeadTheNavigationTheSearchItsContentAndAFooter() {
    String page = new Frame("2024").page("ghosts/", "Gho<sts", "What \"is\" gone.", "<h1>G</h1>\n");

    assertThat(page)
        .isEqualTo(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src\
             'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Gho&lt;sts – port-registry</title>
            <meta name="description" content="What &quot;is&quot; gone.">
            <link rel="canonical" href="https://portregistry.github.io/port-registry/ghosts/">
            <link rel="icon" href="../icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="../site.css">
            <script src="../search.js" data-root="../" defer></script>
            </head>
            <body>
            <a class="skip" href="#content">Skip to content</a>
            <header class="top">
            <a class="home" href="../index.html">port-registry</a>
            <nav aria-label="Site"><ul>\
            <li><a href="index.html" aria-current="page">Ghosts</a></li>\
            <li><a href="../released/index.html">Released</a></li>\
            <li><a href="../changes/index.html">Changes</a></li>\
            <li><a href="../rules/index.html">Rules</a></li>\
            <li><a href="../about/index.html">About</a></li></ul></nav>
            """
                + SEARCH
                + """
                </header>
                <main id="content">
                <h1>G</h1>
                </main>
                <footer>
                <p>Registry data of 2024.\
                 <a href="https://github.com/portregistry/port-registry">Source on GitHub</a>,\
                 Apache License 2.0. Not affiliated with IANA.\
                 <a href="../about/index.html">About this site</a></p>
                </footer>
                </body>
                </html>
                """);
  }

  @Test
  void theFirstPageHasTheSearchInItsContentAndNoNameOfTheSiteInItsTitle() {
    String page = new Frame("2024").page("", "Ports", "All.", "<h1>P</h1>\n");

    assertThat(page)
        .contains("<title>Ports</title>")
        .contains("href=\"https://portregistry.github.io/port-registry/\">")
        .contains("<script src=\"search.js\" data-root defer></script>")
        .doesNotContain("role=\"search\"");
  }

  @Test
  void theSearchIsHiddenUntilItsScriptRuns() {
    Html html = new Html();
    Frame.search(html);

    assertThat(html).hasToString(SEARCH);
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "432/, ../", "numbers/1000/, ../../"})
  void theRootIsAsFarUpAsTheFolderIsDeep(String folder, String root) {
    assertThat(Frame.root(folder)).isEqualTo(root);
  }
}
