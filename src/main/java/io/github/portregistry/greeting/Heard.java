package io.github.portregistry.greeting;

import java.util.List;

/**
 * What was heard of a listener.
 *
 * @param protocols one; several that the answer does not tell apart; none if nothing is known of it
 * @param product the product that it says it is; "" if none
 * @param version its version; "" if none
 * @param tls whether it was said inside TLS
 * @param asked the protocols whose hello was sent, in their order
 * @param answer the first bytes of the answer, those that are no ASCII text as {@code \\xff}; "" if
 *     there was none
 * @param why why it was not asked, or could not be; else ""
 */
public record Heard(
    Kind kind,
    List<String> protocols,
    String product,
    String version,
    boolean tls,
    List<String> asked,
    String answer,
    String why) {

  /** More of an answer is of no use to a reader. */
  private static final int SHOWN = 80;

  /** What came of it. */
  public enum Kind {
    /** Bytes that begin as a protocol does, or one of several. */
    RECOGNIZED,
    /** Bytes that no protocol begins with. */
    UNKNOWN,
    /** No byte within the time. */
    SILENT,
    /** No byte before the listener closed or refused each connection. */
    CLOSED,
    /** Nothing was sent, and no connection made. */
    NOT_ASKED
  }

  static Heard recognized(Recognition as, boolean tls, List<String> asked, String answer) {
    return new Heard(
        Kind.RECOGNIZED,
        as.names(),
        as.product(),
        as.version(),
        tls,
        List.copyOf(asked),
        Printable.of(answer.substring(0, Math.min(SHOWN, answer.length())), Integer.MAX_VALUE),
        "");
  }

  static Heard unknown(List<String> asked, String answer) {
    return new Heard(
        Kind.UNKNOWN,
        List.of(),
        "",
        "",
        false,
        List.copyOf(asked),
        Printable.of(answer.substring(0, Math.min(SHOWN, answer.length())), Integer.MAX_VALUE),
        "");
  }

  static Heard nothing(Kind kind, List<String> asked, String why) {
    return new Heard(kind, List.of(), "", "", false, List.copyOf(asked), "", why);
  }

  /** That a listener was not asked, and why. */
  public static Heard notAsked(String why) {
    return nothing(Kind.NOT_ASKED, List.of(), why);
  }
}
