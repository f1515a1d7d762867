package io.github.portregistry.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.portregistry.json.Given;
import io.github.portregistry.json.Text;
import io.github.portregistry.json.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of the machine was seen for a finding.
 *
 * @param source the source of the sockets
 * @param socketsComplete whether every table that can contain a TCP listener or a bound UDP socket
 *     of this network namespace was read to the end; only then does an empty list of listeners mean
 *     that nothing listens
 * @param ownersComplete whether every owner of every listener of the finding is named
 * @param notes what could not be seen or was not checked, each a sentence for a person
 */
@Json
public record Coverage(
    Source source, boolean socketsComplete, boolean ownersComplete, List<String> notes) {

  /**
   * Creates a coverage.
   *
   * @param source the {@link #source}
   * @param socketsComplete the {@link #socketsComplete}
   * @param ownersComplete the {@link #ownersComplete}
   * @param notes the {@link #notes}
   * @throws NullPointerException if a component is null
   */
  public Coverage {
    requireNonNull(source, "source");
    notes = List.copyOf(requireNonNull(notes, "notes")).stream().map(Sentence::of).toList();
  }

  /** The properties as JSON gives them, before they are checked. */
  record JsonObject(
      @Nullable Source source,
      @Nullable Truth socketsComplete,
      @Nullable Truth ownersComplete,
      @Nullable List<Text> notes) {}

  @JsonCreator
  static Coverage read(JsonObject json) {
    return new Coverage(
        Given.required("source", json.source, Source.class),
        Truth.required("socketsComplete", json.socketsComplete),
        Truth.required("ownersComplete", json.ownersComplete),
        Text.list("notes", json.notes));
  }

  /** Returns the coverage with another note at the end. */
  Coverage withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Coverage(source, socketsComplete, ownersComplete, more);
  }

  /** Returns the coverage of one port, whose owners may all be known although others are not. */
  Coverage withOwnersComplete(boolean complete) {
    return complete == ownersComplete
        ? this
        : new Coverage(source, socketsComplete, complete, notes);
  }
}
