package io.github.portregistry.iana;

import io.github.portregistry.RegistryFormatException;
import io.github.portregistry.csv.CsvText;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.OneLine;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads IANA's XML with the JDK's own parser: each record becomes the 12 fields that it has in
 * IANA's CSV. External entities are never read.
 */
final class IanaXml {

  private static final String NAMESPACE = "http://www.iana.org/assignments";

  private static final String ID = "service-names-port-numbers";

  /** The text before the reason in the parser's messages. */
  private static final String REASON = "Message: ";

  /** A reason can quote a name from the file, of any length. */
  private static final int LONGEST_REASON = 200;

  /** The deepest nesting of elements; IANA's file has five levels. */
  private static final int DEEPEST = 100;

  /** The fields of a record have no columns of their own. */
  private static final int[] NO_COLUMNS = new int[12];

  private static final int ASSIGNEE = 4;
  private static final int CONTACT = 5;
  private static final int REGISTERED = 6;
  private static final int MODIFIED = 7;
  private static final int REFERENCE = 8;

  private final XMLStreamReader reader;
  private final String source;
  private final List<Fields> rows = new ArrayList<>();
  private final Map<String, Integer> dropped = new TreeMap<>();
  private @Nullable LocalDate updated;

  private IanaXml(XMLStreamReader reader, String source) {
    this.reader = reader;
    this.source = source;
  }

  /**
   * Reads a text.
   *
   * @throws RegistryFormatException if it is not well-formed, has a DOCTYPE, or is not the registry
   */
  static IanaXml read(String text, String source) {
    try {
      IanaXml xml = new IanaXml(factory().createXMLStreamReader(new StringReader(text)), source);
      xml.registry();
      return xml;
    } catch (XMLStreamException e) {
      throw notWellFormed(e, source);
    }
  }

  /** Returns the fields of each record, in the order of IANA's CSV. */
  List<Fields> rows() {
    return rows;
  }

  /** Returns the date that the registry states for itself; null if it states none. */
  @Nullable LocalDate updated() {
    return updated;
  }

  /** Returns the number of elements in the records that have no field, by kind. */
  Map<String, Integer> dropped() {
    return dropped;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing outside of the file is read");
        });
    return factory;
  }

  private static RegistryFormatException notWellFormed(XMLStreamException e, String source) {
    String message = String.valueOf(e.getMessage());
    int start = message.indexOf(REASON);
    String reason = OneLine.of(start < 0 ? message : message.substring(start + REASON.length()));
    if (reason.length() > LONGEST_REASON) {
      reason = reason.substring(0, LONGEST_REASON) + "…";
    }
    int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
    RegistryFormatException refused =
        new RegistryFormatException(
            source, line, 0, "well-formed XML", "what the parser refuses: " + reason);
    refused.initCause(e);
    return refused;
  }

  private RegistryFormatException fault(String expected, String found) {
    return new RegistryFormatException(source, line(), 0, expected, found);
  }

  private int line() {
    return Math.max(0, reader.getLocation().getLineNumber());
  }

  private int next() throws XMLStreamException {
    int event;
    try {
      event = reader.next();
    } catch (RuntimeException e) {
      // Not declared, but thrown: the JDK's parser has failed with MissingResourceException when it
      // looked up its own messages.
      throw new XMLStreamException(String.valueOf(e.getMessage()), reader.getLocation(), e);
    }
    if (event == XMLStreamConstants.DTD) {
      throw fault("XML without a DOCTYPE", "a DOCTYPE");
    }
    if (event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw fault(
          "no entities except &amp; &lt; &gt; &apos; and &quot;",
          "the entity " + Fault.quote(reader.getLocalName()));
    }
    return event;
  }

  private void registry() throws XMLStreamException {
    while (next() != XMLStreamConstants.START_ELEMENT) {
      // Comments and the like.
    }
    requireRegistry();
    for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (isIanas("record")) {
        record();
      } else if (isIanas("updated")) {
        updated = date(content().strip());
      } else {
        pass();
      }
    }
    while (reader.hasNext()) {
      next();
    }
  }

  private boolean isIanas(String name) {
    return reader.getLocalName().equals(name) && NAMESPACE.equals(reader.getNamespaceURI());
  }

  private void requireRegistry() {
    if (!isIanas("registry")) {
      String namespace = reader.getNamespaceURI();
      throw fault(
          "IANA's registry, <registry xmlns=\"" + NAMESPACE + "\" id=\"" + ID + "\">",
          "an element "
              + Fault.quote(reader.getLocalName())
              + (namespace == null ? "" : " of " + Fault.quote(namespace)));
    }
    String id = reader.getAttributeValue(null, "id");
    if (!ID.equals(id)) {
      throw fault(
          "the registry with the id \"" + ID + "\"",
          id == null ? "one without an id" : "another of IANA's registries, " + Fault.quote(id));
    }
  }

  private static @Nullable LocalDate date(String text) {
    // Without this date, the dates of the rows count.
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() >= 1 && day.getYear() <= 9999 ? day : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private void record() throws XMLStreamException {
    int line = line();
    StringBuilder[] texts = new StringBuilder[NO_COLUMNS.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = new StringBuilder();
    }
    texts[REGISTERED].append(attribute("date"));
    texts[MODIFIED].append(attribute("updated"));
    for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        child(texts);
      } else if (reader.hasText()
          && event != XMLStreamConstants.COMMENT
          && !reader.getText().isBlank()) {
        throw fault(
            "only elements in a record", "the text " + Fault.quote(reader.getText().strip()));
      }
    }
    if (texts[ASSIGNEE].toString().isBlank()) {
      texts[ASSIGNEE] = texts[CONTACT];
    }
    String[] fields = new String[texts.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = texts[i].toString().strip();
      CsvText.requireLength(fields[i], source, line, 0);
    }
    rows.add(new Fields(fields, source, line, NO_COLUMNS));
  }

  /** Adds the text of an element of a record to its field. */
  private void child(StringBuilder[] texts) throws XMLStreamException {
    if (isIanas("xref")) {
      boolean isPerson = attribute("type").equals("person");
      texts[isPerson ? CONTACT : REFERENCE].append(reference());
      return;
    }
    int field = NAMESPACE.equals(reader.getNamespaceURI()) ? field(reader.getLocalName()) : -1;
    if (field >= 0) {
      texts[field].append(texts[field].length() > 0 ? "\n" : "").append(content().strip());
    } else {
      requireNoRecord();
      dropped.merge("element " + Fault.quote(reader.getLocalName()), 1, Integer::sum);
      pass();
    }
  }

  private static int field(String element) {
    return switch (element) {
      case "name" -> 0;
      case "number" -> 1;
      case "protocol" -> 2;
      case "description" -> 3;
      case "assignee" -> ASSIGNEE;
      case "sc" -> 9;
      case "unauthorized" -> 10;
      case "note" -> 11;
      default -> -1;
    };
  }

  /** Reads the text of the element that begins here, with its references in brackets. */
  private String content() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0) {
      int event = next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
        text.append(isIanas("paragraph") ? "\n" : "");
      } else if (event != XMLStreamConstants.START_ELEMENT) {
        append(text, event);
      } else if (isIanas("xref")) {
        text.append(reference());
      } else {
        requireNoRecord();
        depth = deeper(depth);
        text.append(isIanas("br") || isIanas("paragraph") ? "\n" : "");
      }
    }
    return text.toString();
  }

  private void append(StringBuilder text, int event) {
    if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
      text.append(reader.getText());
    }
  }

  /** Reads the reference that begins here, as IANA's CSV writes it. */
  private String reference() throws XMLStreamException {
    String type = attribute("type");
    String data = attribute("data");
    String section = attribute("section");
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0) {
      int event = next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        requireNoRecord();
        depth = deeper(depth);
      } else {
        append(text, event);
      }
    }
    String shown = text.toString().strip();
    if (shown.isEmpty()) {
      shown = type.equals("rfc") ? data.toUpperCase(Locale.ROOT) : data;
      shown = section.isEmpty() ? shown : shown + ", Section " + section;
    }
    return shown.isEmpty() ? "" : '[' + shown + ']';
  }

  private String attribute(String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value.strip();
  }

  /** Skips the element that begins here. */
  private void pass() throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        requireNoRecord();
        depth = deeper(depth);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  private void requireNoRecord() {
    if (isIanas("record")) {
      throw fault("records in the registry itself", "a record in another element");
    }
  }

  private int deeper(int depth) {
    if (depth == DEEPEST) {
      throw fault("at most " + DEEPEST + " nested elements", "more");
    }
    return depth + 1;
  }
}
