package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Whole;
import org.jspecify.annotations.Nullable;

/**
 * A process that started another, directly or through other processes.
 *
 * @param pid the process id, not negative
 * @param name its program, or the title that it gives itself, such as {@code npm run dev}; may have
 *     any character
 */
@Json
public record Ancestor(long pid, String name) {

  /**
   * Creates an ancestor.
   *
   * @param pid the {@link #pid}
   * @param name the {@link #name}
   * @throws NullPointerException if {@code name} is null
   * @throws IllegalArgumentException if {@code pid} is negative
   */
  public Ancestor {
    requireNonNull(name, "name");
    if (pid < 0) {
      throw new IllegalArgumentException("pid " + pid + " is negative, expected 0 or above");
    }
  }

  /** Returns both on one line, with control characters escaped. */
  @Override
  public String toString() {
    return "Ancestor[pid=" + pid + ", name=" + Escaped.text(name) + "]";
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(@Nullable Whole pid, @Nullable Text name) {}

  @JsonCreator
  static Ancestor read(JsonObject json) {
    return new Ancestor(Whole.number("pid", json.pid), Text.orEmpty(json.name));
  }
}
