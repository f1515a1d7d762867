package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The maintainer's command that fails if the data are too old: if the copy of IANA's file that the
 * tables are made from is older than so many days, unless the last refresh found that nothing has
 * changed since. An older copy that a server delivered is no such finding.
 */
final class DataAge {

  private static final int MOST_DAYS = 30;

  private DataAge() {}

  /**
   * Runs the command.
   *
   * @param args how many days the data may be old, 30 if left out
   * @throws IOException if a file cannot be read
   * @throws IllegalStateException if the data are older
   */
  public static void main(String[] args) throws IOException {
    if (args.length > 1) {
      throw new IllegalArgumentException("expected a number of days, but found " + List.of(args));
    }
    int most = args.length == 0 ? MOST_DAYS : Integer.parseInt(args[0]);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    System.out.println(
        check(RegistryImporter.TABLES, Path.of("target", "refresh", "decision"), today, most));
  }

  /** Returns how old the data are, in a sentence. */
  static String check(Path tables, Path decision, LocalDate today, int most) throws IOException {
    LocalDate day = WholeCopy.named(new RegistryData(tables).source()).day();
    long age = ChronoUnit.DAYS.between(day, today);
    boolean same =
        Files.exists(decision)
            && !Files.exists(decision.resolveSibling(Refresh.OLDER))
            && Files.readString(decision).strip().equals(RefreshDecision.Kind.SAME.toString());
    String text = "The copy of IANA's file is of " + day + ", " + age + " days ago";
    if (same) {
      return text + ", and nothing has changed since.";
    }
    if (age > most) {
      throw new IllegalStateException(
          text + ", expected at most " + most + "; merge or look into the last refresh");
    }
    return text + ".";
  }
}
