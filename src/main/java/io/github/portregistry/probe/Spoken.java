package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Truth;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The protocol that a listener speaks, see {@link ListenerProbe#withGreeting}. This is the
 * listener's own claim, because any program can send the same bytes.
 *
 * @param kind the outcome
 * @param protocols the protocol, such as {@code ssh}; several if the answer does not distinguish
 *     them; empty if none is known
 * @param product the product that the listener claims to be, such as {@code nginx}, escaped like
 *     {@code answer}; "" if it names none
 * @param version the version that it claims, escaped likewise; "" if it names none
 * @param tls whether the protocol is spoken inside TLS, or only TLS itself was heard
 * @param asked the protocols whose hello was sent, in the order of sending; empty if none was sent
 * @param answer at most the first 80 bytes of the answer, with escapes such as {@code \r} and
 *     {@code \xff} for a backslash and for bytes that are not printable ASCII; "" if there was no
 *     answer
 * @param why why the listener was not asked, or could not be connected to; otherwise ""
 */
@Json
public record Spoken(
    Kind kind,
    List<String> protocols,
    String product,
    String version,
    boolean tls,
    List<String> asked,
    String answer,
    String why) {

  /** The outcome of asking a listener. */
  public enum Kind {
    /** It speaks a protocol of its port, or one that contradicts no known fact. */
    SPEAKS,
    /** It speaks a protocol that is not one of its port's, or sent bytes of no known protocol. */
    SPEAKS_OTHER,
    /** It did not answer, or did not accept the connection, in time; this proves nothing. */
    SILENT,
    /** It refused each connection, or closed it without sending a byte. */
    CLOSED,
    /** It was not asked; {@link Spoken#why} says why. */
    NOT_ASKED;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Kind read(Object json) {
      return Given.constant(json, Kind.class);
    }
  }

  /**
   * Creates the outcome of asking a listener.
   *
   * @param kind the {@link #kind}
   * @param protocols the {@link #protocols}
   * @param product the {@link #product}
   * @param version the {@link #version}
   * @param tls the {@link #tls}
   * @param asked the {@link #asked}
   * @param answer the {@link #answer}
   * @param why the {@link #why}
   * @throws IllegalArgumentException if {@code product}, {@code version} or {@code answer} has a
   *     character that is not printable ASCII
   * @throws NullPointerException if a component is or has null
   */
  public Spoken {
    requireNonNull(kind, "kind");
    protocols = List.copyOf(requireNonNull(protocols, "protocols"));
    requireNonNull(product, "product");
    requireNonNull(version, "version");
    asked = List.copyOf(requireNonNull(asked, "asked"));
    requireNonNull(answer, "answer");
    requireNonNull(why, "why");
    requirePrintable("product", product);
    requirePrintable("version", version);
    requirePrintable("answer", answer);
  }

  private static void requirePrintable(String name, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        throw new IllegalArgumentException(
            name
                + ": expected printable ASCII and escapes such as \\r or \\xff, found "
                + Given.quoted(text));
      }
    }
  }

  /**
   * Returns the protocol in a few words, such as {@code http over TLS (nginx 1.22.1)}, {@code ftp
   * or smtp}, {@code unknown protocol} or {@code silent}. A version is cut at its first space.
   *
   * @return one line, escaped
   */
  public String words() {
    int blank = version.indexOf(' ');
    return words(blank < 0 ? version : version.substring(0, blank));
  }

  /** The same with the whole version. */
  String allWords() {
    return words(version);
  }

  private String words(String shownVersion) {
    String software = (product + " " + shownVersion).strip();
    return switch (kind) {
      case SILENT -> "silent";
      case CLOSED -> "closed";
      case NOT_ASKED -> "not asked";
      case SPEAKS, SPEAKS_OTHER ->
          (protocols.isEmpty() ? "unknown protocol" : Escaped.text(String.join(" or ", protocols)))
              + (tls && !protocols.equals(List.of("tls")) ? " over TLS" : "")
              + (software.isEmpty() ? "" : " (" + software + ")");
    };
  }

  /** Returns all components on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "Spoken["
        + kind
        + ", protocols="
        + Escaped.text(protocols.toString())
        + ", product="
        + product
        + ", version="
        + version
        + ", tls="
        + tls
        + ", asked="
        + Escaped.text(asked.toString())
        + ", answer="
        + answer
        + ", why="
        + Escaped.text(why)
        + "]";
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(
      @Nullable Kind kind,
      @Nullable List<Text> protocols,
      @Nullable Text product,
      @Nullable Text version,
      @Nullable Truth tls,
      @Nullable List<Text> asked,
      @Nullable Text answer,
      @Nullable Text why) {}

  @JsonCreator
  static Spoken read(JsonObject json) {
    return new Spoken(
        Given.required("kind", json.kind, Kind.class),
        Text.list("protocols", json.protocols),
        Text.orEmpty(json.product),
        Text.orEmpty(json.version),
        json.tls != null && (Boolean) json.tls.value(),
        Text.list("asked", json.asked),
        Text.orEmpty(json.answer),
        Text.orEmpty(json.why));
  }
}
