package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A process as part of a sentence: which file runs, since when, as whom and started how. */
final class ProcessText {

  private static final int LONGEST_COMMAND = 200;

  private ProcessText() {}

  static String of(ProcessRef process) {
    StringBuilder text = new StringBuilder(process(process));
    Instant start = process.startedAt();
    if (start != null) {
      text.append(" since ").append(start.truncatedTo(ChronoUnit.SECONDS));
    }
    if (!process.arguments().isEmpty()) {
      text.append(", started as ").append(command(process.arguments()));
    }
    return text.toString();
  }

  static String process(ProcessRef process) {
    String user = process.user().isEmpty() ? "" : ", user " + Escaped.text(process.user());
    return Escaped.text(file(process)) + " (pid " + process.pid() + user + ")";
  }

  private static String file(ProcessRef process) {
    return process.executable() == null
        ? process.name().isEmpty() ? "a process without a name" : process.name()
        : process.executable().toString();
  }

  static String command(List<String> arguments) {
    String words = Escaped.words(arguments);
    return words.codePointCount(0, words.length()) <= LONGEST_COMMAND
        ? words
        : words.substring(0, words.offsetByCodePoints(0, LONGEST_COMMAND)) + "...";
  }
}
