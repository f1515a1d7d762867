package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A process as part of a sentence: which file runs, since when, as whom and started how. */
final class ProcessText {

  private static final int LONGEST_COMMAND = 200;

  private ProcessText() {}

  static String of(ProcessRef holder) {
    StringBuilder text = new StringBuilder(process(holder));
    Instant start = holder.startedAt();
    if (start != null) {
      text.append(" since ").append(start.truncatedTo(ChronoUnit.SECONDS));
    }
    if (!holder.arguments().isEmpty()) {
      text.append(", started as ").append(command(holder.arguments()));
    }
    return text.toString();
  }

  static String process(ProcessRef holder) {
    String user = holder.user().isEmpty() ? "" : ", user " + Escaped.text(holder.user());
    return Escaped.text(file(holder)) + " (pid " + holder.pid() + user + ")";
  }

  private static String file(ProcessRef holder) {
    return holder.executable() == null
        ? holder.name().isEmpty() ? "a process without a name" : holder.name()
        : holder.executable().toString();
  }

  static String command(List<String> arguments) {
    String words = Escaped.words(arguments);
    return words.codePointCount(0, words.length()) <= LONGEST_COMMAND
        ? words
        : words.substring(0, words.offsetByCodePoints(0, LONGEST_COMMAND)) + "...";
  }
}
