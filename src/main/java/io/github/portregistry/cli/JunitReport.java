package io.github.portregistry.cli;

import io.github.portregistry.dossier.Escaped;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the result of an audit as JUnit XML for pipelines: a test case for each listener. */
final class JunitReport {

  private static final String SUITE = "port-registry listening";

  /**
   * A test case.
   *
   * @param name what is tested
   * @param failure the kind of failure, one word; "" if it passed
   * @param detail the reason of the failure, or a remark; may be ""
   */
  record Case(String name, String failure, String detail) {}

  private JunitReport() {}

  static byte[] of(List<Case> cases) {
    long failures = cases.stream().filter(one -> !one.failure.isEmpty()).count();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuite name=\"" + SUITE + "\" time=\"0\" tests=\"")
        .append(cases.size())
        .append("\" errors=\"0\" skipped=\"0\" failures=\"")
        .append(failures)
        .append("\">\n");
    for (Case one : cases) {
      xml.append("  <testcase classname=\"" + SUITE + "\" time=\"0\" name=\"")
          .append(escaped(one.name));
      if (one.detail.isEmpty() && one.failure.isEmpty()) {
        xml.append("\"/>\n");
        continue;
      }
      xml.append("\">\n");
      if (one.failure.isEmpty()) {
        xml.append("    <system-out>").append(escaped(one.detail)).append("</system-out>\n");
      } else {
        xml.append("    <failure type=\"")
            .append(escaped(one.failure))
            .append("\" message=\"")
            .append(escaped(one.detail))
            .append("\">")
            .append(escaped(one.name + ": " + one.detail))
            .append("</failure>\n");
      }
      xml.append("  </testcase>\n");
    }
    return xml.append("</testsuite>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Escapes characters that XML cannot have at all first, because text from a process may have
   * them.
   */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : Escaped.text(text).replace("\\\\", "\\").toCharArray()) {
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
}
