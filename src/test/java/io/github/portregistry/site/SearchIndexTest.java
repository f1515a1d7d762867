package io.github.portregistry.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.EverydayName;
import io.github.portregistry.IanaState;
import io.github.portregistry.Liveness;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchIndexTest {

  private static final SearchIndex WITHOUT_NAMES = new SearchIndex(PortRegistry.of("x", List.of()));

  private static String script(PortRecord... ports) {
    return WITHOUT_NAMES.script(List.of(ports));
  }

  @Test
  void eachNumberIsTheStepFromTheOneBefore() {
    assertThat(
            script(
                MadePages.assigned(7, MadePages.service(7, "a", "", Liveness.UNEXAMINED)),
                MadePages.assigned(9, MadePages.service(9, "b", "", Liveness.UNEXAMINED)),
                MadePages.assigned(1000, MadePages.service(1000, "c", "", Liveness.UNEXAMINED))))
        .isEqualTo("portRegistrySearch(\"7\\ta1\\ta\\n2\\ta1\\tb\\n991\\ta1\\tc\\n\");\n");
  }

  @Test
  void aLineHasNamesFormerNamesProgramsAndATitle() {
    PortRecord port =
        MadePages.port(
            7,
            Map.of(
                "assignments",
                List.of(
                    MadePages.service(7, "a", "", Liveness.IN_USE),
                    MadePages.service(7, "b", "B", Liveness.IN_USE),
                    MadePages.service(7, "c", "See\tthis", Liveness.IN_USE),
                    MadePages.service(7, "d", "Not this", Liveness.IN_USE)),
                "observedUses",
                List.of(
                    MadePages.use(7, 7, "Program", "called"),
                    MadePages.use(7, 7, "Other\t", ""),
                    MadePages.use(7, 23, "Range", "")),
                "formerAssignments",
                List.of(MadePages.former("f", "", "2001-01-01"))));

    assertThat(script(port))
        .isEqualTo(
            "portRegistrySearch(\"7\\ta5\\tcalled|a|b|c|d\\tf\\tProgram|Other \\tSee this"
                + "\\n\");\n");
  }

  @Test
  void aTitleAfterNoNamesKeepsItsPlace() {
    PortRecord port = MadePages.assigned(7, MadePages.service(7, "a", "T", Liveness.IN_USE));

    assertThat(script(port)).isEqualTo("portRegistrySearch(\"7\\ta2\\ta\\t\\t\\tT\\n\");\n");
  }

  @Test
  void whatEndsOrConfusesAScriptIsEscaped() {
    PortRecord port =
        MadePages.assigned(
            7, MadePages.service(7, "a", "</script>\"\\\u0001\u2028\u2029 é~", Liveness.IN_USE));

    assertThat(script(port))
        .isEqualTo(
            "portRegistrySearch(\"7\\ta2\\ta\\t\\t\\t\\u003c/script>\\\"\\\\\\u0001\\u2028\\u2029"
                + " é~\\n\");\n");
  }

  @ParameterizedTest
  @CsvSource({"GHOST, g0", "UNEXAMINED, a1", "IN_USE, a2"})
  void aPortWeighsMoreTheMoreAliveItsServiceIs(Liveness liveness, String weight) {
    PortRecord port = MadePages.assigned(7, MadePages.service(7, "a", "", liveness));

    assertThat(script(port)).contains("7\\t" + weight + "\\ta");
  }

  @Test
  void thePortOfADominantUseWeighsThreeMore() {
    assertThat(script(MadePages.used(7, MadePages.use(7, 7, "P", "called")))).contains("7\\tu3");
    assertThat(script(MadePages.used(7, MadePages.use(7, 7, "P", "")))).contains("7\\tu0");
  }

  @ParameterizedTest
  @CsvSource({"RESERVED, RESERVED, s0", "UNASSIGNED, RELEASED, r0", "UNASSIGNED, UNASSIGNED, u0"})
  void aPortWithoutAServiceWeighsNothing(IanaState state, PortStatus status, String weight) {
    PortRecord port = MadePages.released(7, List.of(MadePages.row(7, null, state, status)));

    assertThat(script(port)).isEqualTo("portRegistrySearch(\"7\\t" + weight + "\\n\");\n");
  }

  @Test
  void aDynamicPortHasALetterOfItsOwn() {
    assertThat(script(MadePages.port(50000, Map.of()))).contains("50000\\td0\\n");
  }

  /** With the first everyday name of the packaged table, and others of its port. */
  @Test
  void anEverydayNameIsANameAndWeighsOneMore() {
    PortRegistry registry = PortRegistry.bundled();
    EverydayName name = registry.everydayNames().get(0);
    List<String> names =
        registry.everydayNames().stream()
            .filter(each -> each.port() == name.port())
            .map(EverydayName::name)
            .distinct()
            .toList();
    PortRecord port =
        MadePages.assigned(
            name.port(), MadePages.service(name.port(), "a", "", Liveness.UNEXAMINED));

    assertThat(new SearchIndex(registry).script(List.of(port)))
        .isEqualTo(
            "portRegistrySearch(\""
                + name.port()
                + "\\ta2\\ta|"
                + String.join("|", names)
                + "\\n\");\n");
  }

  @Test
  void ofServicesOverSeveralTransportsTheNameStandsOnce() {
    PortRecord port =
        MadePages.assigned(
            7,
            MadePages.service(7, "a", "", "", Transport.TCP, Liveness.IN_USE),
            MadePages.service(7, "a", "", "", Transport.UDP, Liveness.IN_USE));

    assertThat(script(port)).contains("7\\ta2\\ta\\n");
  }
}
