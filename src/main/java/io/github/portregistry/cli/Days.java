package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.Supplier;

/** Days as they stand on the command line, such as 2020-06-01. */
final class Days {

  private Days() {}

  static LocalDate parse(String word) {
    try {
      return LocalDate.parse(word);
    } catch (DateTimeException e) {
      throw new UsageException("no such day '" + word + "'; write it as 2020-06-01", e);
    }
  }

  /** Asks for what a day has, which must be one that the registry knows. */
  static <T> T ask(String word, Function<LocalDate, T> question) {
    LocalDate day = parse(word);
    return ask(() -> question.apply(day));
  }

  /** Asks for days, which a registry may not know, or none at all. */
  static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Says from when to when every change is known; "" where no other day is. */
  static String known(PortRegistry registry) {
    try {
      return "; all from " + registry.firstDay() + " to " + registry.lastDay() + " are known";
    } catch (IllegalStateException e) {
      return "";
    }
  }
}
