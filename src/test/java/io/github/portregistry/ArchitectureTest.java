package io.github.portregistry;

import static java.lang.invoke.MethodType.methodType;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Which class may know which, read from the compiled classes by jdeps; docs/design.md shows the
 * same picture.
 */
class ArchitectureTest {

  private static final String BASE = "io.github.portregistry";

  /** The packages that each package may use; the root's own name is "". */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "", Set.of("csv", "fact", "iana", "json", "past"),
          "csv", Set.of(""),
          "fact", Set.of("", "csv"),
          "iana", Set.of("", "csv", "fact"),
          "past", Set.of("", "csv", "fact"),
          "dossier", Set.of("", "csv"),
          "greeting", Set.of("", "csv", "fact"),
          "probe", Set.of("", "csv", "dossier", "greeting", "json"),
          "cli", Set.of("", "csv", "dossier", "probe"),
          "spring", Set.of("", "dossier", "probe"));

  /** The hidden packages that the tables and lookups of the root stand on. */
  private static final Set<String> INTERNAL = Set.of("csv", "fact", "iana", "past");

  /** Records that know a rarely needed form of themselves, and types that are declared together. */
  static final Set<Set<String>> NATURAL_CIRCLES =
      Set.of(
          Set.of("Assignment", "RegistryRow", "UnnamedEntry"),
          Set.of(
              "Packaged", "PackagedFacts", "PortJson", "PortRecord", "PortRegistry", "TableWriter"),
          Set.of(
              "dossier.Dossier",
              "dossier.DossierMarkdown",
              "dossier.DossierSections",
              "dossier.DossierSummary",
              "dossier.DossierText",
              "dossier.RegistryItems"));

  /** What a first lookup loads. */
  static final List<String> FIRST_CLASSES =
      List.of(
          "Assignment",
          "Liveness",
          "Packaged",
          "PortRange",
          "PortRecord",
          "PortRegistry",
          "PortSpan",
          "PortStatus",
          "PortTable",
          "RegistryRow",
          "Transport",
          "csv.Fields");

  /** Each class, without its package's common beginning, and the classes that it uses. */
  private static final Map<String, Set<String>> USES = new TreeMap<>();

  @BeforeAll
  static void askJdeps() {
    StringWriter printed = new StringWriter();
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    int exit =
        jdeps.run(
            new PrintWriter(printed),
            new PrintWriter(printed),
            "-verbose:class",
            "-filter:none",
            Libraries.mainClasses().resolve("io").toString());
    assertThat(exit).as(printed.toString()).isZero();
    Matcher arrow =
        Pattern.compile("^ +(\\S+) +-> (\\S+) ", Pattern.MULTILINE).matcher(printed.toString());
    while (arrow.find()) {
      String from = outermost(arrow.group(1));
      String to = outermost(arrow.group(2));
      if (from.startsWith(BASE) && to.startsWith(BASE) && !from.equals(to)) {
        USES.computeIfAbsent(shortName(from), absent -> new TreeSet<>()).add(shortName(to));
      }
    }
  }

  private static String outermost(String type) {
    int nested = type.indexOf('$');
    return nested < 0 ? type : type.substring(0, nested);
  }

  private static String shortName(String type) {
    return type.substring(BASE.length() + 1);
  }

  private static String packageOf(String type) {
    int dot = type.indexOf('.');
    return dot < 0 ? "" : type.substring(0, dot);
  }

  @Test
  void packagesUseEachOtherInOneDirection() {
    Map<String, Set<String>> found = new TreeMap<>();
    USES.forEach(
        (from, uses) ->
            uses.stream()
                .map(ArchitectureTest::packageOf)
                .filter(to -> !to.equals(packageOf(from)))
                .forEach(
                    to ->
                        found.computeIfAbsent(packageOf(from), absent -> new TreeSet<>()).add(to)));

    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    found.forEach((from, to) -> assertThat(ARROWS.get(from)).as(from).containsAll(to));
  }

  @Test
  void whatIsBeneathTheTablesKnowsOnlyTheValuesOfTheRoot() {
    Set<String> known =
        USES.entrySet().stream()
            .filter(uses -> INTERNAL.contains(packageOf(uses.getKey())))
            .flatMap(uses -> uses.getValue().stream())
            .filter(type -> packageOf(type).isEmpty())
            .collect(toCollection(TreeSet::new));

    assertThat(known).isNotEmpty();
    assertThat(known).allSatisfy(value -> assertThat(Class.forName(BASE + '.' + value)).isPublic());
    assertThat(known).doesNotContain("PortRegistry", "PortRecord");
  }

  @Test
  void theValuesOfTheRootKnowNoTable() {
    Set<String> values =
        PublicTypes.all().stream()
            .map(type -> shortName(outermost(type.getName())))
            .filter(type -> packageOf(type).isEmpty())
            .collect(toCollection(TreeSet::new));
    values.removeAll(Set.of("PortRegistry", "PortRecord", "Provenance"));

    assertThat(values).hasSizeGreaterThan(10);
    // How Jackson sees them, and what they are called in a log.
    values.addAll(Set.of("Json", "ToString", "csv.OneLine"));
    assertThat(values)
        .allSatisfy(
            value ->
                assertThat(USES.getOrDefault(value, Set.of()))
                    .filteredOn(used -> !packageOf(used).equals("json"))
                    .isSubsetOf(values));
  }

  @Test
  void circlesOfClassesAreTheNaturalOnes() {
    assertThat(
            circles().stream().filter(circle -> !circle.toString().matches(".*\\b(cli|probe).*")))
        .containsExactlyInAnyOrderElementsOf(NATURAL_CIRCLES);
  }

  /** Classes of which each reaches the others and itself. */
  private static Set<Set<String>> circles() {
    Map<String, Set<String>> reached = new HashMap<>();
    USES.keySet().forEach(type -> reached.put(type, reachedFrom(type)));
    return USES.keySet().stream()
        .map(
            type ->
                reached.get(type).stream()
                    .filter(other -> reached.getOrDefault(other, Set.of()).contains(type))
                    .collect(toCollection(TreeSet::new)))
        .filter(circle -> !circle.isEmpty())
        .collect(toSet());
  }

  private static Set<String> reachedFrom(String type) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(USES.getOrDefault(type, Set.of()));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (reached.add(next)) {
        open.addAll(USES.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  /** Each class of a jar costs the first answer of a JVM up to half a millisecond. */
  @Test
  void theFirstLookUpLoadsTheseClassesAndNoOther() throws Throwable {
    List<String> loaded = new ArrayList<>();
    URL[] classes = {Libraries.mainClasses().toUri().toURL()};
    try (URLClassLoader loader = new RecordingLoader(classes, loaded)) {
      Class<?> registry = loader.loadClass(PortRegistry.class.getName());
      Class<?> record = loader.loadClass(PortRecord.class.getName());
      // Not by reflection, which loads the classes of all public methods.
      MethodHandle lookup =
          MethodHandles.publicLookup()
              .findStatic(registry, "lookup", methodType(record, int.class));
      Object found = lookup.invoke(432);
      MethodHandle status = method(found, "status", loader.loadClass(PortStatus.class.getName()));
      assertThat(status.invoke(found)).hasToString(PortRegistry.lookup(432).status().toString());
      assertThat((List<?>) method(found, "assignments", List.class).invoke(found)).hasSize(2);
    }

    assertThat(loaded).containsExactlyInAnyOrderElementsOf(FIRST_CLASSES);
  }

  private static MethodHandle method(Object of, String name, Class<?> returned)
      throws ReflectiveOperationException {
    return MethodHandles.publicLookup().findVirtual(of.getClass(), name, methodType(returned));
  }

  private static final class RecordingLoader extends URLClassLoader {

    private final List<String> loaded;

    RecordingLoader(URL[] urls, List<String> loaded) {
      super(urls, ClassLoader.getPlatformClassLoader());
      this.loaded = loaded;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> found = super.findClass(name);
      if (name.startsWith(BASE)) {
        loaded.add(shortName(name));
      }
      return found;
    }
  }
}
