package io.github.portregistry.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {

  @Test
  void elementsAreClosedInTheReverseOrder() {
    Html html = new Html().open("ul", "class", "facts").open("li").text("a").close().close();

    assertThat(html).hasToString("<ul class=\"facts\"><li>a</li></ul>");
  }

  @Test
  void anElementWithoutContentIsNotClosed() {
    assertThat(new Html().single("meta", "charset", "utf-8").line())
        .hasToString("<meta charset=\"utf-8\">\n");
  }

  @Test
  void anAttributeWithoutAValueIsWrittenAsItsName() {
    assertThat(new Html().element("script", "", "src", "a.js", "defer", ""))
        .hasToString("<script src=\"a.js\" defer></script>");
  }

  @Test
  void textsAndAttributesAreEscaped() {
    assertThat(new Html().element("a", "1 < 2 & 3 > \"2\"", "href", "?a=\"1\"&b=<2>"))
        .hasToString(
            "<a href=\"?a=&quot;1&quot;&amp;b=&lt;2&gt;\">1 &lt; 2 &amp; 3 &gt; &quot;2&quot;</a>");
  }

  @Test
  void whatIsHtmlAlreadyStaysAsItIs() {
    assertThat(new Html().markup("<!DOCTYPE html>\n").link("../", "Up"))
        .hasToString("<!DOCTYPE html>\n<a href=\"../\">Up</a>");
  }

  @ParameterizedTest
  @CsvSource({
    "RFC 6335, <a href=\"https://www.rfc-editor.org/info/rfc6335\">RFC 6335</a>",
    "see RFC1700., see <a href=\"https://www.rfc-editor.org/info/rfc1700\">RFC 1700</a>.",
    "RFC 123456, RFC 123456",
    "XRFC 1 & <x>, XRFC 1 &amp; &lt;x&gt;",
  })
  void inProseAnRfcIsALink(String text, String html) {
    assertThat(new Html().prose(text)).hasToString(html);
  }

  @Test
  void inProseEachRfcIsALinkAndTheTextBetweenStays() {
    assertThat(new Html().prose("a RFC 1 & RFC 2 b"))
        .hasToString(
            "a <a href=\"https://www.rfc-editor.org/info/rfc1\">RFC 1</a> &amp; "
                + "<a href=\"https://www.rfc-editor.org/info/rfc2\">RFC 2</a> b");
  }

  @Test
  void anElementThatIsNotClosedIsRefused() {
    Html html = new Html().open("p");

    assertThatThrownBy(html::toString)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not closed: [p]");
  }
}
