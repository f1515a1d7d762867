package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.github.portregistry.dossier.Platform;
import io.github.portregistry.probe.BaselineChange;
import io.github.portregistry.probe.BaselineListener;
import io.github.portregistry.probe.Coverage;
import io.github.portregistry.probe.Denied;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.NotVisible;
import io.github.portregistry.probe.Reason;
import io.github.portregistry.probe.Refusal;
import io.github.portregistry.probe.Vanished;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The schemas tell what the records have, and refuse what they have not. */
class JsonSchemaTest {

  private static final String PROBE = "io.github.portregistry.probe.";

  /** The records, and where a schema tells of them. */
  static Stream<Arguments> records() throws ClassNotFoundException {
    JsonSchemas record = JsonSchemas.PORT_RECORD;
    JsonSchemas finding = JsonSchemas.PORT_FINDING;
    JsonSchemas baseline = JsonSchemas.LISTENER_BASELINE;
    return Stream.of(
        Arguments.of(PortJson.class, record, ""),
        Arguments.of(PortJson.State.class, record, "/$defs/transportState"),
        Arguments.of(Assignment.class, record, "/$defs/assignment"),
        Arguments.of(UnnamedEntry.class, record, "/$defs/unnamedEntry"),
        Arguments.of(FormerAssignment.class, record, "/$defs/formerAssignment"),
        Arguments.of(ObservedUse.class, record, "/$defs/observedUse"),
        Arguments.of(Evidence.class, record, "/$defs/evidence"),
        Arguments.of(Consultation.class, record, "/$defs/consultation"),
        Arguments.of(RelatedPort.class, record, "/$defs/relatedPort"),
        Arguments.of(PortSpan.class, record, "/$defs/span"),
        Arguments.of(RegistryChange.class, record, "/$defs/change"),
        Arguments.of(EverydayName.class, record, "/$defs/everydayName"),
        Arguments.of(Provenance.class, record, "/$defs/provenance"),
        Arguments.of(ServerEnd.class, record, "/$defs/serverEnd"),
        Arguments.of(Class.forName(PROBE + "FindingJson"), finding, ""),
        Arguments.of(Class.forName(PROBE + "ListenerJson"), finding, "/$defs/listener"),
        Arguments.of(Class.forName(PROBE + "OtherUseJson"), finding, "/$defs/otherUse"),
        Arguments.of(Class.forName(PROBE + "ProcessJson"), finding, "/$defs/process"),
        Arguments.of(Class.forName(PROBE + "AddressJson"), finding, "/$defs/address"),
        Arguments.of(Coverage.class, finding, "/$defs/coverage"),
        Arguments.of(Reason.class, finding, "/$defs/reason"),
        Arguments.of(Known.class, finding, "/$defs/known"),
        Arguments.of(Class.forName(PROBE + "ControlGroup"), finding, "/$defs/controlGroup"),
        Arguments.of(Class.forName(PROBE + "Container"), finding, "/$defs/container"),
        Arguments.of(Class.forName(PROBE + "Spoken"), finding, "/$defs/spoken"),
        Arguments.of(Class.forName(PROBE + "Ancestor"), finding, "/$defs/ancestor"),
        Arguments.of(Class.forName(PROBE + "Likely"), finding, "/$defs/likely"),
        Arguments.of(Denied.class, finding, "/$defs/denied"),
        Arguments.of(NotVisible.class, finding, "/$defs/notVisible"),
        Arguments.of(Vanished.class, finding, "/$defs/vanished"),
        Arguments.of(Class.forName(PROBE + "Survey$SurveyJson"), finding, "/$defs/survey"),
        Arguments.of(Class.forName(PROBE + "ListenerBaseline$BaselineJson"), baseline, ""),
        Arguments.of(BaselineListener.class, baseline, "/$defs/listener"),
        Arguments.of(Class.forName(PROBE + "BaselineOwner$OwnerJson"), baseline, "/$defs/owner"),
        Arguments.of(BaselineChange.class, baseline, "/$defs/change"),
        Arguments.of(Refusal.class, baseline, "/$defs/refusal"));
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  @ParameterizedTest
  @MethodSource("records")
  void theSchemaHasTheComponentsOfTheRecord(Class<?> type, JsonSchemas schema, String at) {
    List<String> expected = new ArrayList<>(components(type));
    if (type == Assignment.class) {
      expected.add("status");
    }
    if (io.github.portregistry.probe.Ownership.class.isAssignableFrom(type)) {
      expected.add("kind");
    }
    JsonNode node = schema.node().at(at);

    assertThat(node.path("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(node.path("additionalProperties").asBoolean(true)).isFalse();
  }

  /** The same bytes come out of both Jacksons only if no property is left to their own orders. */
  @ParameterizedTest
  @CsvSource({"io.github.portregistry", "io.github.portregistry.probe"})
  void thePropertiesHaveOneOrder(String packageName) throws Exception {
    Set<String> names = new LinkedHashSet<>();
    for (Arguments arguments : records().toList()) {
      Class<?> type = (Class<?>) arguments.get()[0];
      if (type.getPackageName().equals(packageName)) {
        names.addAll(components(type));
      }
    }
    String[] order =
        Class.forName(packageName + ".Json").getAnnotation(JsonPropertyOrder.class).value();
    if (packageName.endsWith("probe")) {
      names.add("kind");
    }

    assertThat(order).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names);
  }

  /** Which types have JSON is decided for each, and not forgotten. */
  @Test
  void everyPublicRecordIsInASchema() throws ClassNotFoundException {
    List<String> told =
        records().map(arguments -> ((Class<?>) arguments.get()[0]).getSimpleName()).toList();
    List<String> twins =
        List.of(
            "FindingJson",
            "ListenerJson",
            "OtherUseJson",
            "ProcessJson",
            "SurveyJson",
            "BaselineJson",
            "OwnerJson");
    List<String> untold =
        PublicTypes.all().stream()
            .filter(Class::isRecord)
            .map(Class::getSimpleName)
            .filter(name -> !told.contains(name))
            .toList();

    assertThat(untold)
        .containsExactlyInAnyOrder(
            "Candidate",
            "PortFinding",
            "Listener",
            "OtherUse",
            "ProcessRef",
            "ProgramFile",
            "Background",
            "ListenerBaseline",
            "Survey",
            "BaselineOwner",
            "RegistryDate",
            "PortQuery",
            "Change",
            "Section",
            "Item");
    assertThat(told).containsAll(twins);
  }

  // Enumerations

  /** What follows from other facts, and how a table is read and written, have no JSON. */
  static List<Class<?>> enums() {
    List<Class<?>> without =
        List.of(
            RegistryDiff.Field.class,
            OtherProtocols.class,
            Standing.class,
            TableFormat.class,
            Platform.class);
    return PublicTypes.enums().stream().filter(type -> !without.contains(type)).toList();
  }

  private static List<String> lowerCase(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("enums")
  void everyConstantOfAnEnumerationStandsInASchema(Class<?> type) {
    List<List<String>> listed =
        Stream.of(JsonSchemas.values())
            .flatMap(schema -> schema.node().path("$defs").valueStream())
            .map(def -> def.path("enum").valueStream().map(JsonNode::asString).toList())
            .toList();

    assertThat(listed).contains(lowerCase(type));
  }

  @ParameterizedTest
  @MethodSource("enums")
  void everyConstantIsWrittenInLowerCaseAndReadBack(Class<?> type) {
    for (Jackson jackson : Jackson.values()) {
      for (Object constant : type.getEnumConstants()) {
        String json = jackson.text(constant);

        assertThat(json)
            .isEqualTo('"' + ((Enum<?>) constant).name().toLowerCase(Locale.ROOT) + '"');
        assertThat((Object) jackson.read(json, type)).isSameAs(constant);
      }
    }
  }

  // What the schema refuses

  private static final String GHOST = Jackson.JACKSON_3.text(PortRegistry.lookup(432));

  @Test
  void theSchemaAcceptsAPort() {
    assertThat(JsonSchemas.PORT_RECORD.faults(GHOST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "number":432               | "number":70000
          "number":432               | "number":"432"
          "number":432,              |
          "range":"system"           | "range":"SYSTEM"
          "range":"system"           | "range":"system","more":1
          "status":"ghost"           | "status":"dead"
          "status":"ghost"           | "status":null
          "liveness":"ghost"         | "liveness":"dead"
          "liveness":"ghost"         | "liveness":"ghost","doubt":"age"
          "ianaState":"assigned"     | "ianaState":"ghost"
          "sctp":{                   | "quic":{
          "transport":"tcp"          | "transport":"icmp"
          "first":432                | "first":-1
          "serviceName":"iasd"       | "serviceName":""
          "serviceName":"iasd"       | "servicename":"iasd"
          "kind":"absence"           | "kind":"ABSENCE"
          "strength":"weak"          | "strength":"strongest"
          "outcome":"absent"         | "outcome":"unknown"
          "date":"2026               | "date":"26
          "consulted":[{             | "consulted":[{"hidden":true,
          """)
  void theSchemaRefusesAChangedPort(String was, String is) {
    assertThat(GHOST).contains(was);

    assertThat(JsonSchemas.PORT_RECORD.faults(GHOST.replace(was, is == null ? "" : is)))
        .isNotEmpty();
  }

  @Test
  void theSchemaRefusesAnEmptyListAndAnEmptyText() {
    String start = "{\"number\":432,";

    assertThat(GHOST).startsWith(start);
    assertThat(JsonSchemas.PORT_RECORD.faults(GHOST.replace(start, start + "\"related\":[],")))
        .isNotEmpty();
  }
}
