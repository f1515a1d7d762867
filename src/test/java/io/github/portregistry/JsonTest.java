package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.portregistry.csv.RowFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the records look like in JSON, and what is refused when it is read. */
class JsonTest {

  private static final PortRegistry REGISTRY = PortRegistry.bundled();

  private static PortRegistry table(String rows) throws IOException {
    String header = String.join(",", RowFormat.HEADER) + "\n";
    byte[] csv = (header + rows).getBytes(StandardCharsets.UTF_8);
    return PortRegistry.read(new ByteArrayInputStream(csv), "team.csv");
  }

  // Writing

  @Test
  void aPortThatHasNothingTellsItsStatusOnly() throws IOException {
    String state = "{\"status\":\"dynamic\",\"ianaState\":\"unassigned\"}";

    assertThat(Jackson.JACKSON_3.text(table("").port(49152)))
        .isEqualTo(
            "{\"number\":49152,\"range\":\"dynamic\",\"status\":\"dynamic\",\"transports\":{"
                + "\"tcp\":"
                + state
                + ",\"udp\":"
                + state
                + ",\"sctp\":"
                + state
                + ",\"dccp\":"
                + state
                + "},\"block\":{\"first\":49152,\"last\":65535}}");
  }

  @Test
  void whatIsBlankIsAbsent() {
    Assignment row = MadeRow.of("a").liveness(Liveness.GHOST).row();

    assertThat(Jackson.JACKSON_3.text(row))
        .isEqualTo("{\"serviceName\":\"a\",\"status\":\"ghost\",\"liveness\":\"ghost\"}");
  }

  @Test
  void aDateIsItsText() {
    assertThat(Jackson.JACKSON_2.text(RegistryDate.parse("2005-12"))).isEqualTo("\"2005-12\"");
    assertThat(Jackson.JACKSON_3.text(RegistryDate.parse("2021-10-01")))
        .isEqualTo("\"2021-10-01\"");
  }

  @Test
  void zeroIsWritten() {
    assertThat(Jackson.JACKSON_2.text(new PortSpan(0, 0))).isEqualTo("{\"first\":0,\"last\":0}");
  }

  @ParameterizedTest
  @EnumSource
  void aProvenanceIsReadBackEqual(Jackson jackson) throws IOException {
    Provenance provenance =
        REGISTRY.withOverlay(table("8500,tcp,,,billing,,,,,,,,,,\n")).provenance();
    byte[] json = jackson.write(provenance);

    assertThat(jackson.read(json, Provenance.class)).isEqualTo(provenance);
    assertThat(Jackson.JACKSON_2.write(provenance)).isEqualTo(Jackson.JACKSON_3.write(provenance));
  }

  @ParameterizedTest
  @EnumSource
  void aNameWithoutAPortIsReadBackEqual(Jackson jackson) {
    Assignment row =
        REGISTRY.assignments().filter(name -> name.ports() == null).findFirst().orElseThrow();

    assertThat(jackson.read(jackson.write(row), Assignment.class)).isEqualTo(row);
  }

  // Reading

  @ParameterizedTest
  @EnumSource
  void aRecordThatWasReadTellsWhatTheOriginalTold(Jackson jackson) {
    PortRecord original = PortRegistry.lookup(432);

    PortRecord read = jackson.read(jackson.write(original), PortRecord.class);

    assertThat(read).isEqualTo(original).isNotSameAs(original).hasToString(original.toString());
    assertThat(read.status()).isEqualTo(PortStatus.GHOST);
    assertThat(read.block()).isEqualTo(original.block());
    assertThat(read.evidence()).isEqualTo(original.evidence()).isNotEmpty();
    assertThat(read.ianaState(Transport.TCP)).isEqualTo(IanaState.ASSIGNED);
    assertThat(read.assignments(Transport.UDP)).isEqualTo(original.assignments(Transport.UDP));
  }

  @ParameterizedTest
  @EnumSource
  void anOverlaidPortIsReadBackEqual(Jackson jackson) throws IOException {
    PortRegistry ours =
        REGISTRY.withOverlay(
            table(
                """
                100-110,,reserved,,,Ours,,,,,,,,,
                105-115,tcp,unassigned,,,,,,,,,,,,
                8500,tcp,,,billing,Billing API,,,,,,,,,
                """));
    for (int port : new int[] {100, 107, 112, 8500}) {
      PortRecord original = ours.port(port);

      assertThat(jackson.read(jackson.write(original), PortRecord.class)).isEqualTo(original);
    }
  }

  @Test
  void aNumberIsEnoughForARecord() throws IOException {
    PortRecord read = Jackson.JACKSON_3.read("{\"number\":50000}", PortRecord.class);

    assertThat(read).isEqualTo(table("").port(50000));
    assertThat(read.status()).isEqualTo(PortStatus.DYNAMIC);
  }

  @Test
  void theRowsOfARecordAreOrderedWhateverTheirOrderInJson() {
    PortRecord original = PortRegistry.lookup(80);
    PortJson json = PortJson.of(original);
    List<Assignment> turned = new ArrayList<>(json.assignments());
    Collections.reverse(turned);
    String text = Jackson.JACKSON_3.text(original);
    String rows = Jackson.JACKSON_3.text(json.assignments());

    assertThat(text).contains(rows);
    assertThat(
            Jackson.JACKSON_2
                .read(text.replace(rows, Jackson.JACKSON_3.text(turned)), PortRecord.class)
                .assignments())
        .extracting(Assignment::transport)
        .isSorted();
  }

  @ParameterizedTest
  @EnumSource
  void whatFollowsFromTheRestIsNotRead(Jackson jackson) {
    String json = "{\"number\":80,\"range\":\"odd\",\"status\":7,\"transports\":[],\"block\":\"\"}";

    assertThat(jackson.read(json, PortRecord.class).range()).isEqualTo(PortRange.SYSTEM);
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownPropertyIsTheReadersOwnAffair(Jackson jackson) {
    String json = "{\"number\":80,\"later\":1}";

    assertThat(jackson.readLeniently(json, PortRecord.class).number()).isEqualTo(80);
    assertThatExceptionOfType(Jackson.Refused.class)
        .isThrownBy(() -> jackson.read(json, PortRecord.class))
        .withMessageContaining("later");
  }

  @ParameterizedTest
  @EnumSource
  void nullIsTheSameAsAbsent(Jackson jackson) {
    String json =
        "{\"serviceName\":\"a\",\"description\":null,\"ports\":null,\"references\":null,"
            + "\"status\":\"assigned\"}";

    Assignment row = jackson.read(json, Assignment.class);

    assertThat(row.description()).isEmpty();
    assertThat(row.references()).isEmpty();
    assertThat(row.ports()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {}                                                     | number
          {"number":null}                                        | number
          {"number":70000}                                       | port 70000 is outside 0 to 65535
          {"number":-1}                                          | port -1 is outside 0 to 65535
          {"number":"x"}                                         | x
          {"number":1,"related":[{"relation":"family"}]}         | port
          {"number":1,"related":[{"port":2}]}                    | relation
          {"number":1,"related":[{"port":2,"relation":"aunt"}]}  | aunt
          {"number":1,"related":[{"port":2,"relation":"FAMILY"}]} | FAMILY
          {"number":1,"related":[{"port":65536,"relation":"family"}]} | port 65536 is outside 0 to 65535
          {"number":1,"related":"none"}                          | VALUE_STRING
          {"number":1,"related":[null]}                          | related[0] is null, expected a related port
          {"number":1,"assignments":[{"status":"ghost"}]}        | serviceName
          {"number":1,"assignments":[{"serviceName":"a","status":"ghost"}]} | a row without a port
          {"number":1,"assignments":[{"serviceName":"a","status":"ghost","ports":{"first":2,"last":3}}]} | a row of 2-3 cannot be in the record of port 1
          {"number":1,"assignments":[{"serviceName":"a","status":"reserved"}]} | a row that names a service cannot be RESERVED
          {"number":1,"assignments":[{"serviceName":"a","status":"ghost","ports":{"first":3,"last":2}}]} | last port 2 is below first port 3
          {"number":1,"assignments":[{"serviceName":"a","status":"ghost","ports":{"first":1}}]} | last
          {"number":1,"assignments":[{"serviceName":"a","status":"ghost","registered":"2021-13"}]} | no such date: year 2021, month 13
          {"number":1,"assignments":[{"serviceName":"a","status":"ghost","registered":"May"}]} | expected a date such as 2005-12
          {"number":1,"observedUses":[{"confidence":"disputed"}]} | sources
          {"number":1,"observedUses":[{"confidence":"disputed","sources":["a"]}]} | ports is missing or null, expected a first and a last port
          {"number":1,"observedUses":[{"ports":{"first":1,"last":1},"confidence":"disputed","sources":[]}]} | an observed use needs a source
          """)
  void whatIsNotRightIsRefusedWithTheReason(String json, String reason) {
    for (Jackson jackson : Jackson.values()) {
      assertThatExceptionOfType(Jackson.Refused.class)
          .as("%s", jackson)
          .isThrownBy(() -> jackson.read(json, PortRecord.class))
          .withMessageContaining(reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "\"80\"", "80"})
  void whatIsNoObjectIsRefused(String json) {
    for (Jackson jackson : Jackson.values()) {
      assertThatExceptionOfType(Jackson.Refused.class)
          .as("%s", jackson)
          .isThrownBy(() -> jackson.read(json, PortRecord.class));
    }
  }

  // Equality

  @Test
  void recordsThatDifferInTheirEvidenceAreNotEqual() {
    PortRecord ghost = PortRegistry.lookup(432);
    String json = Jackson.JACKSON_3.text(ghost);
    String strength = "\"strength\":\"weak\"";

    assertThat(json).contains(strength);
    assertThat(
            Jackson.JACKSON_3.read(
                json.replace(strength, "\"strength\":\"strong\""), PortRecord.class))
        .isNotEqualTo(ghost);
  }

  @Test
  void recordsThatDifferInTheirUsesOrRelationsAreNotEqual() {
    PortRecord bare = Jackson.JACKSON_3.read("{\"number\":1}", PortRecord.class);
    String use =
        "{\"ports\":{\"first\":1,\"last\":1},\"application\":\"A\",\"confidence\":\"reported\",\"sources\":[\"s\"]}";
    String relation = "{\"port\":2,\"relation\":\"family\"}";

    assertThat(bare)
        .isEqualTo(Jackson.JACKSON_2.read("{\"number\":1}", PortRecord.class))
        .isNotEqualTo(
            Jackson.JACKSON_3.read(
                "{\"number\":1,\"observedUses\":[" + use + "]}", PortRecord.class))
        .isNotEqualTo(
            Jackson.JACKSON_3.read(
                "{\"number\":1,\"related\":[" + relation + "]}", PortRecord.class));
  }
}
