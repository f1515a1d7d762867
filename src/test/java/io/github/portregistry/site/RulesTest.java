package io.github.portregistry.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

  private static String html(String markdown) {
    return Rules.html("rules.md", markdown);
  }

  @Test
  void aHeadingHasTheAnchorThatGitHubGivesIt() {
    assertThat(html("## How `A_b` is, in-use?"))
        .isEqualTo("<h2 id=\"how-a_b-is-in-use\">How <code>A_b</code> is, in-use?</h2>\n");
  }

  @Test
  void headingsOfTheSameTextHaveNumberedAnchors() {
    assertThat(html("# A\n# A\n# A\n"))
        .isEqualTo("<h1 id=\"a\">A</h1>\n<h1 id=\"a-1\">A</h1>\n<h1 id=\"a-2\">A</h1>\n");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/a, https://example.org/a",
    "#below, #below",
    "rules.md#below, #below",
    "other.md, https://github.com/portregistry/port-registry/blob/main/docs/other.md",
    "other.md#x, https://github.com/portregistry/port-registry/blob/main/docs/other.md#x",
    "../README.md, https://github.com/portregistry/port-registry/blob/main/README.md",
  })
  void aLinkToAnotherDocumentLeadsToTheRepository(String from, String to) {
    assertThat(html("[t](" + from + ")")).isEqualTo("<p><a href=\"" + to + "\">t</a></p>\n");
  }

  @Test
  void aLinkWithinOtherTextIsChangedToo() {
    assertThat(html("> *[a](b.md)*")).contains("blob/main/docs/b.md\">a</a>");
  }

  @Test
  void aTableScrollsAndAlignsByClass() {
    assertThat(html("| a | b |\n|---|--:|\n| 1 | 2 |\n"))
        .isEqualTo(
            """
            <div class="scroll" tabindex="0"><table>
            <thead>
            <tr>
            <th>a</th>
            <th class="right">b</th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td>1</td>
            <td class="right">2</td>
            </tr>
            </tbody>
            </table></div>
            """);
  }

  @Test
  void htmlInADocumentIsShownAsText() {
    assertThat(html("a <b>c</b>")).isEqualTo("<p>a &lt;b&gt;c&lt;/b&gt;</p>\n");
  }
}
