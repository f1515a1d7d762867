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

/** What picocli could not read, with what to type instead. */
final class Misread {

  private final ParameterException failure;
  private final CommandLine command;

  private Misread(ParameterException failure) {
    this.failure = failure;
    this.command = failure.getCommandLine();
  }

  static String message(ParameterException failure) {
    return new Misread(failure).message();
  }

  private String message() {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched.getUnmatched().stream()
          .map(this::unmatched)
          .collect(Collectors.joining("\n"));
    }
    if (failure instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing.getMissing().stream().map(this::missing).collect(Collectors.joining("\n"));
    }
    if (failure instanceof OverwrittenOptionException) {
      return name(failure.getArgSpec()) + " is given twice; give it once";
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

  private String unmatched(String word) {
    String name = word.indexOf('=') > 0 ? word.substring(0, word.indexOf('=')) : word;
    return name.startsWith("-") && !name.equals("-") ? unknownOption(name) : unexpected(word);
  }

  private String unknownOption(String name) {
    List<String> others = new ArrayList<>();
    List<String> own = names(command.getCommandSpec());
    CommandLine root = root();
    if (command != root && root.getCommandSpec().findOption(name) != null) {
      others.add("port lookups");
    }
    root.getSubcommands()
        .forEach(
            (sub, line) -> {
              if (line != command && line.getCommandSpec().findOption(name) != null) {
                others.add("'" + sub + "'");
              }
            });
    if (!others.isEmpty()) {
      return "unknown option '"
          + name
          + "'; it is an option of "
          + String.join(", ", others)
          + (command == root ? "" : ", not of '" + command.getCommandName() + "'");
    }
    return "unknown option '"
        + name
        + "'"
        + Suggestion.of(own, name).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private String unexpected(String word) {
    String name = command.getCommandName();
    String start = "'" + name + "' takes no '" + word + "'";
    boolean port = Typed.isSpan(word);
    return switch (name) {
      case "free" ->
          start
              + (port
                  ? word.indexOf('-') > 0
                      ? "; did you mean --range " + word + "?"
                      : "; 'port-registry " + word + " --probe' shows what listens there"
                  : "");
      case "changes" ->
          start + (port ? "; did you mean 'port-registry " + word + " --history'?" : "");
      case "status" -> start + ", but one status; give ports with --range";
      default -> start;
    };
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

  private CommandLine root() {
    CommandLine line = command;
    while (line.getParent() != null) {
      line = line.getParent();
    }
    return line;
  }

  private static List<String> names(CommandSpec spec) {
    return List.copyOf(spec.optionsMap().keySet());
  }

  private static String name(ArgSpec spec) {
    return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
  }
}
