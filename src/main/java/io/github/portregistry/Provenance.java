package io.github.portregistry;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.fact.Changes;
import io.github.portregistry.fact.RegistryHistory;
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
 * @param knownUntil the last day of which changes of the registry are known, {@link
 *     PortRegistry#lastDay} of the table alone; in the packaged registry later than {@code
 *     snapshotDate}, as facts of later copies were added to it; null where no past is known
 * @param sha256 the SHA-256 of the table in its canonical form, as 64 lower-case hexadecimal digits
 * @param rows how many rows the table has
 * @param namedRows how many of them name a service
 * @param rowsWithoutPort how many of those give the service no port
 * @param missingRows how many rows a file that {@link PortRegistry#readIana readIana} read has
 *     fewer than the packaged registry, if it has less than nine tenths of them: it probably ends
 *     early, or is from long before 2014; 0 for any other table
 * @param base what the registry beneath was made from, where this one was laid over it by {@link
 *     PortRegistry#withOverlay withOverlay}; null otherwise
 */
@Json
public record Provenance(
    @Json.OrEmpty String source,
    @Nullable RegistryDate snapshotDate,
    @Nullable RegistryDate knownUntil,
    @Json.OrEmpty String sha256,
    @Json.Required int rows,
    @Json.Required int namedRows,
    @Json.Required int rowsWithoutPort,
    @Json.Required int missingRows,
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
        table.name(),
        newestDate(rows),
        knownUntil(table),
        sha256,
        rows.size(),
        (int) rows.stream().filter(Assignment.class::isInstance).count(),
        (int) rows.stream().filter(row -> row.ports() == null).count(),
        table.missingRows(),
        base);
  }

  private static @Nullable RegistryDate knownUntil(PortTable table) {
    RegistryHistory history = table.facts().history();
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
}
