package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.portregistry.probe.ProcessRef;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is refused when JSON is read, in which words, and what is the reader's choice. */
class JsonRefusalTest {

  // Whatever the reader has told Jackson

  @Test
  void aConstantThatIsNotKnownIsNullIfTheReaderSaysSo() throws Exception {
    ObjectMapper jackson2 =
        new ObjectMapper().enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);
    JsonMapper jackson3 =
        JsonMapper.builder().enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL).build();

    assertThat(jackson2.readValue("\"quic\"", Transport.class)).isNull();
    assertThat(jackson3.readValue("\"quic\"", Transport.class)).isNull();
  }

  @Test
  void aNumberMayComeAsAnyWholeTypeOfJava() {
    for (Number number : new Number[] {(byte) 80, (short) 80, 80, 80L, BigInteger.valueOf(80)}) {
      Map<String, Object> json = Map.of("number", number);

      assertThat(new ObjectMapper().convertValue(json, PortRecord.class).number()).isEqualTo(80);
      assertThat(JsonPlaces.TREES.convertValue(json, PortRecord.class).number()).isEqualTo(80);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConstantIsReadAsTheKeyOfAMap(Jackson jackson) {
    assertThat(jackson.read("{\"counts\":{\"sctp\":1}}", Counts.class).counts())
        .containsExactly(Map.entry(Transport.SCTP, 1));
  }

  record Counts(Map<Transport, Integer> counts) {}

  @ParameterizedTest
  @EnumSource
  void aLayerWhoseCountsDoNotFitIsRefusedWithItsPlace(Jackson jackson) {
    String json = LAYER + ",\"base\":" + LAYER.replace("namedRows\":0", "namedRows\":2") + "}}";

    assertThatExceptionOfType(Jackson.Refused.class)
        .isThrownBy(() -> jackson.read(json, Provenance.class))
        .withMessageContaining(
            "expected 0 <= rowsWithoutPort <= namedRows <= rows, found rowsWithoutPort 0,"
                + " namedRows 2 and rows 0")
        .withMessageContaining("[\"base\"]");
  }

  // Depth

  private static final String LAYER =
      "{\"rows\":0,\"namedRows\":0,\"rowsWithoutPort\":0,\"missingRows\":0";

  @ParameterizedTest
  @EnumSource
  void listsInOneAnotherWithoutEndAreRefused(Jackson jackson) {
    String json = "{\"number\":" + "[".repeat(100_000);

    assertThatExceptionOfType(Jackson.Refused.class)
        .isThrownBy(() -> jackson.read(json, PortRecord.class))
        .withMessageContaining("nesting depth");
  }

  /** Jackson 2 stops after 1,000 levels, for which the stack of a thread may be too small. */
  @ParameterizedTest
  @EnumSource
  void layersWithoutEndAreRefused(Jackson jackson) throws InterruptedException {
    String json = (LAYER + ",\"base\":").repeat(100_000);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(null, () -> jackson.read(json, Provenance.class), "deep", 16 * 1024 * 1024);
    thread.setUncaughtExceptionHandler((of, exception) -> thrown.set(exception));
    thread.start();
    thread.join();

    assertThat(thrown.get())
        .isInstanceOf(Jackson.Refused.class)
        .hasMessageContaining("nesting depth");
  }

  @ParameterizedTest
  @EnumSource
  void asManyLayersAsBothAllowAreRead(Jackson jackson) {
    int layers = 450;
    String json = (LAYER + ",\"base\":").repeat(layers) + LAYER + "}".repeat(layers + 1);
    Provenance read = jackson.read(json, Provenance.class);
    for (int i = 0; i < layers; i++) {
      read = read.base();
    }

    assertThat(read.base()).isNull();
  }

  // Words

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {}                        | number is missing or null, expected a port from 0 to 65535
          {"number":null}           | number is missing or null, expected a port from 0 to 65535
          {"number":-5}             | number: port -5 is outside 0 to 65535
          {"number":""}             | expected a whole number, found the text ""
          {"number":"a\\u001b\\"b"} | expected a whole number, found the text "a\\u001b\\"b"
          {"number":80.5}           | expected a whole number, found 80.5
          {"number":false}          | expected a whole number, found false
          {"number":[80]}           | expected a whole number, found a list
          {"number":{}}             | expected a whole number, found an object
          {"number":65536}          | number: port 65536 is outside 0 to 65535
          {"number":9223372036854775807} | number: port 9223372036854775807 is outside 0 to 65535
          {"number":9223372036854775808} | expected a whole number of 64 bits, found 9223372036854775808
          {"number":18446744073709551616} | expected a whole number of 64 bits, found 18446744073709551616
          {"number":1,"history":[{"kind":7}]} | expected one of assigned, withdrawn, transport_withdrawn, renamed, retitled, reference_changed, state_changed, found 7
          {"number":1,"history":[{}]} | kind is missing or null, expected one of assigned, withdrawn,
          {"number":1,"history":[{"kind":"renamed"}]} | notAfter is missing or null, expected a date such as 2005-12 or 2005-12-31
          {"number":1,"history":[{"before":7}]} | expected a text, found 7
          {"number":1,"history":[null]} | history[0] is null, expected a change
          {"number":1,"observedUses":[{"confidence":"disputed","sources":["a",null]}]} | sources[1] is null, expected a text
          {"number":1,"assignments":[{"registered":2005}]} | expected a date such as 2005-12 or 2005-12-31, found 2005
          """)
  void aRefusalSaysWhatWasExpectedAndFound(String json, String problem) {
    for (Jackson jackson : Jackson.values()) {
      assertThatExceptionOfType(Jackson.Refused.class)
          .as("%s", jackson)
          .isThrownBy(() -> jackson.read(json, PortRecord.class))
          .withMessageContaining(problem);
    }
  }

  @Test
  void aLongTextIsShownInPart() {
    String json = "{\"number\":\"" + "x".repeat(100_000) + "\"}";

    assertThatExceptionOfType(Jackson.Refused.class)
        .isThrownBy(() -> Jackson.JACKSON_3.read(json, PortRecord.class))
        .withMessageContaining("found the text \"" + "x".repeat(60) + "...\"")
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(1000));
  }

  @Test
  void aTextOfSixtyCharactersIsShownWhole() {
    String text = " ~" + "x".repeat(57) + "\u007f";

    assertThatExceptionOfType(Jackson.Refused.class)
        .isThrownBy(() -> Jackson.JACKSON_3.read("{\"number\":\"" + text + "\"}", PortRecord.class))
        .withMessageContaining("found the text \" ~" + "x".repeat(57) + "\\u007f\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65535})
  void theFirstAndTheLastPortAreRead(int port) {
    for (Jackson jackson : Jackson.values()) {
      assertThat(jackson.read("{\"number\":" + port + "}", PortRecord.class).number())
          .isEqualTo(port);
    }
  }

  @Test
  void aNegativeProcessIdIsRefused() {
    String json = "{\"pid\":-5,\"executableDeleted\":false}";

    for (Jackson jackson : Jackson.values()) {
      assertThatExceptionOfType(Jackson.Refused.class)
          .isThrownBy(() -> jackson.read(json, ProcessRef.class))
          .withMessageContaining("pid -5 is negative, expected 0 or above");
    }
  }
}
