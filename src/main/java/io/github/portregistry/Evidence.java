package io.github.portregistry;

import static java.util.Objects.requireNonNull;

/**
 * Something that a status rests on, and where a reader can check it.
 *
 * @param kind what sort of evidence it is
 * @param strength how much it proves
 * @param detail what was found
 * @param source where it was found
 */
public record Evidence(Kind kind, Strength strength, String detail, String source) {

  /** What sort of evidence it is. */
  public enum Kind {
    /** A document that specifies the service, with its present state. */
    SPECIFICATION,
    /** A catalogue, a program or a vendor's documentation that knows the service. */
    IN_USE,
    /** Sources were consulted and none of them knows the service. */
    ABSENCE,
    /** The registry's own note. */
    REGISTRY_NOTE,
    /** Two dated copies of the registry that differ. */
    SNAPSHOTS
  }

  /** How much a piece of evidence proves. */
  public enum Strength {
    /** A primary source says it. */
    STRONG,
    /** A secondary source says it, or several agree. */
    MODERATE,
    /** It is an indication only; absence is never more than this. */
    WEAK
  }

  /**
   * Creates a piece of evidence.
   *
   * @param kind the {@link #kind}
   * @param strength the {@link #strength}
   * @param detail the {@link #detail}
   * @param source the {@link #source}
   * @throws NullPointerException if a component is null
   */
  public Evidence {
    requireNonNull(kind, "kind");
    requireNonNull(strength, "strength");
    requireNonNull(detail, "detail");
    requireNonNull(source, "source");
  }
}
