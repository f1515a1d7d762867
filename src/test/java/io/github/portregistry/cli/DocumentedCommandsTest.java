package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that a document names, outside the blocks that {@link ConsoleTest} runs. A command
 * of ours runs here. What Maven is told has to be in the POM and in the sources, as a build in the
 * build would take hours. All others are listed, with the reason why they are not run.
 */
class DocumentedCommandsTest {

  /** A command that is not run, by its beginning, and why. */
  private static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry("apt-get install", "installs servers; needs root and a network"),
          Map.entry("cd ", "goes with the line after it"),
          Map.entry("export CLASSPATH=", "goes with the lines after it"),
          Map.entry("servers=src/test/resources/", "goes with the line after it"),
          Map.entry("git ", "changes the repository, or shows what is in it"),
          Map.entry("java -cp 'classes:libs/*' org.openjdk.jcstress.Main", "takes hours"),
          Map.entry("java -jar ...-cli.jar", "the jar is made after the tests"),
          Map.entry("java -version", "is Java's own"),
          Map.entry("java billing.jar", "is a name in an example"),
          Map.entry("java org.openjdk.jmh.Main", "is a benchmark"),
          Map.entry("jbang ", "needs JBang, and downloads"),
          Map.entry("mkdir -p ", "changes the home folder"),
          Map.entry("npx ", "downloads"),
          Map.entry("podman ", "starts a container engine"),
          Map.entry("printf ", "keeps Debian from starting servers; needs root"),
          Map.entry("source <(", "LauncherTest and CompletionTest check completion"),
          Map.entry("sudo --preserve-env=CLASSPATH unshare", "is a benchmark, and needs root"),
          Map.entry("sudo install ", "writes to /usr/local"),
          Map.entry("sudo ss ", "is the system's own"),
          Map.entry("sudo systemctl ", "is the system's own, in an example"));

  private static final Pattern SHELL_BLOCK =
      Pattern.compile("^( *)```sh\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern INLINE = Pattern.compile("(?<!`)`([^`\n]+)`(?!`)");

  /** Words with which a command begins; a text of code that begins otherwise is no command. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(?:mvn|port-registry|target/port-registry|java|jbang|sudo|git|npx|podman|cd|mkdir|source"
              + "|export|printf|apt-get)\\s.+|\\.ci/[a-z-]+.*|servers=.*|-D\\S+|exec:\\S+",
          Pattern.DOTALL);

  /** What changes from reader to reader: a version, a path. Such a form is no command to run. */
  private static final Pattern PLACEHOLDER = Pattern.compile("<\\w+>|/path/to/|\\.\\.\\.$");

  private static final Set<String> PHASES =
      Set.of("clean", "compile", "test-compile", "test", "package", "verify", "install", "deploy");

  @TempDir private Path directory;

  record Command(String place, String line) {
    @Override
    public String toString() {
      return place + " " + line;
    }
  }

  static List<Command> commands() throws IOException {
    Map<String, Command> commands = new LinkedHashMap<>();
    for (String document : Documents.all()) {
      if (!document.startsWith("docs/ports/")) {
        String text = Documents.text(document);
        Stream.concat(blocks(text), inline(text))
            .filter(line -> BEGINNING.matcher(line).matches())
            .filter(line -> !PLACEHOLDER.matcher(line).find())
            .forEach(line -> commands.putIfAbsent(line, new Command(document, line)));
      }
    }
    return List.copyOf(commands.values());
  }

  private static Stream<String> blocks(String text) {
    Stream<String> fenced = SHELL_BLOCK.matcher(text).results().map(block -> block.group(2));
    return Stream.concat(fenced, Documents.indentedBlocks(text).stream())
        .map(block -> block.replaceAll("\\\\\n\\s*", ""))
        .flatMap(String::lines)
        .flatMap(line -> Stream.of(line.split(" && ", -1)))
        .map(line -> line.strip().replaceFirst("^\\$ ", "").replaceFirst("\\s+#.*$", ""));
  }

  private static Stream<String> inline(String text) {
    return INLINE
        .matcher(Documents.withoutBlocks(text))
        .results()
        .map(code -> code.group(1).strip());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandWorksOrIsListedWithTheReasonWhyItIsNotRun(Command command) throws IOException {
    String line = command.line();
    List<String> words = words(line);
    if (NOT_RUN.keySet().stream().anyMatch(line::startsWith)) {
      return;
    }
    if (words.get(0).equals("sudo")) {
      words = words.subList(1, words.size());
    }
    if (words.get(0).startsWith("-D") || words.get(0).startsWith("exec:")) {
      words.add(0, "mvn");
    }
    switch (words.get(0)) {
      case "mvn" -> requireInThePom(words);
      case "java" -> requireJava(words);
      case "port-registry", "target/port-registry" -> run(words.subList(1, words.size()));
      default -> {
        assertThat(words.get(0)).as("a command that nothing here runs").startsWith(".ci/");
        assertThat(Path.of(words.get(0))).isExecutable();
      }
    }
  }

  @Test
  void whatIsNotRunIsInADocument() throws IOException {
    List<Command> commands = commands();

    assertThat(NOT_RUN.keySet())
        .allMatch(start -> commands.stream().anyMatch(it -> it.line().startsWith(start)));
  }

  private static List<String> words(String line) {
    return Pattern.compile("\"([^\"]*)\"|'([^']*)'|(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+")
        .matcher(line)
        .results()
        .map(word -> word.group().replaceAll("[\"']", ""))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  // port-registry

  private void run(List<String> words) throws IOException {
    int redirected = words.indexOf(">");
    List<String> arguments = redirected < 0 ? words : words.subList(0, redirected);
    Cli.run("listening", "--save", directory.resolve("baseline.json").toString());
    Files.writeString(directory.resolve("allowed.csv"), "port\n*\n");
    Files.writeString(directory.resolve("iana.csv"), IANA);
    Cli cli = Cli.run(arguments.stream().map(this::file).toArray(String[]::new));

    assertThat(cli.status()).as(cli.err()).isLessThanOrEqualTo(usualStatus(arguments));
  }

  /** A file that lacks rows is a find of {@code refresh}, and has the status of a wrong call. */
  private static int usualStatus(List<String> arguments) {
    return arguments.get(0).equals("refresh") ? Main.USAGE : Main.NOTHING;
  }

  private static final String IANA =
      "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration Date,"
          + "Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes\n"
          + "http,80,tcp,World Wide Web HTTP,[IESG],[IETF_Chair],,2021-10-01,[RFC9110],,,\n";

  /** A file of a document, in a folder that is gone after the test. */
  private String file(String word) {
    if (word.equals("FILE") || word.equals("service-names-port-numbers.csv")) {
      return directory.resolve("iana.csv").toString();
    }
    return word.matches("\\S+\\.(?:json|csv|xml)")
        ? directory.resolve(Path.of(word).getFileName()).toString()
        : word;
  }

  // Java

  private static void requireJava(List<String> words) throws IOException {
    int jar = words.indexOf("-jar");
    if (jar >= 0) {
      String file = words.get(jar + 1);
      assertThat(file)
          .endsWith(file.endsWith(".jar") ? "-" + version() + "-cli.jar" : "/port-registry");
      return;
    }
    assertThat(source(words.get(1), "src/jmh/java")).exists();
  }

  private static String version() throws IOException {
    Matcher version = Pattern.compile("<version>([^<]+)<").matcher(text(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private static Path source(String type, String folder) {
    return Path.of(folder, type.replace('.', '/') + ".java");
  }

  // Maven

  private static void requireInThePom(List<String> words) throws IOException {
    int file = words.indexOf("-f");
    String pom = text(Path.of(file < 0 ? "." : words.get(file + 1), "pom.xml"));
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-f")) {
        i++;
      } else if (word.startsWith("-P")) {
        assertThat(pom).contains("<id>" + word.substring(2) + "</id>");
      } else if (word.startsWith("-D")) {
        requireProperty(pom, word.substring(2), words);
      } else if (word.contains(":")) {
        requireGoal(pom, word);
      } else if (!word.equals("-q") && !word.equals("-B")) {
        assertThat(PHASES).contains(word);
      }
    }
  }

  private static void requireGoal(String pom, String goal) {
    String[] parts = goal.split("[:@]", -1);
    assertThat(pom)
        .containsPattern(
            "<artifactId>(?:maven-)?" + parts[0] + "(?:-maven)?(?:-plugin)?</artifactId>");
    if (parts.length == 3) {
      Matcher main =
          Pattern.compile("<id>" + parts[2] + "</id>(?:(?!</execution>).)*", Pattern.DOTALL)
              .matcher(pom);
      assertThat(main.find()).as("an execution " + parts[2]).isTrue();
      Matcher type =
          Pattern.compile("<mainClass>(io\\.github\\.portregistry\\.[^<]+)<").matcher(main.group());
      if (type.find()) {
        assertThat(source(type.group(1), "src/maintain/java")).exists();
      }
    }
  }

  private static void requireProperty(String pom, String setting, List<String> words)
      throws IOException {
    String name = setting.replaceFirst("=.*", "");
    String value = setting.contains("=") ? setting.substring(setting.indexOf('=') + 1) : "";
    switch (name) {
      case "skipTests",
          "gpg.skip",
          "skipPublishing",
          "altDeploymentRepository",
          "threads",
          "additionalClasspathElements",
          "jvmArgs",
          "excludedClasses" -> {
        // Of plugins that need no setting in the POM.
      }
      case "test" -> assertThat(testSources()).anyMatch(it -> it.endsWith("/" + value + ".java"));
      case "fuzz.target" ->
          assertThat(Path.of("src/test/java/io/github/portregistry/" + value + ".java")).exists();
      case "groups", "excludedGroups" ->
          assertThat(value).matches(it -> it.equals("none") || isTag(it));
      case "invoker.test" -> assertThat(Path.of("src/it", value, "pom.xml")).exists();
      case "targetClasses", "targetTests" ->
          assertThat(value).matches("io\\.github\\.portregistry\\..+|\"?\\$(CLASSES|LINUX)\"?");
      case "excludedTestClasses" -> {
        if (value.matches("\"?\\$LINUX(,\\$SLOW)?\"?")) {
          return;
        }
        for (String pattern : value.split(",", -1)) {
          String folder = pattern.replace("*", "").replace(".", "");
          assertThat(Path.of("src/test/java/io/github/portregistry", folder)).isDirectory();
        }
      }
      case "exec.args" -> requireArguments(value, words);
      default ->
          assertThat(
                  pom.contains("${" + name + "}") || pom.contains("<" + name + ">") || isRead(name))
              .as("something reads " + name)
              .isTrue();
    }
  }

  private static void requireArguments(String arguments, List<String> words) throws IOException {
    if (words.contains("exec:java")) {
      assertThat(Cli.run(arguments.split(" ", -1)).status()).isEqualTo(Main.FOUND);
    } else if (words.contains("exec:java@refresh")) {
      assertThat(Documents.text("src/maintain/java/io/github/portregistry/RegistryImporter.java"))
          .contains("case \"" + arguments.replaceFirst(" .*", "") + "\"");
    }
  }

  private static boolean isTag(String name) {
    return testSources().anyMatch(it -> text(Path.of(it)).contains("@Tag(\"" + name + "\")"));
  }

  private static boolean isRead(String name) {
    return testSources().anyMatch(it -> text(Path.of(it)).contains("(\"" + name + "\""));
  }

  private static Stream<String> testSources() {
    try (Stream<Path> paths = Files.walk(Path.of("src/test/java"))) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> path.toString().replace('\\', '/'))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
