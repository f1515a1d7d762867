package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.Facts;
import io.github.portregistry.fact.RegistryHistory;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Whole;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The source of a registry: the name, date, digest and size of its table.
 *
 * @param source the name of the table: the packaged table's own name, or the path or name that was
 *     passed to {@link PortRegistry#read read} or {@link PortRegistry#readIana readIana}
 * @param snapshotDate the newest registration or modification date in the table; null if it has
 *     none
 * @param knownUntil the last day up to which the registry's changes are known: the {@link
 *     PortRegistry#lastDay} of this table alone. In the packaged registry it is later than {@code
 *     snapshotDate}, because facts from later copies were added. Null if no past is known
 * @param sha256 the SHA-256 of the table in its canonical form, as 64 lower-case hexadecimal digits
 * @param rows the number of rows
 * @param namedRows the number of rows that name a service
 * @param rowsWithoutPort the number of rows that name a service without a port
 * @param missingRows the number of rows that seem to be missing from a file that {@link
 *     PortRegistry#readIana readIana} read: it has fewer than 99 percent of the rows of the
 *     packaged copy (90 percent if it is older), or lacks the rows that belong after its last one;
 *     0 for any other table
 * @param base the provenance of the registry below, if this one is an overlay ({@link
 *     PortRegistry#withOverlay withOverlay}); otherwise null
 */
@Json
public record Provenance(
    String source,
    @Nullable RegistryDate snapshotDate,
    @Nullable RegistryDate knownUntil,
    String sha256,
    int rows,
    int namedRows,
    int rowsWithoutPort,
    int missingRows,
    @Nullable Provenance base) {

  /**
   * Creates a provenance.
   *
   * @param source the {@link #source}
   * @param snapshotDate the {@link #snapshotDate}
   * @param knownUntil the {@link #knownUntil}
   * @param sha256 the {@link #sha256}
   * @param rows the {@link #rows}
   * @param namedRows the {@link #namedRows}
   * @param rowsWithoutPort the {@link #rowsWithoutPort}
   * @param missingRows the {@link #missingRows}
   * @param base the {@link #base}
   * @throws NullPointerException if {@code source} or {@code sha256} is null
   * @throws IllegalArgumentException unless 0 &lt;= {@code rowsWithoutPort} &lt;= {@code namedRows}
   *     &lt;= {@code rows}, or if {@code missingRows} is negative
   */
  public Provenance {
    requireNonNull(source, "source");
    requireNonNull(sha256, "sha256");
    requireCounts(rows, namedRows, rowsWithoutPort, missingRows);
  }

  private static void requireCounts(int rows, int namedRows, int rowsWithoutPort, int missingRows) {
    if (missingRows < 0) {
      throw new IllegalArgumentException("expected missingRows from 0, found " + missingRows);
    }
    if (rowsWithoutPort < 0 || namedRows < rowsWithoutPort || rows < namedRows) {
      throw new IllegalArgumentException(
          "expected 0 <= rowsWithoutPort <= namedRows <= rows, found rowsWithoutPort "
              + rowsWithoutPort
              + ", namedRows "
              + namedRows
              + " and rows "
              + rows);
    }
  }

  /**
   * The properties as JSON gives them. It checks its numbers itself, while Jackson knows the path
   * to them. Its base has this type too, because with nested objects of another type a thousand
   * levels would need twice the stack.
   */
  record JsonObject(
      @Nullable Text source,
      @Nullable RegistryDate snapshotDate,
      @Nullable RegistryDate knownUntil,
      @Nullable Text sha256,
      @Nullable Whole rows,
      @Nullable Whole namedRows,
      @Nullable Whole rowsWithoutPort,
      @Nullable Whole missingRows,
      @Nullable JsonObject base) {

    JsonObject {
      requireCounts(
          Whole.integer("rows", rows),
          Whole.integer("namedRows", namedRows),
          Whole.integer("rowsWithoutPort", rowsWithoutPort),
          Whole.integer("missingRows", missingRows));
    }
  }

  @JsonCreator
  static Provenance read(JsonObject json) {
    return new Provenance(
        Text.orEmpty(json.source),
        json.snapshotDate,
        json.knownUntil,
        Text.orEmpty(json.sha256),
        Whole.integer("rows", json.rows),
        Whole.integer("namedRows", json.namedRows),
        Whole.integer("rowsWithoutPort", json.rowsWithoutPort),
        Whole.integer("missingRows", json.missingRows),
        json.base == null ? null : read(json.base));
  }

  /**
   * Returns the provenance of a table.
   *
   * @param facts the facts that are not in its rows
   * @throws RegistryFormatException if the digest of the table is not the one in the provenance
   */
  static Provenance of(PortTable table, Facts facts, @Nullable Provenance base) {
    String sha256 = sha256(table.csv());
    String stated = table.statedSha256();
    if (stated != null && !stated.equals(sha256)) {
      throw new RegistryFormatException(
          table.source(), 0, 0, "a table with the SHA-256 " + stated, sha256);
    }
    List<RegistryRow> rows = table.entries().toList();
    return new Provenance(
        table.name(),
        newestDate(rows),
        knownUntil(facts.history()),
        sha256,
        rows.size(),
        (int) rows.stream().filter(Assignment.class::isInstance).count(),
        (int) rows.stream().filter(row -> row.ports() == null).count(),
        table.missingRows(),
        base);
  }

  private static @Nullable RegistryDate knownUntil(RegistryHistory history) {
    return history.isKnown() ? Changes.date(history.last().day()) : null;
  }

  /** The newest registration or modification date of some rows; null if none has a date. */
  static @Nullable RegistryDate newestDate(List<RegistryRow> rows) {
    return rows.stream()
        .flatMap(
            row ->
                Stream.concat(
                    Stream.ofNullable(row.registered()), Stream.ofNullable(row.modified())))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * Returns the provenance for a log, such as {@code team.csv (2 rows) over IANA 2026-02-13 (15000
   * rows)}.
   */
  @Override
  public String toString() {
    return ToString.of(
            source, rows == 1 ? "(1 row)" : "(" + rows + " rows)", base == null ? "" : "over")
        + (base == null ? "" : " " + base);
  }
}
