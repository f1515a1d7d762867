package io.github.portregistry.probe;

import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.dossier.Escaped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A finding as a section of its port's dossier. */
final class FindingText {

  private final PortFinding finding;
  private final List<Dossier.Item> items = new ArrayList<>();

  private FindingText(PortFinding finding) {
    this.finding = finding;
  }

  static Dossier.Section of(PortFinding finding) {
    FindingText text = new FindingText(finding);
    text.addVerdict();
    finding.listeners().forEach(text::add);
    text.addSource();
    return new Dossier.Section("On this machine", text.items);
  }

  private void addVerdict() {
    String verdict =
        switch (finding.verdict()) {
          case NOT_IN_USE -> "Not in use.";
          case EXPECTED -> "In use, as expected.";
          case PLAUSIBLE -> "In use; nothing suspicious.";
          case INVESTIGATE -> "In use; worth investigating.";
          case UNKNOWN -> "Unknown: not everything could be seen.";
        };
    items.add(
        new Dossier.Item(
            "Verdict",
            verdict,
            finding.reasons().stream().map(Reason::detail).toList(),
            List.of(),
            List.of()));
  }

  private void add(Listener listener) {
    String place =
        listener.transport().keyword()
            + (listener.isOnAllAddresses()
                ? " on all addresses (" + address(listener) + ")"
                : " on " + address(listener));
    if (!(listener.ownership() instanceof Known known)) {
      items.add(new Dossier.Item("Listener", place, "The process is not visible."));
      return;
    }
    List<String> details = new ArrayList<>();
    for (ProcessRef process : known.owners()) {
      details.add(ProcessText.of(process));
    }
    if (!known.complete()) {
      details.add("Other processes may own the socket too.");
    }
    items.add(new Dossier.Item("Listener", place, details, List.of(), List.of()));
  }

  private static String address(Listener listener) {
    return Escaped.text(listener.address().getAddress().getHostAddress());
  }

  private void addSource() {
    Instant at = finding.at().truncatedTo(ChronoUnit.SECONDS);
    items.add(
        new Dossier.Item(
            "Seen",
            at + " " + finding.coverage().source().how(),
            finding.coverage().notes(),
            List.of(),
            List.of()));
  }
}
