package io.github.portregistry.fact;

import io.github.portregistry.EverydayName;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.csv.CsvText;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is known of ports beside the rows of the registry; each table is read when it is needed. */
public final class Facts {

  public static final String FORMER = "former-assignments.csv";
  public static final String USES = "observed-uses.csv";
  public static final String NAMES = "everyday-names.csv";
  public static final String SIGNALS = "in-use-signals.csv";
  public static final String DOCUMENTS = "vendor-documentation.csv";
  public static final String STATUSES = "statuses.csv";
  public static final String RELATED = "related-ports.csv";
  public static final String RFCS = "rfcs.csv";
  public static final String CATALOGUES = "catalogues.csv";
  public static final String HISTORY = "history.csv";

  private static final Facts NONE = new Facts();

  private final Loaded<FactTable<FormerAssignment>> former;
  private final Loaded<FactTable<ObservedUse>> uses;
  private final Loaded<FactTable<EverydayName>> names;
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
  public Facts(Function<String, CsvText> open) {
    this(open, FactTable::read, RegistryHistory::read);
  }

  private Facts(
      Function<String, CsvText> open, Reader reader, Function<CsvText, RegistryHistory> past) {
    former = table(FormerFormat.FORMAT, FORMER, open, reader);
    uses = table(UseFormat.FORMAT, USES, open, reader);
    names = table(EverydayFormat.FORMAT, NAMES, open, reader);
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
    names = none(EverydayFormat.FORMAT);
    signals = none(Signal.FORMAT);
    documents = none(VendorDocument.FORMAT);
    statuses = none(Judgement.FORMAT);
    related = none(RelatedFormat.FORMAT);
    rfcs = new Loaded<>(Map::of);
    catalogues = new Loaded<>(Map::of);
    history = new Loaded<>(RegistryHistory::none);
  }

  private Facts(
      Loaded<FactTable<FormerAssignment>> otherFormer,
      Loaded<RegistryHistory> otherHistory,
      Facts rest) {
    former = otherFormer;
    uses = rest.uses;
    names = rest.names;
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

  /**
   * Returns the facts of tables that were canonical when they were packaged and are the same byte
   * for byte, so that their form is not looked at again.
   *
   * @param open returns the text of a table by its file name
   */
  public static Facts ofPackaged(Function<String, CsvText> open) {
    return new Facts(open, FactTable::readPackaged, RegistryHistory::readPackaged);
  }

  /** No facts at all. */
  public static Facts none() {
    return NONE;
  }

  /** These facts with other former assignments. */
  public Facts withFormer(FactTable<FormerAssignment> otherFormer) {
    return new Facts(new Loaded<>(() -> otherFormer), history, this);
  }

  /** These facts with other former assignments and another history. */
  public Facts withPast(FactTable<FormerAssignment> otherFormer, RegistryHistory otherHistory) {
    return withPast(() -> otherFormer, () -> otherHistory);
  }

  /** The same for what is found when it is first asked for. */
  public Facts withPast(
      Supplier<FactTable<FormerAssignment>> otherFormer, Supplier<RegistryHistory> otherHistory) {
    return new Facts(new Loaded<>(otherFormer), new Loaded<>(otherHistory), this);
  }

  public FactTable<FormerAssignment> former() {
    return former.get();
  }

  public FactTable<ObservedUse> uses() {
    return uses.get();
  }

  public FactTable<EverydayName> names() {
    return names.get();
  }

  public FactTable<Signal> signals() {
    return signals.get();
  }

  public FactTable<VendorDocument> documents() {
    return documents.get();
  }

  public FactTable<Judgement> statuses() {
    return statuses.get();
  }

  public FactTable<RelatedFormat.Row> related() {
    return related.get();
  }

  public Map<String, Rfc> rfcs() {
    return rfcs.get();
  }

  public Map<String, Catalogue> catalogues() {
    return catalogues.get();
  }

  public RegistryHistory history() {
    return history.get();
  }
}
