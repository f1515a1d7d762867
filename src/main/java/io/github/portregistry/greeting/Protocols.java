package io.github.portregistry.greeting;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.fact.KeyedTable;
import io.github.portregistry.fact.Loaded;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of protocols, see {@link Protocol}. */
public final class Protocols {

  static final String TABLE = "greetings.csv";

  private static final Loaded<Protocols> PACKAGED = Loaded.by(Protocols::packagedTable);

  private final Map<String, Protocol> byId;
  private final Map<String, List<Speaker>> byService = new HashMap<>();

  /** The protocols of applications, by the first word of the phrase in their names. */
  private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();

  /** A protocol as a service or an application speaks it. */
  record Speaker(Protocol protocol, boolean tls) {}

  /** The protocol of applications with these words in their names. */
  private record Phrase(List<String> words, Speaker speaker) {}

  private Protocols(Map<String, Protocol> byId) {
    this.byId = byId;
    for (Protocol protocol : byId.values()) {
      for (Protocol.Place place : protocol.services()) {
        byService
            .computeIfAbsent(lower(place.name()), name -> new ArrayList<>(1))
            .add(new Speaker(protocol, place.tls()));
      }
      for (Protocol.Place place : protocol.uses()) {
        List<String> words = words(place.name());
        byFirstWord
            .computeIfAbsent(words.get(0), word -> new ArrayList<>(1))
            .add(new Phrase(words, new Speaker(protocol, place.tls())));
      }
    }
  }

  /** Returns the packaged protocols, which are read when a listener is first asked. */
  public static Protocols packaged() {
    return PACKAGED.get();
  }

  private static Protocols packagedTable() {
    try (InputStream in = PortRegistry.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw Fault.missing(TABLE, PortRegistry.class);
      }
      // The build reads the table strictly, so this need not.
      return new Protocols(
          KeyedTable.ofCanonical(ProtocolFormat.FORMAT, in.readAllBytes(), TABLE).byKey());
    } catch (IOException e) {
      throw Fault.unreadable("packaged ".concat(TABLE), e);
    }
  }

  /** Reads a table; see registry-data/README.md. */
  static Protocols read(CsvText csv) {
    return new Protocols(KeyedTable.read(ProtocolFormat.FORMAT, csv).byKey());
  }

  /** All protocols by id, in the order of the table. */
  Map<String, Protocol> byId() {
    return byId;
  }

  /** The protocol with an id, which must exist. */
  Protocol get(String id) {
    Protocol protocol = byId.get(id);
    if (protocol == null) {
      throw new IllegalStateException("expected a row " + id + " in " + TABLE + ", found none");
    }
    return protocol;
  }

  /** The first protocol with a name; null if there is none. */
  @Nullable Protocol named(String name) {
    for (Protocol protocol : byId.values()) {
      if (protocol.name().equals(name)) {
        return protocol;
      }
    }
    return null;
  }

  /** The protocols that are asked for on any port, in their order. */
  List<Protocol> general(Transport transport) {
    return byId.values().stream()
        .filter(protocol -> protocol.general() > 0 && protocol.transport() == transport)
        .sorted(Comparator.comparingInt(Protocol::general))
        .toList();
  }

  /** Whether one protocol is a form of another, or the same. */
  boolean isFormOf(Protocol protocol, Protocol other) {
    for (Protocol form = protocol; form != null; form = byId.get(form.over())) {
      if (form.name().equals(other.name())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The protocol because of which a port is never connected to, whatever its services; null if
   * there is none.
   */
  @Nullable Protocol atNeverAskedPort(int port, Transport transport) {
    for (Protocol protocol : byId.values()) {
      if (protocol.transport() == transport) {
        for (PortSpan ports : protocol.ports()) {
          if (ports.contains(port)) {
            return protocol;
          }
        }
      }
    }
    return null;
  }

  /** The protocols that a registered service speaks; empty if none is known. */
  List<Speaker> ofService(String name, Transport transport) {
    List<Speaker> found = new ArrayList<>();
    for (Speaker speaker : byService.getOrDefault(lower(name), List.of())) {
      if (speaker.protocol.transport() == transport) {
        found.add(speaker);
      }
    }
    return found;
  }

  /** The protocols that an application speaks, by the words of its name; empty if none is known. */
  List<Speaker> ofApplication(String name, Transport transport) {
    List<Speaker> found = new ArrayList<>();
    List<String> words = words(name);
    for (int i = 0; i < words.size(); i++) {
      for (Phrase phrase : byFirstWord.getOrDefault(words.get(i), List.of())) {
        int end = i + phrase.words.size();
        if (phrase.speaker.protocol.transport() == transport
            && end <= words.size()
            && words.subList(i, end).equals(phrase.words)) {
          found.add(phrase.speaker);
        }
      }
    }
    return found;
  }

  /** The words of a text in lower case, separated by anything but letters and digits. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    String lower = lower(text);
    for (int i = 0; i <= lower.length(); i++) {
      boolean inWord = i < lower.length() && Character.isLetterOrDigit(lower.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        words.add(lower.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
