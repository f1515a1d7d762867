package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Truth;
import io.github.portregistry.json.Whole;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The process that a baseline names for a listener. It has no command line, because that may
 * contain secrets.
 *
 * @param seen how much of the owner was visible
 * @param program the name of the program, such as {@code nginx}; "" if not known
 * @param file the path of the file that ran; "" if not known
 * @param runs the program that an interpreter ran, such as {@code /srv/billing.jar}, with secrets
 *     masked; if the program's text is on the command line, the option with a digest of the masked
 *     text: {@code -c #1f0a3b52}; "" for other programs
 * @param pid the process id, only to recognize a restart; 0 if not known
 * @param startedAt when the process started, only to recognize a restart; null if not known
 * @param activated whether process 1 has the socket too, as for a socket unit of systemd
 */
public record BaselineOwner(
    Seen seen,
    String program,
    String file,
    String runs,
    long pid,
    @Nullable Instant startedAt,
    boolean activated) {

  /** How much of the owner of a listener was visible. */
  public enum Seen {
    /** The owner is known. */
    KNOWN,
    /** The system did not show the owner, but a process was likely the owner. */
    LIKELY,
    /** Every process was checked and none has the socket, so it belongs to the kernel. */
    KERNEL,
    /** The owner was not visible. */
    NOT_VISIBLE;

    /** The constant in JSON. */
    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Seen read(Object json) {
      return Given.constant(json, Seen.class);
    }
  }

  /** An owner that was not visible. */
  static final BaselineOwner NOT_VISIBLE =
      new BaselineOwner(Seen.NOT_VISIBLE, "", "", "", 0, null, false);

  /** The owner of a socket that no process has. */
  static final BaselineOwner KERNEL = new BaselineOwner(Seen.KERNEL, "", "", "", 0, null, false);

  /**
   * Creates an owner. Half a surrogate pair in a text becomes U+FFFD, because JSON has no bytes for
   * it.
   *
   * @param seen the {@link #seen}
   * @param program the {@link #program}
   * @param file the {@link #file}
   * @param runs the {@link #runs}
   * @param pid the {@link #pid}
   * @param startedAt the {@link #startedAt}
   * @param activated the {@link #activated}
   * @throws NullPointerException if a component other than {@code startedAt} is null
   * @throws IllegalArgumentException if {@code pid} is negative
   */
  public BaselineOwner {
    requireNonNull(seen, "seen");
    program = ProcessJson.encodable(requireNonNull(program, "program"));
    file = ProcessJson.encodable(requireNonNull(file, "file"));
    runs = ProcessJson.encodable(requireNonNull(runs, "runs"));
    if (pid < 0) {
      throw new IllegalArgumentException("pid " + pid + " is negative, expected 0 or above");
    }
  }

  /** Whether the owner is known for certain. */
  boolean isCertain() {
    return seen == Seen.KNOWN || seen == Seen.KERNEL;
  }

  /** Returns the owner without its process. */
  BaselineOwner withoutProcess() {
    return new BaselineOwner(seen, program, file, runs, 0, null, activated);
  }

  /**
   * Returns the program, with control characters escaped, and how much of the owner was visible.
   */
  @Override
  public String toString() {
    String name = Escaped.text((program + " " + runs).strip());
    return (name + " (" + seen.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")").strip();
  }

  @JsonCreator
  static BaselineOwner of(OwnerJson json) {
    return json.toOwner();
  }

  @JsonValue
  OwnerJson json() {
    return OwnerJson.of(this);
  }

  /** The JSON of an owner, with its instant as text. */
  @Json
  @Json.Lenient
  record OwnerJson(
      @Nullable Seen seen,
      @Nullable Text program,
      @Nullable Text file,
      @Nullable Text runs,
      @Nullable Whole pid,
      @Nullable Text startedAt,
      @Nullable Truth activated) {

    static OwnerJson of(BaselineOwner owner) {
      Instant startedAt = owner.startedAt();
      return new OwnerJson(
          owner.seen(),
          Text.ofNonEmpty(owner.program()),
          Text.ofNonEmpty(owner.file()),
          Text.ofNonEmpty(owner.runs()),
          Whole.of(owner.pid()),
          startedAt == null ? null : Text.of(startedAt.toString()),
          Truth.of(owner.activated()));
    }

    BaselineOwner toOwner() {
      return new BaselineOwner(
          Given.required("seen", seen, Seen.class),
          Text.orEmpty(program),
          Text.orEmpty(file),
          Text.orEmpty(runs),
          Whole.number("pid", pid),
          startedAt == null ? null : FindingJson.instant("startedAt", startedAt.value()),
          Truth.required("activated", activated));
    }
  }
}
