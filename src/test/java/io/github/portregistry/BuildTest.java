package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The POM that is published, and what the projects of this checkout have to agree on. */
class BuildTest {

  private static final Path PUBLISHED = Path.of("target", ".flattened-pom.xml");

  private static Element published() throws Exception {
    assumeTrue(Files.exists(PUBLISHED), "needs mvn process-resources");
    return project(PUBLISHED);
  }

  private static Element project(Path pom) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(pom.toFile())
        .getDocumentElement();
  }

  private static Stream<Element> children(Element parent) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast);
  }

  /** The text of the element below, or "" if it is not there. */
  private static String text(Element parent, String... path) {
    Element at = parent;
    for (String name : path) {
      List<Element> next = children(at).filter(it -> it.getTagName().equals(name)).toList();
      if (next.isEmpty()) {
        return "";
      }
      at = next.get(0);
    }
    return at.getTextContent().strip();
  }

  @Test
  void thePublishedPomHasNothingOfTheBuild() throws Exception {
    assertThat(children(published()).map(Element::getTagName))
        .containsExactlyInAnyOrder(
            "modelVersion",
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "licenses",
            "developers",
            "scm",
            "dependencies");
  }

  @Test
  void whoDependsOnTheLibraryGetsFastCsvAndJSpecifyAndNothingElse() throws Exception {
    Stream<Element> dependencies =
        children(published())
            .filter(it -> it.getTagName().equals("dependencies"))
            .flatMap(BuildTest::children);

    assertThat(dependencies)
        .filteredOn(it -> !text(it, "optional").equals("true"))
        .filteredOn(it -> !text(it, "scope").equals("provided"))
        .extracting(it -> text(it, "artifactId") + " " + text(it, "scope"))
        .containsExactly("fastcsv compile", "jspecify compile");
  }

  /** Maven Central gives {@code io.github.OWNER} to who shows that GitHub's OWNER is theirs. */
  @Test
  void theProjectsHomeBelongsToTheOwnerOfTheGroup() throws Exception {
    Element project = project(Path.of("pom.xml"));
    String home = "github.com/" + text(project, "groupId").replace("io.github.", "") + "/";

    assertThat(text(project, "url")).contains(home);
    assertThat(text(project, "developers", "developer", "url") + "/").contains(home);
    assertThat(text(project, "scm", "url")).contains(home);
    assertThat(text(project, "scm", "connection")).contains(home);
    assertThat(text(project, "scm", "developerConnection"))
        .contains(home.replace(".com/", ".com:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/jmh/pom.xml", "src/jcstress/pom.xml"})
  void aProjectBesideItTakesTheLibraryOfThisVersion(String pom) throws Exception {
    assertThat(text(project(Path.of(pom)), "properties", "port-registry.version"))
        .isEqualTo(text(project(Path.of("pom.xml")), "version"));
  }

  private static String coordinates(Element artifact) {
    return String.join(
        ":", text(artifact, "groupId"), text(artifact, "artifactId"), text(artifact, "version"));
  }

  @Test
  void gradleAndJBangTakeTheLibraryOfThisVersion() throws Exception {
    String library = coordinates(project(Path.of("pom.xml")));

    assertThat(Files.readString(Path.of("docs", "install.md")))
        .contains("(\"" + library + "\")", "'" + library + "'");
    assertThat(Files.readString(Path.of("jbang-catalog.json"))).contains("\"" + library + "\"");
  }

  @Test
  void jBangTakesWhatTheCommandLineNeeds() throws Exception {
    List<String> optional =
        children(published())
            .filter(it -> it.getTagName().equals("dependencies"))
            .flatMap(BuildTest::children)
            .filter(it -> text(it, "optional").equals("true"))
            .filter(it -> !text(it, "artifactId").equals("jackson-annotations"))
            .map(BuildTest::coordinates)
            .toList();

    assertThat(optional).hasSize(2);
    assertThat(Files.readString(Path.of("jbang-catalog.json")))
        .contains(optional.get(0), optional.get(1));
  }
}
