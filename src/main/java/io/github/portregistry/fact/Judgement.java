package io.github.portregistry.fact;

import io.github.portregistry.Doubt;
import io.github.portregistry.Evidence;
import io.github.portregistry.Liveness;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rule makes of one service of a port, over all its transports, and from what.
 *
 * @param serviceName the registered service
 * @param liveness what is known of its use; never {@link Liveness#UNEXAMINED} for a System Port
 * @param doubt why it is {@link Liveness#IN_DOUBT}; null for every other
 * @param basis which part of the rule decided
 * @param strength how much that proves
 * @param reason what decided, in few words
 * @param inUse the catalogues that show the service in use
 * @param mentioned the catalogues that know it without showing use; all others do not know it
 * @param source where that can be read
 */
public record Judgement(
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
    /** The name is another spelling of one that was judged. */
    ALIAS,
    /** At least one source shows the service in use. */
    IN_USE,
    /** An RFC in force specifies it, and nothing shows it in use. */
    SPECIFICATION,
    /** What specifies it is Historic or obsolete, and nothing shows it in use. */
    HISTORIC,
    /** A source says that the product or its use of the port ended, and nothing shows it in use. */
    ENDED,
    /** Nothing shows it in use, but something leaves a doubt. */
    DOUBT,
    /** No source consulted knows it. */
    ABSENCE
  }

  /** How {@code statuses.csv} spells a judgement. */
  public static final Format<Judgement> FORMAT =
      new Format<>(
          "port",
          "service_name",
          "liveness",
          "doubt",
          "basis",
          "strength",
          "reason",
          "in_use",
          "mentioned",
          "source") {
        @Override
        public Judgement decode(Fields fields) {
          return new Judgement(
              fields.requireText(1),
              fields.constant(2, Liveness.class),
              fields.text(3).isEmpty() ? null : fields.constant(3, Doubt.class),
              fields.constant(4, Basis.class),
              fields.constant(5, Evidence.Strength.class),
              fields.text(6),
              fields.list(7),
              fields.list(8),
              fields.requireText(9));
        }

        @Override
        public List<String> encode(Judgement judgement) {
          return List.of(
              judgement.serviceName(),
              RowFormat.text(judgement.liveness()),
              judgement.doubt() == null ? "" : RowFormat.text(judgement.doubt()),
              RowFormat.text(judgement.basis()),
              RowFormat.text(judgement.strength()),
              judgement.reason(),
              RowFormat.text(judgement.inUse()),
              RowFormat.text(judgement.mentioned()),
              judgement.source());
        }
      };
}
