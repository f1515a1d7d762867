package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All listeners of a machine at one time, and how much of the machine was seen. Without findings,
 * the coverage says whether nothing listens or nothing could be read.
 *
 * @param at when the sockets were read
 * @param findings the finding of every port that has a listener, by port number
 * @param coverage how much of the machine was seen; {@link Coverage#socketsComplete} says whether
 *     there may be more listeners
 */
public record Survey(Instant at, List<PortFinding> findings, Coverage coverage) {

  /**
   * Creates a survey.
   *
   * @param at the {@link #at}
   * @param findings the {@link #findings}
   * @param coverage the {@link #coverage}
   * @throws NullPointerException if a component is or has null
   */
  public Survey {
    requireNonNull(at, "at");
    findings = List.copyOf(requireNonNull(findings, "findings"));
    requireNonNull(coverage, "coverage");
  }

  @JsonCreator
  static Survey of(SurveyJson json) {
    return json.toSurvey();
  }

  @JsonValue
  SurveyJson json() {
    return new SurveyJson(Text.of(at.toString()), findings, coverage);
  }

  /** The JSON of a survey, with its instant as text. */
  @Json
  record SurveyJson(
      @Nullable Text at, @Nullable List<PortFinding> findings, @Nullable Coverage coverage) {

    Survey toSurvey() {
      return new Survey(
          FindingJson.instant("at", Given.required("at", at, FindingJson.INSTANT).value()),
          Given.list("findings", findings, "a finding"),
          Given.required("coverage", coverage, "an object with source"));
    }
  }
}
