package io.github.portregistry.greeting;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.Fault;
import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import io.github.portregistry.fact.Format;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The columns of {@code greetings.csv}. */
final class ProtocolFormat extends Format<Protocol> {

  static final Format<Protocol> FORMAT = new ProtocolFormat();

  /** The most bytes of a hello. */
  static final int MAX_HELLO = 64;

  private ProtocolFormat() {
    super(
        "id",
        "protocol",
        "over",
        "services",
        "uses",
        "ports",
        "transport",
        "first",
        "hello",
        "general",
        "answer",
        "weak_answer",
        "not_answer",
        "wait_ms",
        "effect",
        "source");
  }

  @Override
  public Protocol decode(Fields fields) {
    Transport transport = fields.transport(6);
    if (transport == null) {
      throw fields.fault(6, "a transport", "none");
    }
    fields.requireText(7);
    return new Protocol(
        fields.requireText(0),
        fields.requireText(1),
        fields.text(2),
        places(fields.list(3)),
        places(fields.list(4)),
        ports(fields),
        transport,
        fields.constant(7, Protocol.First.class),
        hello(fields),
        number(fields, 9, 0),
        pattern(fields, 10),
        pattern(fields, 11),
        pattern(fields, 12),
        number(fields, 13, 0),
        fields.text(14),
        fields.requireText(15));
  }

  private static List<Protocol.Place> places(List<String> texts) {
    List<Protocol.Place> places = new ArrayList<>();
    for (String text : texts) {
      places.add(Protocol.Place.of(text));
    }
    return List.copyOf(places);
  }

  private static List<PortSpan> ports(Fields fields) {
    List<PortSpan> ports = new ArrayList<>();
    for (String text : fields.list(5)) {
      int dash = text.indexOf('-');
      try {
        int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(text.substring(dash + 1));
        ports.add(new PortSpan(first, last));
      } catch (IllegalArgumentException e) {
        throw fields.fault(5, "ports such as 9100-9107", Fault.quote(text));
      }
    }
    return List.copyOf(ports);
  }

  private static String hello(Fields fields) {
    String hex = fields.text(8);
    try {
      if (HexFormat.of().parseHex(hex).length <= MAX_HELLO) {
        return hex;
      }
    } catch (IllegalArgumentException e) {
      // Reported below.
    }
    throw fields.fault(8, "at most " + MAX_HELLO + " bytes in hex", Fault.quote(hex));
  }

  private static int number(Fields fields, int column, int absent) {
    String text = fields.text(column);
    if (text.isEmpty()) {
      return absent;
    }
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw fields.fault(column, "a number", Fault.quote(text));
    }
    return Integer.parseInt(text);
  }

  private static @Nullable Pattern pattern(Fields fields, int column) {
    String text = fields.text(column);
    try {
      return text.isEmpty() ? null : Pattern.compile(text, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw fields.fault(column, "a regular expression", Fault.quote(text));
    }
  }

  @Override
  public List<String> encode(Protocol protocol) {
    return List.of(
        protocol.name(),
        protocol.over(),
        texts(protocol.services()),
        texts(protocol.uses()),
        texts(protocol.ports()),
        RowFormat.text(protocol.transport()),
        RowFormat.text(protocol.first()),
        protocol.hello(),
        number(protocol.general()),
        text(protocol.answer()),
        text(protocol.weakAnswer()),
        text(protocol.notAnswer()),
        number(protocol.waitMillis()),
        protocol.effect(),
        protocol.source());
  }

  private static String texts(List<?> values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(value.toString());
    }
    return RowFormat.text(texts);
  }

  private static String number(int number) {
    return number == 0 ? "" : String.valueOf(number);
  }

  private static String text(@Nullable Pattern pattern) {
    return pattern == null ? "" : pattern.pattern();
  }
}
