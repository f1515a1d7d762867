package io.github.portregistry.fact;

import io.github.portregistry.EverydayName;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.csv.CsvText;
import java.util.Map;
import java.util.function.Function;

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

  private final Loaded<FactTable<FormerAssignment>> former;
  private final Loaded<FactTable<ObservedUse>> uses;
  private final Loaded<FactTable<EverydayName>> names;
  private final Loaded<FactTable<Signal>> signals;
  private final Loaded<FactTable<VendorDocument>> documents;
  private final Loaded<FactTable<Judgement>> statuses;
  private final Loaded<FactTable<RelatedFormat.Row>> related;
  private final Loaded<KeyedTable<Rfc>> rfcs;
  private final Loaded<KeyedTable<Catalogue>> catalogues;
  private final Loaded<RegistryHistory> history;

  /** Where the tables are, by their file names. */
  public interface Tables {
    <T> FactTable<T> byPort(Format<T> format, String name);

    <T> KeyedTable<T> byKey(Format<T> format, String name);

    RegistryHistory history(String name);
  }

  public Facts(Tables tables) {
    former = new ByPort<>(tables, FormerFormat.FORMAT, FORMER);
    uses = new ByPort<>(tables, UseFormat.FORMAT, USES);
    names = new ByPort<>(tables, EverydayFormat.FORMAT, NAMES);
    signals = new ByPort<>(tables, Signal.FORMAT, SIGNALS);
    documents = new ByPort<>(tables, VendorDocument.FORMAT, DOCUMENTS);
    statuses = new ByPort<>(tables, Judgement.FORMAT, STATUSES);
    related = new ByPort<>(tables, RelatedFormat.FORMAT, RELATED);
    rfcs = new ByKey<>(tables, Rfc.FORMAT, RFCS);
    catalogues = new ByKey<>(tables, Catalogue.FORMAT, CATALOGUES);
    history =
        new Loaded<>() {
          @Override
          protected RegistryHistory load() {
            return tables.history(HISTORY);
          }
        };
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

  private static final class ByPort<T> extends Loaded<FactTable<T>> {
    private final Tables tables;
    private final Format<T> format;
    private final String name;

    ByPort(Tables tables, Format<T> format, String name) {
      this.tables = tables;
      this.format = format;
      this.name = name;
    }

    @Override
    protected FactTable<T> load() {
      return tables.byPort(format, name);
    }
  }

  private static final class ByKey<T> extends Loaded<KeyedTable<T>> {
    private final Tables tables;
    private final Format<T> format;
    private final String name;

    ByKey(Tables tables, Format<T> format, String name) {
      this.tables = tables;
      this.format = format;
      this.name = name;
    }

    @Override
    protected KeyedTable<T> load() {
      return tables.byKey(format, name);
    }
  }

  private static final class NoTables implements Tables {
    static final Facts FACTS = new Facts(new NoTables());

    @Override
    public <T> FactTable<T> byPort(Format<T> format, String name) {
      return FactTable.empty(format);
    }

    @Override
    public <T> KeyedTable<T> byKey(Format<T> format, String name) {
      return KeyedTable.of(format, Map.of());
    }

    @Override
    public RegistryHistory history(String name) {
      return RegistryHistory.none();
    }
  }

  /**
   * Returns the facts of tables that are read strictly.
   *
   * @param open returns the text of a table by its file name
   */
  public static Facts read(Function<String, CsvText> open) {
    return new Facts(
        new Tables() {
          @Override
          public <T> FactTable<T> byPort(Format<T> format, String name) {
            return FactTable.read(format, open.apply(name));
          }

          @Override
          public <T> KeyedTable<T> byKey(Format<T> format, String name) {
            return KeyedTable.read(format, open.apply(name));
          }

          @Override
          public RegistryHistory history(String name) {
            return RegistryHistory.read(open.apply(name));
          }
        });
  }

  /** No facts at all. */
  public static Facts none() {
    return NoTables.FACTS;
  }

  /** These facts with other former assignments. */
  public Facts withFormer(FactTable<FormerAssignment> otherFormer) {
    return new Facts(Loaded.of(otherFormer), history, this);
  }

  /** These facts with other former assignments and another history. */
  public Facts withPast(FactTable<FormerAssignment> otherFormer, RegistryHistory otherHistory) {
    return withPast(Loaded.of(otherFormer), Loaded.of(otherHistory));
  }

  /** The same for facts that are put together when they are first asked for. */
  public Facts withPast(
      Loaded<FactTable<FormerAssignment>> otherFormer, Loaded<RegistryHistory> otherHistory) {
    return new Facts(otherFormer, otherHistory, this);
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

  public KeyedTable<Rfc> rfcs() {
    return rfcs.get();
  }

  public KeyedTable<Catalogue> catalogues() {
    return catalogues.get();
  }

  public RegistryHistory history() {
    return history.get();
  }
}
