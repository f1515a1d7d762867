package io.github.portregistry;

import io.github.portregistry.csv.OneLine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Builds the texts of values for a log: short, and on one line. */
final class ToString {

  private ToString() {}

  /** Returns {@code 443/tcp}, {@code 443} or {@code tcp}; "" for neither. */
  static String place(@Nullable PortSpan ports, @Nullable Transport transport) {
    String over = transport == null ? "" : transport.keyword();
    if (ports == null) {
      return over;
    }
    return over.isEmpty() ? ports.toString() : ports + "/" + over;
  }

  /** Returns {@code https (http protocol over TLS/SSL)}, or only the one that is not empty. */
  static String titled(String name, String title) {
    if (name.isEmpty() || title.isEmpty() || name.equalsIgnoreCase(title)) {
      return name.isEmpty() ? title : name;
    }
    return name + " (" + title + ")";
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Joins the parts that are not empty with spaces, and escapes them. */
  static String of(String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      if (!part.isEmpty()) {
        text.append(text.length() > 0 ? " " : "").append(OneLine.of(part));
      }
    }
    return text.toString();
  }

  /** Returns a lead and a value; "" if there is no value. */
  static String led(String lead, @Nullable Object value) {
    return value == null || value.toString().isEmpty() ? "" : lead + value;
  }
}
