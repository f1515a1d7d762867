package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.greeting.LoopbackServer;
import io.github.portregistry.probe.Known;
import io.github.portregistry.probe.ListenerProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A package that is not whole fails clearly, each time in the same way, and is never half read. */
@Tag("jvm")
class DamagedPackageTest {

  private static final String PORTS = "port-registry.csv";
  private static final String FORMER = "former-assignments.csv";
  private static final String PROVENANCE = "provenance.properties";
  private static final String WHOLE =
      "; is the jar whole, and the one that the program started with?";

  @TempDir private Path temp;
  private LibraryCopy copy;

  enum Form {
    DIRECTORY,
    JAR
  }

  @BeforeEach
  void copyTheLibrary() throws IOException {
    copy = new LibraryCopy();
  }

  private URLClassLoader loader(Form form) throws IOException {
    return LibraryCopy.loader(
        form == Form.JAR
            ? copy.jar(temp.resolve("library.jar"))
            : copy.directory(temp.resolve("classes")));
  }

  private void assertFailsTwice(Form form, Function<ClassLoader, Object> call, String message)
      throws IOException {
    try (URLClassLoader loader = loader(form)) {
      Object first = call.apply(loader);
      Object second = call.apply(loader);

      assertThat(first).isInstanceOf(RuntimeException.class);
      assertThat((Throwable) first).hasMessage(message);
      assertThat(first.getClass().getName()).isEqualTo(RegistryFormatException.class.getName());
      assertThat(second).isSameAs(first);
    }
  }

  private void assertLookupFailsTwice(Form form, String message) throws IOException {
    assertFailsTwice(form, loader -> LibraryCopy.lookup(loader, 443), message);
  }

  private static String crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return Long.toHexString(crc.getValue());
  }

  private String provenance() {
    return new String(copy.table(PROVENANCE), StandardCharsets.ISO_8859_1);
  }

  /** Changes what is stated, and its own checksum with it: what a faulty importer would write. */
  private void changeProvenance(String from, String to) {
    String text = provenance();
    String changed = text.replaceFirst(from, to);
    assertThat(changed).isNotEqualTo(text);
    withProvenance(changed);
  }

  private void withProvenance(String text) {
    String stated = text.substring(0, text.lastIndexOf("\ncrc32=") + 1);
    String crc32 = crc(stated.getBytes(StandardCharsets.ISO_8859_1));
    copy.with(PROVENANCE, (stated + "crc32=" + crc32 + '\n').getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @EnumSource
  void aWholeCopyWorks(Form form) throws IOException {
    try (URLClassLoader loader = loader(form)) {
      assertThat(LibraryCopy.lookup(loader, 443)).isEqualTo(PortRegistry.lookup(443).toString());
    }
  }

  @Test
  void aProbeThatAsksFailsWithoutTheTableOfGreetings() throws IOException {
    copy.without("greetings.csv");
    try (ServerSocket socket = LoopbackServer.onUnknownPort(InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      assumeTrue(
          !ListenerProbe.local().check(port).listeners().isEmpty(), "needs to see listeners");

      assertFailsTwice(
          Form.JAR,
          loader -> LibraryCopy.check(loader, port),
          "packaged greetings.csv: expected a resource beside io.github.portregistry.PortRegistry"
              + " but found none"
              + WHOLE);
    }
  }

  @Test
  void anOwnerThatCannotBeReadWithoutTheTableOfProgramsIsReportedWithTheReason()
      throws IOException {
    copy.without("probe/known-programs.csv");
    try (ServerSocket socket = LoopbackServer.onUnknownPort(InetAddress.getLoopbackAddress());
        URLClassLoader loader = loader(Form.JAR)) {
      int port = socket.getLocalPort();
      assumeTrue(
          ListenerProbe.local().check(port).listeners().stream()
              .anyMatch(listener -> listener.ownership() instanceof Known),
          "needs to see owners");

      assertThat(LibraryCopy.check(loader, port))
          .asString()
          .contains("packaged known-programs.csv: expected a resource beside")
          .contains(WHOLE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTruncatedTableFails(Form form) throws IOException {
    byte[] table = copy.table(PORTS);
    copy.with(PORTS, Arrays.copyOf(table, table.length / 2));

    assertLookupFailsTwice(
        form,
        "packaged port-registry.csv: expected "
            + table.length
            + " bytes but found "
            + table.length / 2
            + " bytes"
            + WHOLE);
  }

  @ParameterizedTest
  @EnumSource
  void aTableWithOneByteChangedFails(Form form) throws IOException {
    byte[] table = copy.table(PORTS);
    byte[] changed = table.clone();
    changed[table.length - 100] ^= 1;
    copy.with(PORTS, changed);

    assertLookupFailsTwice(
        form,
        "packaged port-registry.csv: expected the CRC-32 "
            + crc(table)
            + " but found "
            + crc(changed)
            + WHOLE);
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyTableFails(Form form) throws IOException {
    int length = copy.table(PORTS).length;
    copy.with(PORTS, new byte[0]);

    assertLookupFailsTwice(
        form,
        "packaged port-registry.csv: expected " + length + " bytes but found 0 bytes" + WHOLE);
  }

  @ParameterizedTest
  @EnumSource
  void aMissingTableFails(Form form) throws IOException {
    copy.without(PORTS);

    assertLookupFailsTwice(
        form,
        "packaged port-registry.csv: expected a resource beside io.github.portregistry.Packaged"
            + " but found none"
            + WHOLE);
  }

  @ParameterizedTest
  @EnumSource
  void aMissingProvenanceFails(Form form) throws IOException {
    copy.without(PROVENANCE);

    assertLookupFailsTwice(
        form,
        "packaged provenance.properties: expected a resource beside"
            + " io.github.portregistry.Packaged but found none"
            + WHOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "port-registry.csv.crc32", "port-registry.csv.sha256"})
  void aProvenanceWithoutAKeyFails(String key) throws IOException {
    changeProvenance(key.replace(".", "\\.") + "=", "x=");

    assertLookupFailsTwice(
        Form.DIRECTORY,
        "packaged provenance.properties: expected the key " + key + " but found none" + WHOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12x", "-1", "1 2", "1.0", " 7 "})
  void aLengthThatIsNoNumberFails(String length) throws IOException {
    changeProvenance("port-registry\\.csv\\.bytes=\\d+", "port-registry.csv.bytes=" + length);

    assertLookupFailsTwice(
        Form.DIRECTORY,
        "packaged provenance.properties: expected 1 number for port-registry.csv.bytes but found \""
            + length
            + '"'
            + WHOLE);
  }

  @Test
  void aWrongLengthFails() throws IOException {
    int length = copy.table(PORTS).length;
    changeProvenance("port-registry\\.csv\\.bytes=\\d+", "port-registry.csv.bytes=7");

    assertLookupFailsTwice(
        Form.DIRECTORY,
        "packaged port-registry.csv: expected 7 bytes but found " + length + " bytes" + WHOLE);
  }

  /** What is stated, with other numbers that tell where the rows of each run start. */
  private String provenanceWith(UnaryOperator<List<String>> change) {
    String text = provenance();
    String key = "\nport-registry.csv.starts=";
    int from = text.indexOf(key) + key.length();
    int to = text.indexOf('\n', from);
    List<String> starts = new ArrayList<>(List.of(text.substring(from, to).split(" ", -1)));
    return text.substring(0, from) + String.join(" ", change.apply(starts)) + text.substring(to);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void startsThatAreTooFewOrTooManyFail(boolean tooMany) throws IOException {
    withProvenance(
        provenanceWith(
            starts -> {
              if (tooMany) {
                starts.add("1041962");
              } else {
                starts.remove(0);
              }
              return starts;
            }));

    try (URLClassLoader loader = loader(Form.DIRECTORY)) {
      Throwable first = (Throwable) LibraryCopy.lookup(loader, 443);

      assertThat(first)
          .hasMessageStartingWith(
              "packaged provenance.properties: expected "
                  + (PortTable.RUNS + 1)
                  + " numbers for port-registry.csv.starts but found \"");
      assertThat(LibraryCopy.lookup(loader, 443)).isSameAs(first);
    }
  }

  /** Each of these once hid the rows of 443. */
  @ParameterizedTest
  @ValueSource(strings = {"9", "99999999", "next", "+1"})
  void aWrongStartIsNoEmptyAnswer(String wrong) throws IOException {
    int run = 443 / (65536 / PortTable.RUNS);
    String damaged =
        provenanceWith(
            starts -> {
              String right = starts.get(run);
              String next = starts.get(run + 1);
              String shifted = "" + (Integer.parseInt(right) + 1);
              starts.set(run, wrong.equals("next") ? next : wrong.equals("+1") ? shifted : wrong);
              return starts;
            });
    copy.with(PROVENANCE, damaged.getBytes(StandardCharsets.ISO_8859_1));

    try (URLClassLoader loader = loader(Form.DIRECTORY)) {
      Object first = LibraryCopy.lookup(loader, 443);
      assertThat(first).isInstanceOf(RuntimeException.class);
      assertThat((Throwable) first)
          .hasMessageStartingWith("packaged provenance.properties: expected the CRC-32 ");
      assertThat(LibraryCopy.lookup(loader, 443)).isSameAs(first);
    }
  }

  @Test
  void aJarWhoseDataCannotBeUnpackedFails() throws IOException {
    Path jar = copy.jar(temp.resolve("library.jar"));
    byte[] bytes = Files.readAllBytes(jar);
    int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(PORTS) + PORTS.length();
    Arrays.fill(bytes, data, data + 100, (byte) 0xFF);
    Files.write(jar, bytes);

    try (URLClassLoader loader = LibraryCopy.loader(jar)) {
      Object first = LibraryCopy.lookup(loader, 443);
      assertThat(first.getClass().getName()).isEqualTo(RegistryFormatException.class.getName());
      assertThat((Throwable) first)
          .hasMessageStartingWith("packaged port-registry.csv: expected a resource but found what")
          .hasRootCauseInstanceOf(IOException.class);
      assertThat(LibraryCopy.lookup(loader, 443)).isSameAs(first);
    }
  }

  @Test
  void aWrongSha256FailsWhenTheProvenanceIsAskedFor() throws IOException {
    changeProvenance("port-registry\\.csv\\.sha256=\\w{4}", "port-registry.csv.sha256=beef");
    Provenance real = PortRegistry.bundled().provenance();

    try (URLClassLoader loader = loader(Form.DIRECTORY)) {
      assertThat(LibraryCopy.lookup(loader, 443)).isEqualTo(PortRegistry.lookup(443).toString());
      for (int i = 0; i < 2; i++) {
        assertThat((Throwable) LibraryCopy.provenance(loader))
            .hasMessage(
                real.source()
                    + ": expected a table with the SHA-256 beef"
                    + real.sha256().substring(4)
                    + " but found "
                    + real.sha256());
      }
    }
  }

  @Test
  void severalThreadsSeeTheSameFailure() throws Exception {
    copy.without(PORTS);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (URLClassLoader loader = loader(Form.JAR)) {
      Callable<Object> lookup = () -> LibraryCopy.lookup(loader, 443);
      List<Object> failures = new ArrayList<>();
      for (Future<Object> failure : threads.invokeAll(Collections.nCopies(32, lookup))) {
        failures.add(failure.get());
      }

      assertThat(failures.get(0)).isInstanceOf(RuntimeException.class);
      assertThat(failures).allMatch(failure -> failure == failures.get(0));
    } finally {
      threads.shutdownNow();
    }
  }

  // The former assignments fail for themselves

  @ParameterizedTest
  @EnumSource
  void damagedFormerAssignmentsFailOnlyWhenAskedFor(Form form) throws IOException {
    byte[] table = copy.table(FORMER);
    byte[] changed = table.clone();
    changed[table.length - 20] ^= 1;
    copy.with(FORMER, changed);

    assertFailsTwice(
        form,
        loader -> {
          assertThat(LibraryCopy.lookup(loader, 443))
              .isEqualTo(PortRegistry.lookup(443).toString());
          return LibraryCopy.formerAssignments(loader, 832);
        },
        "packaged former-assignments.csv: expected the CRC-32 "
            + crc(table)
            + " but found "
            + crc(changed)
            + WHOLE);
  }

  @Test
  void missingFormerAssignmentsFailOnlyWhenAskedFor() throws IOException {
    copy.without(FORMER);

    assertFailsTwice(
        Form.JAR,
        loader -> LibraryCopy.formerAssignments(loader, 832),
        "packaged former-assignments.csv: expected a resource beside"
            + " io.github.portregistry.Packaged but found none"
            + WHOLE);
  }

  // A jar that is replaced while the program runs

  /** What another release would have: another table, and a provenance that fits it. */
  private void changeRelease() {
    byte[] before = copy.table(FORMER);
    String text = new String(before, StandardCharsets.UTF_8).replace("RFC9900", "RFC9901");
    byte[] after = text.getBytes(StandardCharsets.UTF_8);
    copy.with(FORMER, after);
    changeProvenance(
        "former-assignments\\.csv\\.crc32=" + crc(before),
        "former-assignments.csv.crc32=" + crc(after));
  }

  @ParameterizedTest
  @EnumSource
  void twoReleasesAreNeverMixed(Form form) throws IOException {
    byte[] before = copy.table(FORMER);
    try (URLClassLoader loader = loader(form)) {
      assertThat(LibraryCopy.lookup(loader, 443)).isEqualTo(PortRegistry.lookup(443).toString());
      changeRelease();
      if (form == Form.JAR) {
        Path other = copy.jar(temp.resolve("other.jar"));
        Files.move(other, temp.resolve("library.jar"), StandardCopyOption.REPLACE_EXISTING);
      } else {
        copy.directory(temp.resolve("classes"));
      }

      Object first = LibraryCopy.formerAssignments(loader, 832);
      assertThat((Throwable) first)
          .hasMessage(
              "packaged former-assignments.csv: expected the CRC-32 "
                  + crc(before)
                  + " but found "
                  + crc(copy.table(FORMER))
                  + WHOLE);
      assertThat(LibraryCopy.formerAssignments(loader, 832)).isSameAs(first);
      assertThat(LibraryCopy.lookup(loader, 80)).isEqualTo(PortRegistry.lookup(80).toString());
    }
  }

  @Test
  void anotherReleaseWorksByItself() throws IOException {
    changeRelease();

    try (URLClassLoader loader = loader(Form.DIRECTORY)) {
      assertThat(LibraryCopy.formerAssignments(loader, 832).toString()).contains("RFC9901");
    }
  }
}
