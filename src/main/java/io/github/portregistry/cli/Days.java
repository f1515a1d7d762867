package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Supplier;

/** Reads days from the command line, such as 2020-06-01. */
final class Days {

  private Days() {}

  static LocalDate parse(String word) {
    try {
      return LocalDate.parse(word);
    } catch (DateTimeException e) {
      throw new UsageException("no such day '" + word + "'; write it as 2020-06-01", e);
    }
  }

  /**
   * Asks a question about days.
   *
   * @throws UsageException if the registry does not know the days
   */
  static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Returns a clause with the first and last day of the known changes; "" if no other day is known.
   */
  static String known(PortRegistry registry) {
    try {
      return "; all from " + registry.firstDay() + " to " + registry.lastDay() + " are known";
    } catch (IllegalStateException e) {
      return "";
    }
  }
}
