package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that people meet on a port, whatever the registry says of it.
 *
 * @param transport the transport; null where the sources name none
 * @param application the program or protocol
 * @param category what kind of program it is, such as {@code database}
 * @param confidence how far the claim can be trusted
 * @param sources where it is claimed or documented; for a disputed use the claim first, then what
 *     contradicts it
 * @param commonName what people call the port, where this use is the dominant one; "" where it is
 *     one of several or nobody has shown it to be dominant
 */
@Json
public record ObservedUse(
    @Nullable Transport transport,
    @Json.OrEmpty String application,
    @Json.OrEmpty String category,
    Confidence confidence,
    List<String> sources,
    @Json.OrEmpty String commonName) {

  /** How far an observed use can be trusted. */
  public enum Confidence {
    /** The program's own source or documentation names the port. */
    DOCUMENTED,
    /** Somebody other than the program's makers reports it. */
    REPORTED,
    /** The registry itself remarks on the use. */
    RECORDED_BY_IANA,
    /** One source claims the use and another contradicts it. */
    DISPUTED;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Creates an observed use.
   *
   * @param transport the {@link #transport}
   * @param application the {@link #application}
   * @param category the {@link #category}
   * @param confidence the {@link #confidence}
   * @param sources the {@link #sources}
   * @param commonName the {@link #commonName}
   * @throws NullPointerException if a component other than {@code transport} is null
   * @throws IllegalArgumentException if {@code sources} is empty
   */
  public ObservedUse {
    requireNonNull(application, "application");
    requireNonNull(category, "category");
    requireNonNull(confidence, "confidence");
    sources = List.copyOf(requireNonNull(sources, "sources"));
    requireNonNull(commonName, "commonName");
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("an observed use needs a source: " + application);
    }
  }

  /**
   * Creates an observed use that is not the dominant one.
   *
   * @param transport the {@link #transport}
   * @param application the {@link #application}
   * @param category the {@link #category}
   * @param confidence the {@link #confidence}
   * @param sources the {@link #sources}
   * @throws NullPointerException if a component other than {@code transport} is null
   * @throws IllegalArgumentException if {@code sources} is empty
   */
  public ObservedUse(
      @Nullable Transport transport,
      String application,
      String category,
      Confidence confidence,
      List<String> sources) {
    this(transport, application, category, confidence, sources, "");
  }

  /** The same use of a transport, with what people call the port or without. */
  ObservedUse with(@Nullable Transport other, String otherName) {
    return new ObservedUse(other, application, category, confidence, sources, otherName);
  }

  /** Whether the use is of a transport; one whose sources name none counts for each. */
  boolean isFor(Transport asked) {
    return transport == null || transport == asked;
  }

  /** Returns the use for a log, such as {@code tcp Apache Kafka (message-queue) documented}. */
  @Override
  public String toString() {
    return ToString.of(
        ToString.place(null, transport),
        application,
        category.isEmpty() ? "" : "(" + category + ")",
        ToString.word(confidence),
        ToString.led("called ", commonName));
  }
}
