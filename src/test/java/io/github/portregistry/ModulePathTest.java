package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Opens;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The library as a module, and on a class path with nothing but the JDK. */
@Tag("jvm")
class ModulePathTest {

  private static final String MODULE = "io.github.portregistry";

  @TempDir private Path temp;

  private static ModuleDescriptor descriptor() {
    return ModuleFinder.of(Libraries.mainClasses()).find(MODULE).orElseThrow().descriptor();
  }

  /** What a program printed on both its streams, and how it ended. */
  record Run(int exitCode, String output) {}

  private Run java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(temp, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .directory(temp.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  private static String path(Path... entries) {
    return String.join(
        File.pathSeparator, Set.of(entries).stream().map(Path::toString).sorted().toList());
  }

  /** Compiles a program that uses the library's API, and returns where its class is. */
  private Path compile(String name, String body) throws IOException {
    Path source = temp.resolve(name + ".java");
    Files.writeString(
        source,
        """
        import io.github.portregistry.*;
        import io.github.portregistry.probe.*;

        public class %s {
          public static void main(String[] args) throws Exception {
            %s
          }
        }
        """
            .formatted(name, body));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                temp.toString(),
                source.toString());
    assertThat(result).isZero();
    return temp;
  }

  // The descriptor

  @Test
  void theModuleExportsTheRegistryTheDossierAndTheProbeAndNothingElse() {
    assertThat(descriptor().exports())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrder(MODULE, MODULE + ".dossier", MODULE + ".probe");
    assertThat(descriptor().exports()).noneMatch(ModuleDescriptor.Exports::isQualified);
  }

  @Test
  void theModuleOpensItsPackagesToThoseThatCallThem() {
    Set<String> jackson = Set.of("com.fasterxml.jackson.databind", "tools.jackson.databind");

    assertThat(descriptor().opens())
        .extracting(Opens::source, Opens::targets)
        .containsExactlyInAnyOrder(
            tuple(MODULE, jackson),
            tuple(MODULE + ".json", jackson),
            tuple(MODULE + ".probe", jackson),
            tuple(MODULE + ".cli", Set.of("info.picocli")),
            tuple(MODULE + ".spring", Set.of("spring.core")));
    assertThat(descriptor().isOpen()).isFalse();
  }

  @Test
  void theModuleUsesAndProvidesNothing() {
    assertThat(descriptor().uses()).isEmpty();
    assertThat(descriptor().provides()).isEmpty();
  }

  @Test
  void theModuleRequiresFastCsvAndAllElseOnlyToCompile() {
    List<String> optional =
        List.of(
            "org.jspecify",
            "com.fasterxml.jackson.annotation",
            "info.picocli",
            "tools.jackson.databind",
            "spring.boot",
            "spring.boot.web.server",
            "spring.core");

    assertThat(descriptor().requires())
        .extracting(Requires::name)
        .contains("java.base", "java.xml", "de.siegmar.fastcsv")
        .containsAll(optional)
        .hasSize(optional.size() + 3);
    assertThat(optional).allMatch(name -> modifiers(name).contains(Modifier.STATIC));
    assertThat(modifiers("org.jspecify")).contains(Modifier.TRANSITIVE);
    assertThat(modifiers("de.siegmar.fastcsv")).isEmpty();
  }

  private static Set<Modifier> modifiers(String required) {
    return descriptor().requires().stream()
        .filter(requires -> requires.name().equals(required))
        .findFirst()
        .orElseThrow()
        .modifiers();
  }

  // On the module path

  @Test
  void theCommandRunsOnTheModulePath() throws Exception {
    Run run = command(Libraries.mainClasses(), "432", "--json");

    assertThat(run.output()).contains("\"serviceName\" : \"iasd\"");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void theCommandRunsOnTheModulePathFromAJar() throws Exception {
    Path jar = new LibraryCopy().jar(temp.resolve("port-registry.jar"));
    Run run = command(jar, "432");

    assertThat(run.output()).contains("iasd");
    assertThat(run.exitCode()).isZero();
  }

  private Run command(Path library, String... words) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("--module-path");
    arguments.add(
        path(
            library,
            Libraries.fastCsv(),
            Libraries.locationOf(picocli.CommandLine.class),
            Libraries.locationOf(JsonValue.class),
            Libraries.locationOf(tools.jackson.core.JsonParser.class),
            Libraries.locationOf(tools.jackson.databind.ObjectMapper.class)));
    arguments.addAll(List.of("--add-modules", "info.picocli,tools.jackson.databind"));
    arguments.addAll(List.of("-m", MODULE + "/" + MODULE + ".cli.Main"));
    arguments.addAll(List.of(words));
    return java(arguments.toArray(new String[0]));
  }

  static Stream<Arguments> jacksons() {
    Path annotations = Libraries.locationOf(JsonValue.class);
    return Stream.of(
        Arguments.of(
            "com.fasterxml.jackson.databind",
            path(
                annotations,
                Libraries.locationOf(com.fasterxml.jackson.core.JsonParser.class),
                Libraries.locationOf(com.fasterxml.jackson.databind.ObjectMapper.class))),
        Arguments.of(
            "tools.jackson.databind",
            path(
                annotations,
                Libraries.locationOf(tools.jackson.core.JsonParser.class),
                Libraries.locationOf(tools.jackson.databind.ObjectMapper.class))));
  }

  @ParameterizedTest
  @MethodSource("jacksons")
  @Tag("jvm")
  void jsonIsWrittenAndReadOnTheModulePath(String module, String jackson) throws Exception {
    Path program =
        compile(
            "Json",
            """
            var mapper = new %s.ObjectMapper();
            System.out.println(ModuleLayer.boot().findModule("io.github.portregistry").isPresent());
            PortFinding finding = ListenerProbe.local().check(432);
            byte[] json = mapper.writeValueAsBytes(finding);
            System.out.println(mapper.readValue(json, PortFinding.class).equals(finding));
            byte[] vanished = mapper.writeValueAsBytes(new Vanished("closed"));
            System.out.println(mapper.readValue(vanished, Ownership.class));
            """
                .formatted(module));

    Run run =
        java(
            "--module-path",
            path(Libraries.mainClasses(), Libraries.fastCsv()) + File.pathSeparator + jackson,
            "--add-modules",
            MODULE + "," + module,
            "-cp",
            path(program),
            "Json");

    assertThat(run.output().lines()).containsExactly("true", "true", "Vanished[why=closed]");
  }

  // On a class path of the library alone

  @Test
  void aLookUpNeedsNeitherFastCsvNorTheAnnotations() throws Exception {
    Path program =
        compile(
            "Alone",
            "System.out.println(PortRegistry.lookup(432).assignments().get(0).serviceName());");

    Run run = java("-cp", path(Libraries.mainClasses(), program), "Alone");

    assertThat(run).isEqualTo(new Run(0, "iasd" + System.lineSeparator()));
  }

  @Test
  void namesAndServicesNeedNeitherFastCsvNorTheAnnotations() throws Exception {
    Path program =
        compile(
            "Names",
            """
            System.out.println(PortRegistry.bundled().serviceName(443, Transport.TCP));
            System.out.println(PortRegistry.bundled().service("HTTPS").get(0).ports());
            """);

    Run run = java("-cp", path(Libraries.mainClasses(), program), "Names");

    assertThat(run.output().lines()).containsExactly("https", "443");
    assertThat(run.exitCode()).isZero();
  }
}
