package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A program or protocol that really uses a port, whatever the registry says.
 *
 * @param ports the ports that the sources name: one, a few, or a range
 * @param transport the transport; null if the sources name none
 * @param application the program or protocol
 * @param category the kind of program, such as {@code database}
 * @param confidence how reliable the claim is
 * @param sources the sources that claim or document it; at most four in the packaged table, each
 *     independent of the others; for a disputed use the claim first, then what contradicts it
 * @param commonName the name that people call the port by if this use dominates it; "" if it is one
 *     of several, or if no source shows that it dominates
 */
@Json
public record ObservedUse(
    PortSpan ports,
    @Nullable Transport transport,
    String application,
    String category,
    Confidence confidence,
    List<String> sources,
    String commonName) {

  /**
   * The smallest number of ports that makes a claim on a range, which says nothing about a single
   * port.
   */
  static final int RANGE = 17;

  private static final String MALWARE = "malware";

  /** How reliable a claim of use is. */
  public enum Confidence {
    /** The program's own source or documentation names the port. */
    DOCUMENTED,
    /** A third party reports the use. */
    REPORTED,
    /** The registry itself remarks on the use. */
    RECORDED_BY_IANA,
    /** One source claims the use, and another contradicts it. */
    DISPUTED;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Confidence read(Object json) {
      return Given.constant(json, Confidence.class);
    }
  }

  /**
   * Creates an observed use.
   *
   * @param ports the {@link #ports}
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
    requireNonNull(ports, "ports");
    requireNonNull(application, "application");
    requireNonNull(category, "category");
    requireNonNull(confidence, "confidence");
    sources = List.copyOf(requireNonNull(sources, "sources"));
    requireNonNull(commonName, "commonName");
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("an observed use needs a source: " + application);
    }
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(
      @Nullable PortSpan ports,
      @Nullable Transport transport,
      @Nullable Text application,
      @Nullable Text category,
      @Nullable Confidence confidence,
      @Nullable List<Text> sources,
      @Nullable Text commonName) {}

  @JsonCreator
  static ObservedUse read(JsonObject json) {
    Confidence confidence = Given.required("confidence", json.confidence, Confidence.class);
    List<String> sources =
        Text.list("sources", Given.required("sources", json.sources, "a list of texts"));
    return new ObservedUse(
        Given.required("ports", json.ports, "a first and a last port"),
        json.transport,
        Text.orEmpty(json.application),
        Text.orEmpty(json.category),
        confidence,
        sources,
        Text.orEmpty(json.commonName));
  }

  /**
   * Creates an observed use that has no common name.
   *
   * @param ports the {@link #ports}
   * @param transport the {@link #transport}
   * @param application the {@link #application}
   * @param category the {@link #category}
   * @param confidence the {@link #confidence}
   * @param sources the {@link #sources}
   * @throws NullPointerException if a component other than {@code transport} is null
   * @throws IllegalArgumentException if {@code sources} is empty
   */
  public ObservedUse(
      PortSpan ports,
      @Nullable Transport transport,
      String application,
      String category,
      Confidence confidence,
      List<String> sources) {
    this(ports, transport, application, category, confidence, sources, "");
  }

  /**
   * Returns whether the use applies to a transport.
   *
   * @param asked the transport
   * @return true if the sources name the transport, or none
   * @throws NullPointerException if {@code asked} is null
   */
  public boolean isFor(Transport asked) {
    return requireNonNull(asked, "asked") == transport || transport == null;
  }

  /**
   * Returns whether the sources claim a range of ports, which says nothing about a single port.
   *
   * @return true if {@link #ports} are 17 or more
   */
  public boolean isRange() {
    return ports.size() >= RANGE;
  }

  /**
   * Returns whether the application is malware, such as a trojan or a worm.
   *
   * @return true if {@link #category} is {@code malware}
   */
  public boolean isMalware() {
    return category.equals(MALWARE);
  }

  /**
   * Returns the use as text for a list.
   *
   * @return the application, with a note if it is malware; for a claim on a range, such as {@code
   *     in the range 30000-32767 of Kubernetes NodePort services}
   */
  public String label() {
    if (isRange()) {
      return "in the range " + ports + " of " + application;
    }
    // Many are called a trojan or worm in parentheses.
    return isMalware() && !application.endsWith(")") ? application + " (malware)" : application;
  }

  /**
   * Returns the use for a log, such as {@code 9092/tcp Apache Kafka (message-queue) documented}.
   */
  @Override
  public String toString() {
    return ToString.of(
        ToString.place(ports, transport),
        application,
        category.isEmpty() ? "" : "(" + category + ")",
        ToString.word(confidence),
        ToString.led("called ", commonName));
  }
}
