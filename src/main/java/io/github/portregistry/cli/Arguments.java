package io.github.portregistry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Sorts a command line for picocli: the command first, then its options and words, in whatever
 * order they were typed, with ports as {@link Typed} reads them. An option or a word before the
 * command therefore still counts.
 */
final class Arguments {

  private static final String END = "--";

  private final List<String> options = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  /** The words after {@code --}, which are neither commands nor options. */
  private final List<String> names = new ArrayList<>();

  private @Nullable String command;

  private Arguments() {}

  /**
   * Reads a command line.
   *
   * @param line knows which options take a value
   * @param note receives a sentence if part of a word is ignored
   * @throws UsageException if a word is neither a port nor a name
   */
  static Arguments of(String[] args, CommandLine line, Consumer<String> note) {
    Arguments arguments = new Arguments();
    arguments.sort(args, line);
    arguments.findCommand();
    if (arguments.command == null || arguments.command.equals("listening")) {
      List<String> meant = Typed.words(arguments.words, note);
      arguments.words.clear();
      arguments.words.addAll(meant);
    }
    return arguments;
  }

  /** Whether the command line may have a command; no command begins with a digit. */
  static boolean needsCommands(String[] args) {
    boolean port = args.length > 0 && args[0].matches("[0-9].*");
    for (String arg : args) {
      if (arg.startsWith("-h") || arg.equals("--help") || Commands.has(arg)) {
        return true;
      }
    }
    return !port;
  }

  /** Returns the words for picocli. */
  String[] toArray() {
    List<String> all = new ArrayList<>();
    if (command != null) {
      all.add(command);
    }
    all.addAll(words);
    all.addAll(options);
    if (!names.isEmpty()) {
      all.add(END);
      all.addAll(names);
    }
    return all.toArray(new String[0]);
  }

  /** Returns the word that may be a mistyped command; "" if there is none. */
  String first() {
    return command == null && !words.isEmpty() ? words.get(0) : "";
  }

  private void sort(String[] args, CommandLine line) {
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (arg.equals(END)) {
        names.addAll(List.of(args).subList(i + 1, args.length));
        return;
      }
      if (!isOption(arg)) {
        words.add(arg);
        continue;
      }
      options.add(arg);
      if (takesValue(arg, line)) {
        if (i + 1 == args.length || args[i + 1].equals(END)) {
          throw new UsageException(arg + " needs a value");
        }
        options.add(args[++i]);
      }
    }
  }

  private static boolean isOption(String arg) {
    return arg.length() > 1 && arg.charAt(0) == '-' && !Typed.beginsWithDigit(arg.substring(1));
  }

  private static boolean takesValue(String arg, CommandLine line) {
    OptionSpec option = line.getCommandSpec().findOption(arg);
    for (CommandLine sub : line.getSubcommands().values()) {
      option = option == null ? sub.getCommandSpec().findOption(arg) : option;
    }
    return option != null && option.arity().min() > 0;
  }

  private void findCommand() {
    if (words.isEmpty()) {
      return;
    }
    String first = words.get(0);
    if (first.equals("help")) {
      help();
    } else if (first.equals("version") && words.size() == 1) {
      words.clear();
      options.add("--version");
    } else if (Commands.has(first)) {
      command = first;
      words.remove(0);
      if (words.equals(List.of("help")) && !first.equals("search")) {
        throw new UsageException("did you mean 'port-registry help " + first + "'?");
      }
    } else {
      words.stream()
          .filter(Commands::has)
          .findFirst()
          .ifPresent(
              later -> {
                throw notFirst(later);
              });
    }
  }

  private void help() {
    if (words.size() > 2) {
      throw new UsageException(
          "'help' takes one command, found '"
              + String.join("' and '", words.subList(1, words.size()))
              + "'");
    }
    if (words.size() == 2) {
      String asked = words.get(1);
      if (!Commands.has(asked)) {
        throw new UsageException(
            "no command '"
                + asked
                + "'; "
                + Commands.meant(asked)
                    .map(meant -> "did you mean 'port-registry help " + meant + "'?")
                    .orElse("the commands are " + String.join(", ", Commands.NAMES)));
      }
      command = asked;
    }
    words.clear();
    options.removeAll(List.of("-h", "--help"));
    options.add("--help");
  }

  private UsageException notFirst(String later) {
    List<String> others = new ArrayList<>(words);
    others.remove(later);
    String typed = String.join(" ", others);
    String form = "port-registry " + later;
    String right =
        switch (later) {
          case "listening", "search" -> "did you mean '" + form + " " + typed + "'?";
          case "status", "refresh" ->
              others.size() == 1 && !typed.isBlank() && !Typed.beginsWithDigit(typed)
                  ? "did you mean '" + form + " " + typed + "'?"
                  : "see '" + form + " --help'";
          case "free" -> "'port-registry " + typed + " --probe' shows what listens there";
          case "changes" -> "'port-registry " + typed + " --history' lists the changes of ports";
          default -> "see '" + form + " --help'";
        };
    return new UsageException(
        "'"
            + later
            + "' is a command and comes first, but '"
            + typed
            + "' stands before it; "
            + right);
  }
}
