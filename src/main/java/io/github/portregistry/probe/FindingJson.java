package io.github.portregistry.probe;

import io.github.portregistry.PortRecord;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of a {@link PortFinding}, with its instant as text whatever Jackson's settings. */
@Json
record FindingJson(
    @Nullable PortRecord record,
    @Nullable Text at,
    @Nullable List<Listener> listeners,
    @Nullable List<OtherUse> otherUses,
    @Nullable Coverage coverage,
    @Nullable Verdict verdict,
    @Nullable List<Reason> reasons) {

  static final String INSTANT = "an instant such as 2026-11-24T12:00:00Z";

  static FindingJson of(PortFinding finding) {
    return new FindingJson(
        finding.record(),
        Text.of(finding.at().toString()),
        finding.listeners(),
        finding.otherUses(),
        finding.coverage(),
        finding.verdict(),
        finding.reasons());
  }

  PortFinding toFinding() {
    return new PortFinding(
        Given.required("record", record, "a port"),
        instant("at", Given.required("at", at, INSTANT).value()),
        Given.list("listeners", listeners, "a listener"),
        Given.list("otherUses", otherUses, "another use"),
        Given.required("coverage", coverage, "an object with source"),
        Given.required("verdict", verdict, Verdict.class),
        Given.list("reasons", reasons, "a reason"));
  }

  static Instant instant(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + ": expected " + INSTANT + ", found " + Given.quoted(text), e);
    }
  }
}
