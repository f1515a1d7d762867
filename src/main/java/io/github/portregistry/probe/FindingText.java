package io.github.portregistry.probe;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Dossier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Formats a finding as a section of its port's dossier, and as lines of the summary. */
final class FindingText {

  static final String NOT_VISIBLE = "the process is not visible";

  private final PortFinding finding;
  private final List<Dossier.Item> items = new ArrayList<>();

  private FindingText(PortFinding finding) {
    this.finding = finding;
  }

  static Dossier.Section of(PortFinding finding) {
    FindingText text = new FindingText(finding);
    text.addVerdict();
    finding.listeners().forEach(text::add);
    text.addAnswering();
    text.addSource();
    return new Dossier.Section("On this machine", text.items);
  }

  private void addVerdict() {
    items.add(
        new Dossier.Item(
            "Verdict",
            verdict(finding),
            reasons().stream().map(Reason::detail).toList(),
            List.of(),
            List.of()));
  }

  static String verdict(PortFinding finding) {
    String unseen = unseen(finding.listeners());
    return switch (finding.verdict()) {
      case NOT_IN_USE -> "Nothing is listening.";
      case EXPECTED -> "In use, as expected" + (unseen.isEmpty() ? "." : "; " + unseen + ".");
      case PLAUSIBLE -> "In use; " + (unseen.isEmpty() ? "nothing suspicious." : unseen + ".");
      case INVESTIGATE ->
          "In use; worth investigating" + (unseen.isEmpty() ? "." : ", and " + unseen + ".");
      case UNKNOWN -> "Unknown: not every socket could be read.";
    };
  }

  /** A clause about the owners that are not certain; "" if all of them are. */
  private static String unseen(List<Listener> listeners) {
    List<Ownership> unseen =
        listeners.stream()
            .map(Listener::ownership)
            .filter(ownership -> !(ownership instanceof Known))
            .toList();
    if (unseen.isEmpty()) {
      return "";
    }
    String first = unseen(unseen.get(0));
    return unseen.size() == listeners.size()
            && unseen.stream().map(FindingText::unseen).allMatch(first::equals)
        ? first
        : "not every owner is known";
  }

  /** A clause about an owner that is not known. */
  static String unseen(Ownership ownership) {
    if (ownership instanceof Likely) {
      return "the owner is not certain";
    }
    if (ownership instanceof Vanished) {
      return "the socket was closed during the check";
    }
    if (ownership instanceof NotVisible hidden) {
      if (hidden.cause() == NotVisible.Cause.NOT_REQUESTED) {
        return "the process was not looked up";
      }
      if (hidden.cause() == NotVisible.Cause.NOT_SEARCHED) {
        return "the search for the process did not finish";
      }
    }
    return NOT_VISIBLE;
  }

  /** Without the uses of the port where the program is known: they are no reason then. */
  private List<Reason> reasons() {
    boolean known =
        !finding.listeners().isEmpty()
            && finding.listeners().stream().allMatch(on -> on.ownership() instanceof Known);
    return finding.reasons().stream()
        .filter(reason -> !known || reason.kind() != Reason.Kind.OBSERVED_USE)
        .toList();
  }

  private void add(Listener listener) {
    String place = listener.transport().keyword() + " on " + AddressText.reached(listener);
    List<String> details = new ArrayList<>();
    if (listener.ownership() instanceof Known known) {
      known.owners().forEach(process -> details.add(ProcessText.of(process)));
      if (!known.complete()) {
        details.add("Other processes may have the socket open too.");
      }
    } else {
      String unseen = unseen(listener.ownership());
      details.add("T" + unseen.substring(1) + ".");
      if (listener.ownership() instanceof Likely likely) {
        likely
            .candidates()
            .forEach(process -> details.add("It is most likely " + ProcessText.of(process) + "."));
      }
    }
    String unit = UnitText.ofSocket(listener);
    if (!unit.isEmpty()) {
      details.add("The socket belongs to " + unit + ".");
    }
    Spoken spoken = listener.spoken();
    if (spoken != null) {
      details.add(SpokenText.sentence(spoken));
    }
    items.add(new Dossier.Item("Listener", place, details, List.of(), List.of()));
  }

  /** Adds who gets the connections to an address, for each transport. */
  private void addAnswering() {
    for (Transport transport : List.of(Transport.TCP, Transport.UDP)) {
      String sentence =
          Answering.sentence(
              finding.listeners().stream().filter(on -> on.transport() == transport).toList());
      if (!sentence.isEmpty()) {
        items.add(new Dossier.Item("Answers", transport.keyword() + ": " + sentence));
      }
    }
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
