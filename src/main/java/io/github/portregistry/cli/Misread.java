package io.github.portregistry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains what picocli could not read, and what to type instead. */
final class Misread {

  private final ParameterException failure;
  private final CommandLine command;
  private final CommandLine root;

  private Misread(ParameterException failure, CommandLine root) {
    this.failure = failure;
    this.command = failure.getCommandLine();
    this.root = root;
  }

  /**
   * Returns a message with the mistake and what to type instead.
   *
   * @param root the command line with every command
   */
  static String message(ParameterException failure, CommandLine root) {
    return new Misread(failure, root).message();
  }

  private String message() {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      // A word may be the value of an unknown option.
      List<String> options = unmatched.getUnmatched().stream().filter(Misread::isOption).toList();
      return (options.isEmpty() ? unmatched.getUnmatched() : options)
          .stream().map(this::unmatched).distinct().collect(Collectors.joining("\n"));
    }
    if (failure instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing.getMissing().stream().map(this::missing).collect(Collectors.joining("\n"));
    }
    if (failure instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + " is given twice; give it once";
    }
    ArgSpec spec = failure.getArgSpec();
    String value = failure.getValue();
    if (spec != null && spec.isOption() && value != null) {
      String found = ", found '" + value + "'";
      if (spec.arity().max() == 0) {
        return name(spec) + " takes no value" + found;
      }
      if (spec.type() == int.class) {
        return name(spec) + " needs a number" + found;
      }
    }
    return String.valueOf(failure.getMessage());
  }

  private static boolean isOption(String word) {
    return word.startsWith("-") && !word.equals("-");
  }

  private String unmatched(String word) {
    int equals = word.indexOf('=');
    return isOption(word)
        ? unknownOption(equals > 0 ? word.substring(0, equals) : word)
        : unexpected(word);
  }

  private String unknownOption(String name) {
    CommandSpec own = command.getCommandSpec();
    List<String> others = new ArrayList<>();
    if (own.parent() != null && root.getCommandSpec().findOption(name) != null) {
      others.add("'port-registry PORT'");
    }
    root.getSubcommands()
        .forEach(
            (sub, line) -> {
              if (line.getCommandSpec().findOption(name) != null) {
                others.add("'port-registry " + sub + "'");
              }
            });
    String start = "unknown option '" + name + "'";
    return others.isEmpty()
        ? start
            + Suggestion.of(List.copyOf(own.optionsMap().keySet()), name)
                .map(near -> "; did you mean " + near + "?")
                .orElse("")
        : start
            + (own.parent() == null ? "" : " of '" + own.name() + "'")
            + "; it is an option of "
            + String.join(" and ", others);
  }

  private String unexpected(String word) {
    String start = "unexpected '" + word + "'; ";
    boolean port = Typed.isSpan(word);
    String name = command.getCommandName();
    if (name.equals("free") && port) {
      return start
          + (word.indexOf('-') > 0
              ? "did you mean --range " + word + "?"
              : "'port-registry " + word + " --probe' shows what listens there");
    }
    if (name.equals("changes") && port) {
      return start + "did you mean 'port-registry " + word + " --history'?";
    }
    return start
        + "'"
        + name
        + "' takes "
        + command.getCommandSpec().positionalParameters().stream()
            .map(parameter -> "one " + parameter.paramLabel() + " and ")
            .collect(Collectors.joining())
        + "options only";
  }

  private String missing(ArgSpec spec) {
    String label = spec.paramLabel();
    if (spec.isOption()) {
      return name(spec) + " needs a value: " + label;
    }
    String[] examples = command.getCommandSpec().usageMessage().footer();
    return "'"
        + command.getCommandName()
        + "' needs a "
        + label
        + ", as in '"
        + examples[0].strip()
        + "'";
  }

  private static String name(ArgSpec spec) {
    return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
  }
}
