package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.portregistry.Assignment;
import io.github.portregistry.EverydayName;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people type and paste for ports, as the words that were meant. */
class TypedTest {

  private final List<String> notes = new ArrayList<>();

  private String meant(String... typed) {
    return String.join(" ", Typed.words(List.of(typed), notes::add));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // as Query reads it
        "443                 | 443",
        "8000-8100/udp       | 8000-8100/udp",
        "http/tcp            | http/tcp",
        "914c/g              | 914c/g",
        "sql*net             | sql*net",
        // lists
        "22,3306             | 22 3306",
        "22,3306/tcp         | 22/tcp 3306/tcp",
        "udp/22,3306         | 22/udp 3306/udp",
        "22/sctp,3306/tcp    | 22/sctp 3306/tcp",
        "137/tcp,udp         | 137/tcp 137/udp",
        "7000-7010,7100      | 7000-7010 7100",
        "22,                 | 22",
        ",3306               | 3306",
        "ssh,mysql           | ssh mysql",
        "localhost:22,3306   | 22 3306",
        // the transport first, or without a slash
        "sctp/9              | 9/sctp",
        "UDP/1000-1001       | 1000-1001/UDP",
        "tcp/ssh             | ssh/tcp",
        "9udp                | 9/udp",
        "TCP9                | 9/tcp",
        "9:TCP               | 9/TCP",
        "udp:9               | 9/udp",
        // addresses
        "10.1.2.3:5000       | 5000",
        "[2001:db8::7]:5000  | 5000",
        "[fe80::1%eth0]:53/udp | 53/udp",
        "127.0.0.53%lo:53    | 53",
        "0.0.0.0:5000-5010   | 5000-5010",
        "*:5000              | 5000",
        ":5000               | 5000",
        ":::5000             | 5000",
        "host.example:ssh    | ssh",
        "localhost:5000/     | 5000",
        "localhost:5000/a:b  | 5000",
        "127.0.0.1.5000      | 5000",
        "*.5000              | 5000",
        ":5000/udp           | 5000/udp",
        "a.5000              | a.5000",
        "0x                  | 0x",
        "0xzz                | 0xzz",
        "9/udp,443/tcp,9     | 9/udp 443/tcp 9",
        "9,udp/443,9         | 9 443/udp 9",
        ",9                  | 9",
        "9,                  | 9",
        // URLs
        "ftp://host:2121/x   | 2121",
        "HTTPS://host        | https",
        "http://[::1]/x      | http",
        "http://u:p@h:81?q=@ | 81",
        "http://h/a,b:9/     | http",
        "tcp://h:9           | 9/tcp",
        "jdbc:mysql://h:33/d | 33",
        "redis://h           | redis",
      })
  void aSpellingIsReadAsWhatWasMeant(String typed, String meant) {
    assertThat(meant(typed)).isEqualTo(meant);
  }

  @Test
  void severalWordsMayBeOnePort() {
    assertThat(meant("udp", "9")).isEqualTo("9/udp");
    assertThat(meant("0", "udp")).isEqualTo("0/udp");
    assertThat(meant("0/tcp", "udp")).isEqualTo("0/tcp udp");
    assertThat(meant("port", "0")).isEqualTo("0");
    assertThat(meant("9", "SCTP")).isEqualTo("9/SCTP");
    assertThat(meant("port", "9", "10")).isEqualTo("9 10");
    assertThat(meant("Ports 9 10")).isEqualTo("9 10");
    assertThat(meant(" 9 ")).isEqualTo("9");
    assertThat(meant("9,", "10")).isEqualTo("9 10");
    assertThat(meant("9", "udp", "10")).isEqualTo("9 udp 10");
    assertThat(meant("port", "mysql")).isEqualTo("port mysql");
  }

  @Test
  void aHostThatIsLeftAsideIsNamed() {
    meant("db.example:5000/udp");
    meant("https://db.example/");
    meant("*:5000", ":5000", "tcp:9", "9:udp", "*.5000");
    // What is no port is refused later, so that nothing is said about it.
    meant("db.example:70000");

    assertThat(notes)
        .containsExactly(
            "'db.example:5000/udp' is taken as 5000/udp; the host is not looked up",
            "'https://db.example/' is taken as https; the host is not looked up");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/udp         | nothing stands before the slash in '/udp'; give a port or a name, as in 80/udp",
        "/53          | nothing stands before the slash in '/53'; did you mean 53?",
        "/etc/x       | nothing stands before the slash in '/etc/x'; give a port or a name, as in 80/tcp",
        "udp/         | no port in 'udp/'; give one, as in 80/udp",
        "tcp/udp      | no port in 'tcp/udp'; give one, as in 80/tcp",
        "22,,80       | nothing stands between two commas in '22,,80'; write a list as 80,443",
        "22,udp       | 'udp' is a transport; write it after a slash, as in 22/udp",
        "host:        | 'host:' has no port; give the port alone, or after the host, as in localhost:8080",
        "[::1]        | '[::1]' has no port; give the port alone, or after the host, as in localhost:8080",
        "tcp://h      | 'tcp://h' has no port; give the port alone, or after the host, as in localhost:8080",
        ":udp         | ':udp' has no port; give the port alone, or after the host, as in localhost:8080",
        "fe80::7:22   | 'fe80::7:22' has several colons; give the port alone, or put an IPv6 address in brackets, as in [::1]:443",
        "9000:9100    | '9000:9100' has two numbers; give 9000,9100 for both ports, or 9000-9100 for a range",
        "9000:90      | '9000:90' has two numbers; give 9000,90 for both ports",
        "10.1.2.3     | '10.1.2.3' is no port; it looks like an address without one; give a port after it, as in 10.1.2.3:8080, or alone",
        "#22          | '#22' is no port; did you mean 22?",
        "+22          | '+22' is no port; did you mean 22?",
        "(22)/tcp     | '(22)/tcp' is no port; did you mean 22/tcp?",
        "port22       | 'port22' is no port; did you mean 22?",
        "٢٢           | '٢٢' is no port; did you mean 22?",
        "２２/udp       | '２２/udp' is no port; did you mean 22/udp?",
        "22;80        | '22;80' is no port; did you mean 22,80?",
        "22..80       | '22..80' is no port; did you mean 22-80?",
        "22–80        | '22–80' is no port; did you mean 22-80?",
        "22.5         | '22.5' is no port; a port is a whole number from 0 to 65535",
        "-22.5        | '-22.5' is no port; a port is a whole number from 0 to 65535",
        "#65535       | '#65535' is no port; did you mean 65535?",
        "#65536       | '#65536' is no port; give one from 0 to 65535, such as 443, 443/tcp or 8000-8999",
        "#70000       | '#70000' is no port; give one from 0 to 65535, such as 443, 443/tcp or 8000-8999",
        "0x16         | '0x16' is no port; ports are decimal numbers: did you mean 22?",
        "0X1f/udp     | '0X1f/udp' is no port; ports are decimal numbers: did you mean 31/udp?",
        "0x0          | '0x0' is no port; ports are decimal numbers: did you mean 0?",
        "0xffff       | '0xffff' is no port; ports are decimal numbers: did you mean 65535?",
        "0x10000      | '0x10000' is no port; ports are decimal numbers from 0 to 65535",
        ".5           | '.5' is no port; did you mean 5?",
        "#22.80       | '#22.80' is no port; did you mean 22,80?",
        "host/x:9     | 'host/x:9' has no port; give the port alone, or after the host, as in localhost:8080",
        "/x:9         | '/x:9' has no port; give the port alone, or after the host, as in localhost:8080",
        "22..22       | '22..22' is no port; did you mean 22?",
        "22..21       | '22..21' is no port; did you mean 22,21?",
        "22\u201080   | '22\u201080' is no port; did you mean 22-80?",
        "22\u221280   | '22\u221280' is no port; did you mean 22-80?",
        "1.2.3.4.5.6  | '1.2.3.4.5.6' is no port; did you mean 1,2,3,4,5,6?",
        "[::1]5       | '[::1]5' has no port; give the port alone, or after the host, as in localhost:8080",
        "::5000       | '::5000' has several colons; give the port alone, or put an IPv6 address in brackets, as in [::1]:443",
        "\u2010json    | '\u2010json' begins with a dash that is no hyphen; did you mean --json?",
        "0xFFFFF      | '0xFFFFF' is no port; ports are decimal numbers from 0 to 65535",
        "–json        | '–json' begins with a dash that is no hyphen; did you mean --json?",
      })
  void whatIsMeantAsAPortAndIsNoneIsAnsweredWithWhatToType(String typed, String message) {
    assertThatThrownBy(() -> meant(typed)).isInstanceOf(UsageException.class).hasMessage(message);
  }

  @Test
  void everyNameOfTheRegistryStaysAsItIs() {
    PortRegistry registry = PortRegistry.bundled();
    List<String> names =
        Stream.of(
                registry.assignments().map(Assignment::serviceName),
                registry.everydayNames().stream().map(EverydayName::name),
                registry
                    .ports()
                    .flatMap(port -> port.formerAssignments().stream())
                    .map(row -> row.serviceName()),
                registry
                    .ports()
                    .flatMap(port -> port.observedUses().stream())
                    .map(ObservedUse::application))
            .flatMap(name -> name)
            .filter(name -> !name.isBlank())
            .distinct()
            .toList();

    assertThat(names).allSatisfy(name -> assertThat(meant(name)).isEqualTo(name));
    assertThat(notes).isEmpty();
  }
}
