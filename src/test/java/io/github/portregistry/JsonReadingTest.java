package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.portregistry.json.Text;
import io.github.portregistry.json.Truth;
import io.github.portregistry.json.Whole;
import io.github.portregistry.probe.ListenerBaseline;
import io.github.portregistry.probe.ProcessRef;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each property of each type, with everything in its place that is not what it should be. */
class JsonReadingTest {

  /** Texts of which not every one is right. */
  private static final Set<String> TEXTS_OF_A_FORM = Set.of("at", "startedAt", "ip");

  /** What cannot stand for a value of a type. */
  private static List<String> wrongValues(JsonPlaces.Place place) {
    String value = place.value();
    List<String> wrong = new ArrayList<>(List.of("[" + value + "]", "80.5", "1e2"));
    Class<?> type = place.type();
    if (type != List.class) {
      wrong.add("[]");
    }
    if (type.isEnum() || Set.of(Whole.class, Text.class, Truth.class).contains(type)) {
      wrong.add("{}");
    }
    if (type == Whole.class) {
      wrong.addAll(List.of("\"\"", "\"80\"", "\" \"", "true", "80.0", "-5", "1e400"));
      wrong.addAll(List.of("18446744073709551616", "null", ""));
    } else if (type == Truth.class) {
      wrong.addAll(List.of("\"\"", "\"true\"", "0", "1"));
    } else {
      wrong.addAll(List.of("0", "true", "false"));
      wrong.add(place.names().contains("format") ? "2" : "1");
    }
    if (type.isEnum()) {
      String upper = value.toUpperCase(Locale.ROOT);
      wrong.addAll(List.of(upper, value.replaceFirst("\"", "\" "), "\"\"", "\"0\"", "\"nothing\""));
    } else if (type != Whole.class && type != Truth.class && type != Text.class) {
      wrong.addAll(List.of("\"\"", "\"x\""));
    }
    if (type == List.class) {
      wrong.addAll(List.of("{}", "[null]", "[" + value.substring(1).replaceFirst("]$", ",null]")));
    }
    if (place.names().stream().anyMatch(TEXTS_OF_A_FORM::contains)) {
      wrong.addAll(List.of("\"\"", "\"x\""));
    }
    return wrong;
  }

  @ParameterizedTest
  @MethodSource("io.github.portregistry.JsonPlaces#places")
  @Tag("whole")
  void whatIsNotOfItsTypeIsRefusedAlikeWithThePathAndWhatWasExpected(JsonPlaces.Place place) {
    for (String wrong : wrongValues(place)) {
      String json = place.with(wrong);
      List<String> problems = new ArrayList<>();
      for (Jackson jackson : Jackson.values()) {
        assertThatExceptionOfType(Jackson.Refused.class)
            .as("%s of %s by %s", wrong, place, jackson)
            .isThrownBy(() -> jackson.read(json, place.document()))
            .satisfies(refused -> hasThePath(refused, place))
            .satisfies(refused -> problems.add(problem(refused)));
      }
      assertThat(problems.get(0))
          .as("%s of %s", wrong, place)
          .isEqualTo(problems.get(1))
          .containsPattern(
              "expected |Cannot deserialize value of type|Cannot construct instance of"
                  + "|Cannot coerce empty String|missing type id property 'kind'"
                  + "|outside 0 to 65535|needs a count")
          .doesNotContain("null pointer", "because \"", "problem: null");
    }
  }

  /** All but the last step are in Jackson's chain; the last is there too, or in the sentence. */
  private static void hasThePath(Jackson.Refused refused, JsonPlaces.Place place) {
    List<String> names = place.names();
    String last = names.get(names.size() - 1);
    for (String name : names.subList(0, names.size() - 1)) {
      assertThat(refused.getMessage()).contains("[\"" + name + "\"]");
    }
    assertThat(refused.getMessage()).containsPattern("\\[\"" + last + "\"]|problem: .*\\b" + last);
  }

  /** The first line, in which one Jackson writes its tokens in another way. */
  private static String problem(Jackson.Refused refused) {
    return refused
        .getMessage()
        .lines()
        .findFirst()
        .orElseThrow()
        .replaceAll("`?JsonToken\\.|`", "");
  }

  @ParameterizedTest
  @MethodSource("io.github.portregistry.JsonPlaces#places")
  void nullIsTheSameAsAbsentAndTheSameForBoth(JsonPlaces.Place place) {
    if (place.path().get(place.path().size() - 1) instanceof Integer) {
      return;
    }
    List<Object> outcomes = new ArrayList<>();
    for (Jackson jackson : Jackson.values()) {
      for (String json : List.of(place.with("null"), place.with(""))) {
        outcomes.add(outcome(jackson, json, place));
      }
    }

    assertThat(Set.copyOf(outcomes)).hasSize(1);
  }

  private static Object outcome(Jackson jackson, String json, JsonPlaces.Place place) {
    try {
      return jackson.read(json, place.document());
    } catch (Jackson.Refused e) {
      String problem = problem(e);
      assertThat(problem)
          .containsPattern(
              " is missing or null, expected |needs at least one|without a port| a doubt: a| no doubt: a"
                  + "|missing type id property 'kind'");
      return problem;
    }
  }

  // What the documents have

  @Test
  void theDocumentsHaveEveryPropertyThatIsRead() {
    Set<Class<?>> types = new LinkedHashSet<>();
    JsonPlaces.places().forEach(place -> types.add(place.owner()));
    List<String> found =
        JsonPlaces.places().stream().map(JsonPlaces.Place::property).distinct().toList();

    assertThat(types).containsAll(publicRecordsThatAreRead());
    for (Class<?> type : types) {
      for (RecordComponent component : type.getRecordComponents()) {
        assertThat(found).contains(type.getName() + "." + component.getName());
      }
    }
  }

  private static List<Class<?>> publicRecordsThatAreRead() {
    return PublicTypes.all().stream()
        .filter(Class::isRecord)
        .<Class<?>>map(JsonPlaces::readType)
        .filter(type -> type.getSimpleName().startsWith("Json"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("publicRecords")
  void whatIsReadHasTheComponentsOfTheRecord(Class<?> type) {
    List<String> read = new ArrayList<>(components(JsonPlaces.readType(type)));
    if (type == Assignment.class) {
      // It follows from the liveness, which older documents have not.
      read.remove("status");
    }
    if (type == ListenerBaseline.class) {
      // The version of the JSON, of which there is one.
      read.remove("format");
    }
    if (type == ProcessRef.class) {
      // Two of its components are flat in JSON.
      assertThat(read).containsAll(List.of("executable", "linkName", "runs", "ancestors"));
      read = new ArrayList<>(components(type));
    }

    assertThat(read).isEqualTo(components(type));
  }

  static List<Class<?>> publicRecords() {
    return PublicTypes.all().stream()
        .filter(Class::isRecord)
        .filter(type -> JsonPlaces.readType(type).isRecord())
        .toList();
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentsAreReadAndWrittenAsTheyAre(Jackson jackson) {
    JsonPlaces.DOCUMENTS.forEach(
        (type, json) -> {
          Object read = jackson.read(json, type);
          assertThat(jackson.read(jackson.write(read), type)).isEqualTo(read);
        });
    assertThat(
            JsonPlaces.TREES.readTree(
                jackson.text(jackson.read(JsonPlaces.PROVENANCE, Provenance.class))))
        .isEqualTo(JsonPlaces.TREES.readTree(JsonPlaces.PROVENANCE));
  }
}
