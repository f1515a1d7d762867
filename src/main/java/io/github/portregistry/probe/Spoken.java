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
 * What a listener was found to speak, see {@link ListenerProbe#withGreeting}. It is what the
 * listener says of itself: any program can say what another does.
 *
 * @param kind what came of asking
 * @param protocols the protocol, such as {@code ssh}; several where the answer does not tell them
 *     apart; empty where nothing is known of it
 * @param product the product that the listener says it is, such as {@code nginx}; "" if it says
 *     none
 * @param version the version that it says; "" if it says none
 * @param tls whether it was said inside TLS
 * @param asked the protocols whose hello was sent, in their order; empty if the listener spoke
 *     first
 * @param answer the first 80 bytes of the answer at most, those that are no printable ASCII as
 *     {@code \\r}, {@code \\n}, {@code \\t} or {@code \\xff}; "" if there was none
 * @param why why the listener was not asked, or was not heard; else ""
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

  /** What came of asking a listener. */
  public enum Kind {
    /** It speaks a protocol that its port is for, or one that contradicts nothing that is known. */
    SPEAKS,
    /** It speaks another protocol than its port is for, or bytes that no known protocol fits. */
    SPEAKS_OTHER,
    /** It accepts connections, or datagrams, and answered nothing in time: that proves nothing. */
    SILENT,
    /** It closed or refused each connection without a byte. */
    CLOSED,
    /** It was not connected to; {@link Spoken#why} says why. */
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
   * Creates what was spoken.
   *
   * @param kind the {@link #kind}
   * @param protocols the {@link #protocols}
   * @param product the {@link #product}
   * @param version the {@link #version}
   * @param tls the {@link #tls}
   * @param asked the {@link #asked}
   * @param answer the {@link #answer}
   * @param why the {@link #why}
   * @throws IllegalArgumentException if {@code answer} has a character that is no printable ASCII
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
    for (int i = 0; i < answer.length(); i++) {
      if (answer.charAt(i) < ' ' || answer.charAt(i) > '~') {
        throw new IllegalArgumentException(
            "answer: expected printable ASCII and escapes such as \\r or \\xff, found "
                + Given.quoted(answer));
      }
    }
  }

  /**
   * Returns what was spoken in a few words for a person, such as {@code http over TLS (nginx
   * 1.22.1)}, {@code ftp or smtp}, {@code unknown protocol} or {@code silent}; of a version that
   * has blanks only what stands before the first.
   *
   * @return one line, escaped
   */
  public String words() {
    int blank = version.indexOf(' ');
    return words(blank < 0 ? version : version.substring(0, blank));
  }

  /** The same with all of the version. */
  String allWords() {
    return words(version);
  }

  private String words(String shownVersion) {
    String software = Escaped.text((product + " " + shownVersion).strip());
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

  /** Returns all of it on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "Spoken["
        + kind
        + ", protocols="
        + Escaped.text(protocols.toString())
        + ", product="
        + Escaped.text(product)
        + ", version="
        + Escaped.text(version)
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

  /** What is read from JSON, before anything is required of it. */
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
