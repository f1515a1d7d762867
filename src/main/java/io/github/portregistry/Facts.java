package io.github.portregistry;

import java.util.Map;
import java.util.function.Function;

/** What is known of ports beside the rows of the registry; each table is read when it is needed. */
final class Facts {

  static final String FORMER = "former-assignments.csv";
  static final String USES = "observed-uses.csv";
  static final String SIGNALS = "in-use-signals.csv";
  static final String DOCUMENTS = "vendor-documentation.csv";
  static final String STATUSES = "statuses.csv";
  static final String RELATED = "related-ports.csv";
  static final String RFCS = "rfcs.csv";
  static final String CATALOGUES = "catalogues.csv";
  static final String HISTORY = "history.csv";

  private static final Facts PACKAGED =
      new Facts(Packaged::csv, FactTable::readPackaged, RegistryHistory::readPackaged);
  private static final Facts NONE = new Facts();

  private final Loaded<FactTable<FormerAssignment>> former;
  private final Loaded<FactTable<ObservedUse>> uses;
  private final Loaded<FactTable<Signal>> signals;
  private final Loaded<FactTable<VendorDocument>> documents;
  private final Loaded<FactTable<Judgement>> statuses;
  private final Loaded<FactTable<RelatedFormat.Row>> related;
  private final Loaded<Map<String, Rfc>> rfcs;
  private final Loaded<Map<String, Catalogue>> catalogues;
  private final Loaded<RegistryHistory> history;

  /**
   * Creates the facts of some tables.
   *
   * @param open returns the text of a table by its file name
   */
  Facts(Function<String, CsvText> open) {
    this(open, FactTable::read, RegistryHistory::read);
  }

  private Facts(
      Function<String, CsvText> open, Reader reader, Function<CsvText, RegistryHistory> past) {
    former = table(FormerFormat.FORMAT, FORMER, open, reader);
    uses = table(UseFormat.FORMAT, USES, open, reader);
    signals = table(Signal.FORMAT, SIGNALS, open, reader);
    documents = table(VendorDocument.FORMAT, DOCUMENTS, open, reader);
    statuses = table(Judgement.FORMAT, STATUSES, open, reader);
    related = table(RelatedFormat.FORMAT, RELATED, open, reader);
    rfcs = new Loaded<>(() -> Rfc.FORMAT.read(open.apply(RFCS)));
    catalogues = new Loaded<>(() -> Catalogue.FORMAT.read(open.apply(CATALOGUES)));
    history = new Loaded<>(() -> past.apply(open.apply(HISTORY)));
  }

  private Facts() {
    former = none(FormerFormat.FORMAT);
    uses = none(UseFormat.FORMAT);
    signals = none(Signal.FORMAT);
    documents = none(VendorDocument.FORMAT);
    statuses = none(Judgement.FORMAT);
    related = none(RelatedFormat.FORMAT);
    rfcs = new Loaded<>(Map::of);
    catalogues = new Loaded<>(Map::of);
    history = new Loaded<>(RegistryHistory::none);
  }

  private Facts(
      FactTable<FormerAssignment> otherFormer, Loaded<RegistryHistory> otherHistory, Facts rest) {
    former = new Loaded<>(() -> otherFormer);
    uses = rest.uses;
    signals = rest.signals;
    documents = rest.documents;
    statuses = rest.statuses;
    related = rest.related;
    rfcs = rest.rfcs;
    catalogues = rest.catalogues;
    history = otherHistory;
  }

  private static <T> Loaded<FactTable<T>> table(
      FactTable.Format<T> format, String name, Function<String, CsvText> open, Reader reader) {
    return new Loaded<>(() -> reader.read(format, open.apply(name)));
  }

  private interface Reader {
    <T> FactTable<T> read(FactTable.Format<T> format, CsvText text);
  }

  private static <T> Loaded<FactTable<T>> none(FactTable.Format<T> format) {
    return new Loaded<>(() -> FactTable.empty(format));
  }

  /** The facts that travel in the jar. */
  static Facts packaged() {
    return PACKAGED;
  }

  /** No facts at all. */
  static Facts none() {
    return NONE;
  }

  /** These facts with other former assignments. */
  Facts withFormer(FactTable<FormerAssignment> otherFormer) {
    return new Facts(otherFormer, history, this);
  }

  /** These facts with other former assignments and another history. */
  Facts withPast(FactTable<FormerAssignment> otherFormer, RegistryHistory otherHistory) {
    return new Facts(otherFormer, new Loaded<>(() -> otherHistory), this);
  }

  FactTable<FormerAssignment> former() {
    return former.get();
  }

  FactTable<ObservedUse> uses() {
    return uses.get();
  }

  FactTable<Signal> signals() {
    return signals.get();
  }

  FactTable<VendorDocument> documents() {
    return documents.get();
  }

  FactTable<Judgement> statuses() {
    return statuses.get();
  }

  FactTable<RelatedFormat.Row> related() {
    return related.get();
  }

  Map<String, Rfc> rfcs() {
    return rfcs.get();
  }

  Map<String, Catalogue> catalogues() {
    return catalogues.get();
  }

  RegistryHistory history() {
    return history.get();
  }
}
