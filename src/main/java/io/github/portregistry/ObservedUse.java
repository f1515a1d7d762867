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
 * Something that people meet on a port, whatever the registry says of it.
 *
 * @param ports the ports that the sources name: one, a few, or a range
 * @param transport the transport; null where the sources name none
 * @param application the program or protocol
 * @param category what kind of program it is, such as {@code database}
 * @param confidence how far the claim can be trusted
 * @param sources where it is claimed or documented, in the packaged table at most four, each of
 *     another family; for a disputed use the claim first, then what contradicts it
 * @param commonName what people call the port, where this use is the dominant one; "" where it is
 *     one of several or nobody has shown it to be dominant
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

  /** A claim on that many ports and more says nothing of any one of them. */
  static final int RANGE = 17;

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

  /** What is read from JSON, before anything is required of it. */
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
   * Returns whether the use is of a transport.
   *
   * @param asked the transport
   * @return whether the sources name it, or name none and so may mean each
   * @throws NullPointerException if {@code asked} is null
   */
  public boolean isFor(Transport asked) {
    return requireNonNull(asked, "asked") == transport || transport == null;
  }

  /**
   * Returns whether the sources claim a range of ports, which says nothing of any one of them.
   *
   * @return whether {@link #ports} are 17 or more
   */
  public boolean isRange() {
    return ports.size() >= RANGE;
  }

  /**
   * Returns what to show of the use in a list.
   *
   * @return the application; of a claim on a range {@code in the range 30000-32767 of Kubernetes
   *     NodePort services}
   */
  public String label() {
    return isRange() ? "in the range " + ports + " of " + application : application;
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
