package io.github.portregistry.fact;

import io.github.portregistry.Evidence;
import io.github.portregistry.PortStatus;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/**
 * What the rule makes of one service of a port, over all its transports, and from what.
 *
 * @param serviceName the registered service
 * @param status {@link PortStatus#ASSIGNED} or {@link PortStatus#GHOST}
 * @param basis which part of the rule decided
 * @param strength how much that proves
 * @param reason what decided, in few words
 * @param inUse the catalogues that show the service in use
 * @param mentioned the catalogues that know it without showing use; all others do not know it
 * @param source where that can be read
 */
public record Judgement(
    String serviceName,
    PortStatus status,
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
    /** Nothing shows it in use, but something leaves a doubt. */
    DOUBT,
    /** No source consulted knows it. */
    ABSENCE
  }

  /** How {@code statuses.csv} spells a judgement. */
  public static final FactTable.Format<Judgement> FORMAT =
      new FactTable.Format<>(
          List.of(
              "port",
              "service_name",
              "status",
              "basis",
              "strength",
              "reason",
              "in_use",
              "mentioned",
              "source"),
          Judgement::decode,
          Judgement::encode);

  private static Judgement decode(Fields fields) {
    return new Judgement(
        fields.requireText(1),
        fields.constant(2, PortStatus.class),
        fields.constant(3, Basis.class),
        fields.constant(4, Evidence.Strength.class),
        fields.text(5),
        fields.list(6),
        fields.list(7),
        fields.requireText(8));
  }

  private List<String> encode() {
    return List.of(
        serviceName(),
        RowFormat.text(status()),
        RowFormat.text(basis()),
        RowFormat.text(strength()),
        reason(),
        RowFormat.text(inUse()),
        RowFormat.text(mentioned()),
        source());
  }
}
