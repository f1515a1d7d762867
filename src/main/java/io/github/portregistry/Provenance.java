package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a registry was made from.
 *
 * @param source the name of the table: what the packaged table says of itself, or the path or name
 *     that was given to {@link PortRegistry#read read} or {@link PortRegistry#readIana readIana}
 * @param snapshotDate the newest registration or modification date in the table; null where it has
 *     none
 * @param sha256 the SHA-256 of the table in its canonical form, as 64 lower-case hexadecimal digits
 * @param rows how many rows the table has
 * @param namedRows how many of them name a service
 * @param rowsWithoutPort how many of those give the service no port
 * @param base what the registry beneath was made from, where this one was laid over it by {@link
 *     PortRegistry#withOverlay withOverlay}; null otherwise
 */
@Json
public record Provenance(
    @Json.OrEmpty String source,
    @Nullable RegistryDate snapshotDate,
    @Json.OrEmpty String sha256,
    @Json.Required int rows,
    @Json.Required int namedRows,
    @Json.Required int rowsWithoutPort,
    @Nullable Provenance base) {

  /**
   * Creates a provenance.
   *
   * @param source the {@link #source}
   * @param snapshotDate the {@link #snapshotDate}
   * @param sha256 the {@link #sha256}
   * @param rows the {@link #rows}
   * @param namedRows the {@link #namedRows}
   * @param rowsWithoutPort the {@link #rowsWithoutPort}
   * @param base the {@link #base}
   * @throws NullPointerException if {@code source} or {@code sha256} is null
   */
  public Provenance {
    requireNonNull(source, "source");
    requireNonNull(sha256, "sha256");
  }

  /**
   * Returns the provenance of a table.
   *
   * @throws RegistryFormatException if the table is not the one that was stated with it
   */
  static Provenance of(PortTable table, @Nullable Provenance base) {
    String sha256 = sha256(table.csv());
    String stated = table.statedSha256();
    if (stated != null && !stated.equals(sha256)) {
      throw new RegistryFormatException(
          table.source(), 0, 0, "a table with the SHA-256 " + stated, sha256);
    }
    List<RegistryRow> rows = table.entries().toList();
    return new Provenance(
        table.source(),
        newestDate(rows),
        sha256,
        rows.size(),
        (int) rows.stream().filter(Assignment.class::isInstance).count(),
        (int) rows.stream().filter(row -> row.ports() == null).count(),
        base);
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
