package io.github.portregistry.site;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes HTML. All texts and attribute values are escaped. */
final class Html {

  private static final Pattern RFC = Pattern.compile("\\bRFC ?(\\d{1,5})\\b");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are given as names and values in turn. */
  Html open(String tag, String... attributes) {
    tag(tag, attributes);
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Writes an element that has no content, such as {@code meta}. */
  Html single(String tag, String... attributes) {
    tag(tag, attributes);
    return this;
  }

  private void tag(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]);
      if (!attributes[i + 1].isEmpty()) {
        out.append("=\"").append(escaped(attributes[i + 1])).append('"');
      }
    }
    out.append('>');
  }

  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** Writes an element with a text in it. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  Html link(String address, String text) {
    return element("a", text, "href", address);
  }

  /** Writes a text in which each RFC is a link. */
  Html prose(String text) {
    Matcher rfc = RFC.matcher(text);
    int written = 0;
    while (rfc.find()) {
      text(text.substring(written, rfc.start()));
      link("https://www.rfc-editor.org/info/rfc" + rfc.group(1), "RFC " + rfc.group(1));
      written = rfc.end();
    }
    return text(text.substring(written));
  }

  /** Writes what is HTML already. */
  Html markup(String html) {
    out.append(html);
    return this;
  }

  Html line() {
    out.append('\n');
    return this;
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
