package io.github.portregistry.fact;

import io.github.portregistry.Doubt;
import io.github.portregistry.Evidence;
import io.github.portregistry.Liveness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The liveness that the rule gives a service of a port over all its transports, with the reason.
 *
 * @param serviceName the registered service
 * @param liveness what is known of its use; never {@link Liveness#UNEXAMINED} for a System Port
 * @param doubt why it is {@link Liveness#IN_DOUBT}; null for every other
 * @param basis which part of the rule decided
 * @param strength how much that proves
 * @param reason what decided, in few words
 * @param inUse the catalogs that show the service in use
 * @param mentioned the catalogs that know it without showing use; all others do not know it
 * @param source where that can be read
 */
public record Judgment(
    String serviceName,
    Liveness liveness,
    @Nullable Doubt doubt,
    Basis basis,
    Evidence.Strength strength,
    String reason,
    List<String> inUse,
    List<String> mentioned,
    String source) {

  /** The parts of the rule, in the order in which they are tried. */
  public enum Basis {
    /** A person set the status, with a source of its own. */
    CURATED,
    /** The name is another spelling of a name that was judged. */
    ALIAS,
    /** At least one source shows the service in use. */
    IN_USE,
    /** An RFC in force specifies it, and nothing shows it in use. */
    SPECIFICATION,
    /** The document that specifies it is Historic or obsolete, and nothing shows it in use. */
    HISTORIC,
    /** A source says that the product or its use of the port ended, and nothing shows it in use. */
    ENDED,
    /** Nothing shows it in use, but something leaves a doubt. */
    DOUBT,
    /** No source that was checked has it. */
    ABSENCE
  }
}
