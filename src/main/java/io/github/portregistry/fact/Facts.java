package io.github.portregistry.fact;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.EverydayName;
import io.github.portregistry.FormerAssignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.csv.CsvText;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The facts about ports that are not in the rows of the registry; each table is loaded when it is
 * needed.
 */
public final class Facts {

  public static final String FORMER = "former-assignments.csv";
  public static final String USES = "observed-uses.csv";
  public static final String NAMES = "everyday-names.csv";
  public static final String SIGNALS = "in-use-signals.csv";
  public static final String DOCUMENTS = "vendor-documentation.csv";
  public static final String STATUSES = "statuses.csv";
  public static final String RELATED = "related-ports.csv";
  public static final String RFCS = "rfcs.csv";
  public static final String CATALOGS = "catalogs.csv";
  public static final String HISTORY = "history.csv";

  private final Loaded<FactTable<FormerAssignment>> former;
  private final ByPort<ObservedUse> uses;
  private final ByPort<EverydayName> names;
  private final ByPort<Signal> signals;
  private final ByPort<VendorDocument> documents;
  private final ByPort<Judgment> statuses;
  private final ByPort<RelatedFormat.Row> related;
  private final ByKey<Rfc> rfcs;
  private final ByKey<Catalog> catalogs;
  private final Loaded<RegistryHistory> history;

  /** Returns the tables by their file names. */
  public interface Tables {
    <T> FactTable<T> byPort(Format<T> format, String name);

    <T> KeyedTable<T> byKey(Format<T> format, String name);

    RegistryHistory history(String name);
  }

  public Facts(Tables tables) {
    former =
        new Loaded<>() {
          @Override
          protected FactTable<FormerAssignment> load() {
            return tables.byPort(FormerFormat.FORMAT, FORMER);
          }
        };
    uses = new ByPort<>(tables, USES);
    names = new ByPort<>(tables, NAMES);
    signals = new ByPort<>(tables, SIGNALS);
    documents = new ByPort<>(tables, DOCUMENTS);
    statuses = new ByPort<>(tables, STATUSES);
    related = new ByPort<>(tables, RELATED);
    rfcs = new ByKey<>(tables, RFCS);
    catalogs = new ByKey<>(tables, CATALOGS);
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
    catalogs = rest.catalogs;
    history = otherHistory;
  }

  // A table is loaded together with its format, so that the classes of the format are not loaded
  // earlier.

  private static final class ByPort<T> extends Loaded<FactTable<T>> {
    private final Tables tables;
    private final String name;
    private @Nullable Format<T> format;

    ByPort(Tables tables, String name) {
      this.tables = tables;
      this.name = name;
    }

    synchronized FactTable<T> in(Format<T> only) {
      format = only;
      return get();
    }

    @Override
    protected FactTable<T> load() {
      return tables.byPort(requireNonNull(format), name);
    }
  }

  private static final class ByKey<T> extends Loaded<KeyedTable<T>> {
    private final Tables tables;
    private final String name;
    private @Nullable Format<T> format;

    ByKey(Tables tables, String name) {
      this.tables = tables;
      this.name = name;
    }

    synchronized KeyedTable<T> in(Format<T> only) {
      format = only;
      return get();
    }

    @Override
    protected KeyedTable<T> load() {
      return tables.byKey(requireNonNull(format), name);
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
   * Returns the facts of tables, which are read strictly.
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

  /** Returns an object without facts. */
  public static Facts none() {
    return NoTables.FACTS;
  }

  /** Returns these facts with other former assignments. */
  public Facts withFormer(FactTable<FormerAssignment> otherFormer) {
    return new Facts(Loaded.of(otherFormer), history, this);
  }

  /** Returns these facts with other former assignments and another history. */
  public Facts withPast(FactTable<FormerAssignment> otherFormer, RegistryHistory otherHistory) {
    return withPast(Loaded.of(otherFormer), Loaded.of(otherHistory));
  }

  /** Returns these facts with former assignments and a history that are loaded on first use. */
  public Facts withPast(
      Loaded<FactTable<FormerAssignment>> otherFormer, Loaded<RegistryHistory> otherHistory) {
    return new Facts(otherFormer, otherHistory, this);
  }

  public FactTable<FormerAssignment> former() {
    return former.get();
  }

  public FactTable<ObservedUse> uses() {
    return uses.in(UseFormat.FORMAT);
  }

  public FactTable<EverydayName> names() {
    return names.in(EverydayFormat.FORMAT);
  }

  public FactTable<Signal> signals() {
    return signals.in(SignalFormat.FORMAT);
  }

  public FactTable<VendorDocument> documents() {
    return documents.in(DocumentFormat.FORMAT);
  }

  public FactTable<Judgment> statuses() {
    return statuses.in(JudgmentFormat.FORMAT);
  }

  public FactTable<RelatedFormat.Row> related() {
    return related.in(RelatedFormat.FORMAT);
  }

  public KeyedTable<Rfc> rfcs() {
    return rfcs.in(RfcFormat.FORMAT);
  }

  public KeyedTable<Catalog> catalogs() {
    return catalogs.in(CatalogFormat.FORMAT);
  }

  public RegistryHistory history() {
    return history.get();
  }
}
