package io.github.portregistry.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.csv.CsvText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rows of {@code registry-data/greetings.csv}. */
class ProtocolTableTest {

  static final int LEAST_WAIT = 100;
  static final int MOST_WAIT = 1000;

  /** Whose servers answer the very bytes that a client sends. */
  private static final Set<String> ANSWERED_BY_THEMSELVES = Set.of("amqp-0-9-1", "amqp-1-0");

  private static final Protocols TABLE = Protocols.packaged();
  private static final Collection<Protocol> ROWS = TABLE.byId().values();

  private static Stream<Protocol> asked() {
    return ROWS.stream().filter(row -> !row.isNever());
  }

  private static List<String> ids(Predicate<Protocol> rows) {
    return ROWS.stream().filter(rows).map(Protocol::id).toList();
  }

  private static Stream<Pattern> patterns() {
    return ROWS.stream()
        .flatMap(row -> Stream.of(row.answer(), row.weakAnswer(), row.notAnswer()))
        .filter(pattern -> pattern != null);
  }

  @Test
  void thePackagedTableIsTheReviewedOne() throws IOException {
    byte[] reviewed = Files.readAllBytes(Path.of("registry-data", Protocols.TABLE));

    Protocols read = Protocols.read(CsvText.of(reviewed, Protocols.TABLE));
    assertThat(encoded(read)).isEqualTo(encoded(TABLE)).hasSizeGreaterThan(150);
  }

  private static List<String> encoded(Protocols protocols) {
    return protocols.byId().values().stream()
        .map(row -> row.id() + " " + ProtocolFormat.FORMAT.encode(row))
        .toList();
  }

  @Test
  void theRowsThatTheEngineKnowsByNameAreThere() {
    assertThat(TABLE.byId()).containsKeys(Protocol.TLS, Protocol.ECHO, "http", "http-2");
    assertThat(TABLE.general(Transport.TCP)).extracting(Protocol::id).startsWith("http", "tls");
  }

  @Test
  void aProtocolOverAnotherNamesARowOfItsTransport() {
    assertThat(ROWS)
        .filteredOn(row -> !row.over().isEmpty())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(TABLE.byId()).containsKey(row.over());
              assertThat(TABLE.get(row.over()).transport()).isEqualTo(row.transport());
              assertThat(TABLE.get(row.over()).over()).isEmpty();
            });
  }

  @Test
  void everyServiceIsRegisteredForTheTransport() {
    Set<String> registered = new HashSet<>();
    PortRegistry.bundled()
        .assignments()
        .forEach(
            row -> {
              for (Transport transport : Transport.values()) {
                if (row.transport() == null || row.transport() == transport) {
                  registered.add(transport + " " + row.serviceName());
                }
              }
            });

    List<String> absent = new ArrayList<>();
    for (Protocol row : ROWS) {
      for (Protocol.Place service : row.services()) {
        if (!registered.contains(row.transport() + " " + service.name())) {
          absent.add(row.id() + ": " + service);
        }
      }
    }
    assertThat(absent).isEmpty();
  }

  @Test
  @Tag("whole")
  void everyPhraseIsInTheNameOfAnApplicationOfTheTransport() {
    List<ObservedUse> uses =
        PortRegistry.bundled().ports().flatMap(port -> port.observedUses().stream()).toList();
    List<String> absent = new ArrayList<>();
    for (Protocol row : ROWS) {
      for (Protocol.Place phrase : row.uses()) {
        Pattern words = words(phrase.name());
        if (uses.stream()
            .filter(use -> use.transport() == null || use.transport() == row.transport())
            .noneMatch(use -> words.matcher(use.application()).find())) {
          absent.add(row.id() + ": " + phrase);
        }
      }
    }
    assertThat(absent).isEmpty();
  }

  /** The words one after the other, whatever is between them. */
  private static Pattern words(String phrase) {
    String between = "[^\\p{L}\\p{Nd}]+";
    List<String> words = new ArrayList<>();
    for (String word : phrase.split(between, -1)) {
      if (!word.isEmpty()) {
        words.add(Pattern.quote(word));
      }
    }
    return Pattern.compile(
        "(?<![\\p{L}\\p{Nd}])" + String.join(between, words) + "(?![\\p{L}\\p{Nd}])",
        Pattern.CASE_INSENSITIVE);
  }

  @Test
  void whatIsNeverAskedSaysWhyAndHasNothingToSend() {
    assertThat(ids(row -> row.isNever())).hasSizeGreaterThan(20);
    assertThat(ids(row -> row.isNever() && row.effect().length() < 10)).isEmpty();
    assertThat(ids(row -> row.isNever() && row.answer() != null)).isEmpty();
    assertThat(ids(row -> row.isNever() && (!row.hello().isEmpty() || row.general() > 0)))
        .isEmpty();
    assertThat(
            ids(
                row ->
                    row.isNever()
                        && row.services().isEmpty()
                        && row.uses().isEmpty()
                        && row.ports().isEmpty()))
        .isEmpty();
  }

  @Test
  void whatIsAskedHasAnAnswerAHelloAndATime() {
    assertThat(ids(row -> !row.isNever() && !row.ports().isEmpty())).isEmpty();
    assertThat(
            ids(
                row ->
                    !row.isNever()
                        && (row.waitMillis() < LEAST_WAIT || row.waitMillis() > MOST_WAIT)))
        .isEmpty();
    assertThat(ids(row -> row.effect().isBlank())).isEmpty();
    assertThat(ids(row -> !row.isNever() && row.answer() == null && row.weakAnswer() == null))
        .containsExactly(Protocol.ECHO);
    assertThat(ids(row -> row.first() == Protocol.First.CLIENT && row.hello().isEmpty()))
        .containsExactly(Protocol.ECHO, Protocol.TLS);
  }

  @Test
  void noHelloIsLongerThanTheBound() {
    assertThat(ROWS).allMatch(row -> row.helloBytes().length <= ProtocolFormat.MAX_HELLO);
  }

  @Test
  void theGeneralProtocolsAreFewAndHaveOnePlaceEach() {
    for (Transport transport : Transport.values()) {
      assertThat(TABLE.general(transport))
          .extracting(Protocol::general)
          .doesNotHaveDuplicates()
          .hasSizeLessThanOrEqualTo(8);
    }
    assertThat(TABLE.general(Transport.UDP)).as("unknown UDP ports are left alone").isEmpty();
  }

  @Test
  void everySourceIsASpecificationOrAnAddress() {
    Pattern source =
        Pattern.compile("(?:RFC ?\\d{3,5}|MS-[A-Z0-9]+)( section [0-9A-Z.]+)?|https?://\\S+");
    assertThat(
            ids(
                row ->
                    !Stream.of(row.source().split("\\|", -1))
                        .allMatch(one -> source.matcher(one).matches())))
        .isEmpty();
  }

  /**
   * Three bytes that are fixed leave chance one of 16 million answers. Telnet has but three, of
   * which the last is one of many options; the answer has to end there or to go on as Telnet does.
   */
  @Test
  void everyAnswerFixesThreeBytesAtLeast() {
    List<String> weaker = new ArrayList<>();
    asked()
        .filter(row -> row.answer() != null)
        .forEach(
            row -> {
              double bits = new PatternStrength(row.answer()).bits();
              if (bits < 24 && !row.id().equals("telnet")) {
                weaker.add(row.id() + " " + Math.round(bits) + " bits");
              }
            });
    assertThat(weaker).isEmpty();
  }

  @Test
  void noPatternRepeatsWithoutBound() {
    assertThat(patterns().filter(pattern -> new PatternStrength(pattern).isUnbounded())).isEmpty();
  }

  @Test
  void aHelloIsNoProofOfItsOwnProtocol() {
    Set<String> proven = new TreeSet<>();
    asked()
        .filter(row -> row.answer() != null && !row.hello().isEmpty())
        .forEach(
            row -> {
              byte[] hello = row.helloBytes();
              if (row.answer().matcher(Protocol.text(hello, hello.length)).lookingAt()) {
                proven.add(row.id());
              }
            });
    assertThat(proven).isSubsetOf(ANSWERED_BY_THEMSELVES);
  }

  @Test
  void noHelloIsProofOfAnotherProtocol() {
    List<String> proven = new ArrayList<>();
    for (Protocol row : ROWS) {
      byte[] hello = row.helloBytes();
      Recognition found =
          Recognition.of(
              Protocol.text(hello, hello.length), TABLE, row.transport(), List.of(), null);
      found.names().stream()
          .filter(name -> !name.equals(row.name()))
          .forEach(name -> proven.add(row.id() + " looks like " + name));
    }
    assertThat(proven).isEmpty();
  }

  @Test
  void nothingIsProofOfNothing() {
    assertThat(patterns()).noneMatch(pattern -> pattern.matcher("").lookingAt());
  }

  @Test
  void noRandomBytesAreProofOfAProtocol() {
    Random random = new Random(19);
    List<String> proven = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      String text = Protocol.text(bytes, bytes.length);
      for (Protocol row : ROWS) {
        if (row.answer() != null && row.answer().matcher(text).lookingAt()) {
          proven.add(row.id() + " by " + Arrays.toString(bytes));
        }
      }
    }
    assertThat(proven).isEmpty();
  }
}
