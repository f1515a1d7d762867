package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.util.List;

/** Formats the protocol of a listener as a sentence for a person. */
final class SpokenText {

  /** The most characters of an unknown answer in a line of the summary. */
  private static final int ANSWER = 40;

  private SpokenText() {}

  /**
   * Returns the end of a line about the listener, with a comma before it; "" if it was not asked.
   */
  static String phrase(Spoken spoken) {
    return switch (spoken.kind()) {
      case SPEAKS, SPEAKS_OTHER ->
          spoken.protocols().isEmpty()
              ? ", answers in an unknown protocol: \"" + beginning(spoken.answer()) + "\""
              : ", speaks " + spoken.allWords();
      case SILENT -> ", silent when asked";
      case CLOSED -> ", refuses or closes connections without sending anything";
      case NOT_ASKED -> "";
    };
  }

  private static String beginning(String answer) {
    return answer.length() > ANSWER ? answer.substring(0, ANSWER) + "..." : answer;
  }

  /** Returns one sentence, escaped. */
  static String sentence(Spoken spoken) {
    return switch (spoken.kind()) {
      case SPEAKS, SPEAKS_OTHER ->
          spoken.protocols().isEmpty()
              ? "Answers in an unknown protocol: \"" + spoken.answer() + "\"."
              : "Speaks "
                  + spoken.allWords()
                  + (spoken.protocols().size() > 1
                      ? "; its answer does not distinguish them."
                      : ".");
      case SILENT -> "Silent: " + unanswered(spoken) + ".";
      case CLOSED ->
          "Refused or closed the connection without sending anything"
              + (why(spoken).isEmpty() ? "" : ": " + why(spoken))
              + ".";
      case NOT_ASKED -> "Not asked" + (why(spoken).isEmpty() ? "" : ": " + why(spoken)) + ".";
    };
  }

  /** The hellos that a silent listener did not answer. */
  private static String unanswered(Spoken spoken) {
    String why = why(spoken);
    if (spoken.asked().isEmpty()) {
      return why.isEmpty() ? "it said nothing in time" : why;
    }
    return "it " + unanswered(spoken.asked()) + " in time" + (why.isEmpty() ? "" : "; " + why);
  }

  private static String unanswered(List<String> asked) {
    List<String> names = asked.stream().distinct().map(Escaped::text).toList();
    int last = names.size() - 1;
    return switch (names.size()) {
      case 1 -> "did not answer " + names.get(0);
      case 2 -> "answered neither " + names.get(0) + " nor " + names.get(1);
      default ->
          "answered none of "
              + String.join(", ", names.subList(0, last))
              + " and "
              + names.get(last);
    };
  }

  /** The reason, as the end of a sentence. */
  private static String why(Spoken spoken) {
    String why = Escaped.text(spoken.why().strip());
    return why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
  }
}
