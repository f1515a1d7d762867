package io.github.portregistry.greeting;

import java.util.List;

/**
 * The answer of a listener, or the reason why there is none.
 *
 * @param protocols the protocol; several if the answer does not distinguish them; empty if none is
 *     known
 * @param product the product that the listener claims to be; "" if it names none
 * @param version its version; "" if it names none
 * @param tls whether the protocol is spoken inside TLS, or only TLS itself was heard
 * @param asked the protocols whose hello was sent, in their order
 * @param answer the first bytes of the answer, escaped by {@link Printable}; "" if there was none
 * @param why why the listener was not asked, or could not be; otherwise ""
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

  /** The most bytes of an answer that are shown. */
  private static final int SHOWN = 80;

  /** The outcome of asking a listener. */
  public enum Kind {
    /** The answer fits one protocol, or several that it does not distinguish. */
    RECOGNIZED,
    /** The answer fits no protocol. */
    UNKNOWN,
    /** No byte came in time. */
    SILENT,
    /** The listener refused each connection, or closed it without a byte. */
    CLOSED,
    /** The listener was not asked. */
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

  /** Returns the result for a listener that was not asked. */
  public static Heard notAsked(String why) {
    return nothing(Kind.NOT_ASKED, List.of(), why);
  }
}
