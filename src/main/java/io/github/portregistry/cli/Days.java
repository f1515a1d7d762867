package io.github.portregistry.cli;

import io.github.portregistry.PortRegistry;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Days as they stand on the command line, such as 2020-06-01. */
final class Days {

  private Days() {}

  static LocalDate parse(CommandSpec command, String word) {
    try {
      return LocalDate.parse(word);
    } catch (DateTimeException e) {
      throw new ParameterException(
          command.commandLine(), "no such day '" + word + "'; write it as 2020-06-01", e);
    }
  }

  /** Asks for what a day has, which must be one that the registry knows. */
  static <T> T ask(CommandSpec command, String word, Function<LocalDate, T> question) {
    LocalDate day = parse(command, word);
    return ask(command, () -> question.apply(day));
  }

  /** Asks for days, which a registry may not know, or none at all. */
  static <T> T ask(CommandSpec command, Supplier<T> question) {
    try {
      return question.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
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
