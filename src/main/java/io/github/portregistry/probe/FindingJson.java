package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.PortRecord;
import java.time.Instant;
import java.util.List;

/** The JSON of a {@link PortFinding}: its instant is a text, whatever Jackson makes of instants. */
@Json
record FindingJson(
    PortRecord record,
    String at,
    @Json.OrEmpty List<Listener> listeners,
    @Json.OrEmpty List<OtherUse> otherUses,
    Coverage coverage,
    Verdict verdict,
    @Json.OrEmpty List<Reason> reasons) {

  static FindingJson of(PortFinding finding) {
    return new FindingJson(
        finding.record(),
        finding.at().toString(),
        finding.listeners(),
        finding.otherUses(),
        finding.coverage(),
        finding.verdict(),
        finding.reasons());
  }

  PortFinding toFinding() {
    return new PortFinding(
        record,
        Instant.parse(requireNonNull(at, "at")),
        listeners,
        otherUses,
        coverage,
        verdict,
        reasons);
  }
}
