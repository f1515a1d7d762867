package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers of another kind say, which looks like a known protocol. */
class ImitationsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

  private static List<String> told(String text) {
    return told(text, null);
  }

  /** After the hello of a row, on a port of which nothing is known. */
  private static List<String> told(String text, String asked) {
    Protocols table = Protocols.packaged();
    return Recognition.of(
            text, table, Transport.TCP, List.of(), asked == null ? null : table.get(asked))
        .names();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "220 my sensor hub ready\r\n",
        "220 my sensor hub ready\r\n500 what\r\n",
        "220 my sensor hub ready\r\n200 OK\r\n",
        "220 my sensor hub ready\r\n250 OK\r\n",
        "220 build farm master v3\r\n",
        "220 Welcome to the FTP-less uploader\r\n500 no\r\n",
        "220 Welcome to the SFTP-gateway\r\n500 no\r\n",
        "220 db1 ESMTP-gateway-monitor agent 1.0\r\nERR\r\n",
        "220 node7 my-SMTP-watcher\r\nERR\r\n"
      })
  void aCodeOfThreeDigitsIsNeverCertain(String text) {
    for (String asked : new String[] {null, "ftp", "smtp"}) {
      assertThat(told(text, asked)).hasSizeGreaterThan(1).contains("ftp", "smtp");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+OK ready\r\n-ERR unknown\r\n",
        "+OK hello\r\n+OK\r\n",
        "+OK node <a@b>\r\n+OK\r\n",
        "200 ready\r\n500 unknown\r\n",
        "200 ready\r\n480 temporarily\r\n",
        "* OK ready\r\n* BAD\r\n",
        "SSH-ish console\r\n?",
        "{\"error\":\"bad json\"}\n",
        "{\"id\":\"port\",\"result\":[\"x\"]}",
        "ERROR\r\n",
        "S",
        "N",
        "\0\0\0\b\0\0\0\1\0\0\0\0",
        "\5\0",
        "\5\u00ff",
        "\40\2\0\0",
        "\r\nWelcome\r\nlogin: Password: ",
        "Enter user: Password: ",
        "Login: ",
        "Login: \r\nPassword: ",
        "Login: name or number\r\n",
        "User  commands\r\n",
        "\u00e0\1\2\3",
        "\u00d0\0\0\1",
        "Thu Nov 27 06:00:00 2026\r\n",
        "Mon sensor 23.4C at 12:00:00 12 34\n",
        "\"This is a message of the day\" Author name here\n",
        "INFO {\"name\":\"x\",\"v\":1}\r\n-ERR\r\n",
        "<html><body>x</body></html>",
        "<?xml version=\"1.0\"?><hello/>",
        "\40\0\0\0\n5custom\0abcabcabcabcabcabcabcabcabcabc",
        ":srv NOTICE all :hi\r\nx",
        "ERROR :Closing socket\r\n",
        "VERSION 1.2\r\n",
        "VERSION 1.2\r\nVERSION 1.2\r\n",
        "OK ready\nACK\n",
        "Login: Login: ",
        "ENTER PASSWORD:",
        "Charset: !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOP\r\n",
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOP\r\n",
        "JDWP-Handshake",
        "\u00ac\u00ed\0\5"
      })
  void bytesThatManyServersSendAreNotCertainWhereNothingIsKnown(String text) {
    assertThat(told(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>{\"database\": \"ok\"}</script>",
        "{\"database\": \"ok\"}",
        "{\"database\": \"mydb\", \"version\": \"1\"}",
        "{\"neo4j_version\": \"5\"}",
        "<pre>{\"bolt_routing\":\"neo4j://x:7687\",\"neo4j_version\":\"5.1\","
            + "\"neo4j_edition\":\"community\"}</pre>",
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\"}",
        "<pre>{\"major\":\"1\",\"minor\":\"27\",\"gitVersion\":\"v1.27.3\"}",
        "{\"initialized\":true,\"sealed\":false,\"version\":\"1.0\"}",
        "<p>{\"initialized\":true,\"sealed\":false,\"standby\":false,"
            + "\"server_time_utc\":1700000000,\"version\":\"1.0\"}",
        "Ask until it says\n\nOllama is running",
        "Ollama is running on four hosts",
        "Wait for\n\nPrometheus Server is Healthy.",
        "<p>{\"title\":\"qdrant - vector search engine\",\"version\":\"1.0\"}",
        "<p>{\"status\":\"Meilisearch is running\"}",
        "<p>{ \"name\" : \"a\", \"number\" : \"8.1\", \"tagline\" : \"You Know, for Search\"}",
        "<p>{\"name\":\"a\",\"number\":\"2.1\",\"tagline\":\"The OpenSearch Project: x\"}",
        "<p>{\"etcdserver\":\"3.5.9\",\"etcdcluster\":\"3.5.0\"}",
        "<p>{\"couchdb\":\"Welcome\",\"version\":\"3.3\"}",
        "log:\nIt looks like you are trying to access MongoDB over HTTP on the native driver port.",
        "log:\nIt looks like you are making an HTTP request to a Hadoop IPC port."
      })
  void aPageAboutAProductIsNotTheProduct(String body) {
    assertThat(told(OK + body)).containsExactly("http");
    assertThat(told((OK + body).replace("200 OK", "404 Not Found"))).containsExactly("http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Jenkins: 2.4",
        "Server: CouchDB/9.1",
        "X-Consul-Index: 4",
        "X-Influxdb-Version: 1.8",
        "Server: Docker/24.0 (linux)",
        "Docker-Experimental: false",
        "kbn-name: a",
        "X-Plex-Protocol: 1.0",
        "Server: CUPS/2.4 IPP/2.1",
        "X-elastic-product: Elasticsearch"
      })
  void aHeaderCountsOnlyAmongTheHeaders(String header) {
    String other = "HTTP/1.1 200 OK\r\nDate: x\r\n";

    assertThat(told(other + "\r\nlog:\r\n" + header + "\r\n\r\n")).containsExactly("http");
    assertThat(told(other + "\r\nlog:\n" + header + "\n")).containsExactly("http");
    assertThat(told(other + "X-Note: " + header + "\r\n\r\n")).containsExactly("http");
    assertThat(told(other + header + "\r\nA: b\r\n\r\nlog:\n")).hasSize(1).doesNotContain("http");
    assertThat(told("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n")).doesNotContain("http");
  }

  @Test
  void theProductOfAnHttpServerIsNotReadFromAPage() {
    for (String start :
        List.of("HTTP/1.1 200 OK\r\n", "RTSP/1.0 200 OK\r\n", "SIP/2.0 200 OK\r\n")) {
      Recognition found =
          Recognition.of(
              start + "Date: x\r\n\r\nlog:\nServer: Hub/9.1\r\n",
              Protocols.packaged(),
              Transport.TCP,
              List.of(),
              null);
      assertThat(found.isCertain()).isTrue();
      assertThat(found.product()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp|220 (vsFTPd 3.0.3)\\r\\n",
        "ftp|220 a.example FTP server (Version 6.4) ready.\\r\\n",
        "ftp|220 wu-ftpd ready.\\r\\n",
        "ftp|220 pyftpdlib 2.0.1 ready.\\r\\n",
        "ftp|220 CrushFTP Server Ready!\\r\\n",
        "ftp|220 Microsoft FTP Service\\r\\n",
        "ftp|220 hello\\r\\n530 Please login with USER and PASS.\\r\\n",
        "ftp|220 hello\\r\\n200 NOOP command successful\\r\\n",
        "smtp|220 mx.example.org ESMTP\\r\\n",
        "smtp|220 mx.example.org ready\\r\\n250 OK\\r\\n",
        "smtp|220 hello\\r\\n250 2.0.0 OK\\r\\n",
        "pop3|+OK ready <1896.697170952@dbc.mtview.ca.us>\\r\\n",
        "nntp|200 hello\\r\\n480 Authentication required\\r\\n",
        "finger|Login: root           \\t\\tName: root\\r\\n",
        "finger|Login     Name       Tty      Idle\\r\\n",
        "irc|:irc.example.net NOTICE * :*** Looking up your hostname...\\r\\n",
        "irc|ERROR :Closing Link: a (x)\\r\\n",
        "grafana|HTTP/1.1 200 OK\\r\\nA: b\\r\\n\\r\\n{\\n  \"commit\": \"a1\",\\n  \"database\": \"ok\",\\n"
            + "  \"version\": \"9.1\"\\n}",
        "grafana|HTTP/1.1 200 OK\\r\\nA: b\\r\\n\\r\\n{\"database\":\"ok\",\"version\":\"11.0\",\"commit\":\"a\"}",
        "vault|HTTP/1.0 200 OK\\r\\n\\r\\n{\"initialized\":true,\"sealed\":false,\"standby\":false,"
            + "\"server_time_utc\":1700000000,\"version\":\"1.15.2\"}",
        "kubernetes|HTTP/1.0 401 Unauthorized\\r\\nA: b\\r\\n\\r\\n{\\n  \"kind\": \"Status\",\\n"
            + "  \"apiVersion\": \"v1\",\\n  \"metadata\": {},\\n  \"status\": \"Failure\"",
        "kubernetes|HTTP/1.0 200 OK\\r\\n\\r\\n{\\n  \"major\": \"1\",\\n  \"minor\": \"27+\",\\n"
            + "  \"gitVersion\": \"v1.27.3\"",
        "neo4j|HTTP/1.1 200 OK\\r\\n\\r\\n{\"bolt_routing\":\"neo4j://x:7687\",\"neo4j_version\":\"5.1\","
            + "\"neo4j_edition\":\"community\"}",
        "elasticsearch|HTTP/1.0 200 OK\\r\\n\\r\\n{\\n  \"name\" : \"n\",\\n  \"cluster_name\" : \"c\",\\n"
            + "  \"version\" : {\\n    \"number\" : \"7.17.0\"\\n  },\\n"
            + "  \"tagline\" : \"You Know, for Search\"\\n}",
        "ollama|HTTP/1.0 200 OK\\r\\nA: b\\r\\n\\r\\nOllama is running",
        "mongodb|HTTP/1.0 200 OK\\r\\nA: b\\r\\n\\r\\nIt looks like you are trying to access MongoDB over HTTP"
            + " on the native driver port.\\r\\n"
      })
  void theRealOnesAreStillCertain(String protocol, String escaped) {
    String text = escaped.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");

    assertThat(told(text)).containsExactly(protocol);
  }

  @Test
  void chargenIsCertainByTwoOfItsLinesAndNotByOne() {
    StringBuilder printable = new StringBuilder();
    for (char c = ' '; c <= '~'; c++) {
      printable.append(c);
    }
    String first = printable.substring(0, 72) + "\r\n";

    assertThat(told(first + printable.substring(1, 73) + "\r\n")).containsExactly("chargen");
    assertThat(told(first)).isEmpty();
    assertThat(told("Charset:" + first + "Next")).isEmpty();
    assertThat(told("Charset:" + first, "chargen")).containsExactly("chargen");
  }

  @Test
  void whatIsTooShortForEveryPortCountsAfterItsOwnHello() {
    assertThat(told("\40\2\0\5", "mqtt")).containsExactly("mqtt");
    assertThat(told("VERSION 1.6.9\r\n", "memcached")).containsExactly("memcached");
    assertThat(told("Login: root", "finger")).containsExactly("finger");
  }

  @Test
  void manyHeadersAndLongOnesTakeNoLongTime() {
    Set<String> rows =
        Set.of("a\r\n", "Server\r\n", "Server: \r\n", "\"number\":\"1\",", "{\"name\":\"", "x");
    long steps = 0;
    for (String row : rows) {
      for (String start : List.of("HTTP/1.1 200 OK\r\n", OK, OK + "{\"name\":\"", "220-")) {
        String text = (start + row.repeat(4096)).substring(0, 4096);
        CountedText counted = new CountedText(text);
        for (Protocol protocol : Protocols.packaged().byId().values()) {
          if (protocol.answer() != null) {
            protocol.answer().matcher(counted).lookingAt();
          }
        }
        steps = Math.max(steps, counted.reads);
      }
    }
    assertThat(steps).isLessThan(5_000_000);
  }

  /** Counts how often a pattern looks at a character. */
  private static final class CountedText implements CharSequence {

    private final String text;
    private long reads;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
