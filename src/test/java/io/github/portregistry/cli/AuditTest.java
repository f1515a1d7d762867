package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Jackson;
import io.github.portregistry.JsonSchemas;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.BaselineChange;
import io.github.portregistry.probe.Coverage;
import io.github.portregistry.probe.Denied;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.ListenerBaseline;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.Reason;
import io.github.portregistry.probe.Refusal;
import io.github.portregistry.probe.Source;
import io.github.portregistry.probe.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The options --save, --diff, --allow and --junit on a machine that is made of files. */
@EnabledOnOs(OS.LINUX)
class AuditTest {

  private static final String HEADING =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

  @TempDir private Path folder;
  private Path proc;
  private Path file;
  private final StringBuilder rows = new StringBuilder();

  @BeforeEach
  void machine() throws IOException {
    proc = folder.resolve("proc");
    file = folder.resolve("baseline.json");
    reboot();
  }

  /** Nothing listens any more. */
  private void reboot() throws IOException {
    if (Files.exists(proc)) {
      try (Stream<Path> paths = Files.walk(proc)) {
        for (Path path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
          Files.delete(path);
        }
      }
    }
    rows.setLength(0);
    Path net = Files.createDirectories(proc.resolve("net"));
    for (String table : new String[] {"tcp", "tcp6", "udp", "udp6"}) {
      Files.writeString(net.resolve(table), HEADING);
    }
    Files.writeString(proc.resolve("stat"), "cpu 0\nbtime 1795402006\nprocesses 9\n");
    process(1, "/sbin/init");
  }

  private void process(long pid, String program, String... arguments) throws IOException {
    Path process = Files.createDirectories(proc.resolve(Long.toString(pid)).resolve("fd"));
    Path top = process.getParent();
    Files.writeString(
        top.resolve("stat"), pid + " (p) S 0 " + "0 ".repeat(17) + (314624 + pid) + " 0\n");
    Files.writeString(top.resolve("status"), "Name:\tp\nUid:\t0\t0\t0\t0\n");
    Files.writeString(top.resolve("comm"), "p\n");
    Files.writeString(top.resolve("cmdline"), program + "\0" + String.join("\0", arguments) + "\0");
    Files.createSymbolicLink(top.resolve("exe"), Path.of(program));
    Files.createDirectories(top.resolve("ns"));
    Files.createSymbolicLink(top.resolve("ns/pid"), Path.of("pid:[4026531836]"));
  }

  /** A process that listens on a port; the address is in the notation of the kernel's table. */
  private void listens(long pid, String address, int port, String program, String... arguments)
      throws IOException {
    process(pid, program, arguments);
    long inode = 4000 + pid;
    Files.createSymbolicLink(proc.resolve(pid + "/fd/3"), Path.of("socket:[" + inode + "]"));
    rows.append(
        String.format(
            Locale.ROOT,
            "   %d: %s:%04X 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0"
                + " %d 1 0000000000000000 100 0 0 10 0%n",
            pid,
            address,
            port,
            inode));
    Files.writeString(proc.resolve("net/tcp"), HEADING + rows);
  }

  private void listensOverUdp(long pid, int port, String program) throws IOException {
    process(pid, program);
    long inode = 4000 + pid;
    Files.createSymbolicLink(proc.resolve(pid + "/fd/3"), Path.of("socket:[" + inode + "]"));
    Files.writeString(
        proc.resolve("net/udp"),
        HEADING
            + String.format(
                Locale.ROOT,
                "   1: 0100007F:%04X 00000000:0000 07 00000000:00000000 00:00000000 00000000     0 "
                    + "       0 %d 2 0000000000000000 0%n",
                port,
                inode));
  }

  private static final String LOOPBACK = "0100007F";
  private static final String ALL = "00000000";

  private void ordinary(int pids) throws IOException {
    listens(pids + 1, ALL, 22, "/usr/sbin/sshd");
    listens(pids + 2, LOOPBACK, 8677, "/usr/bin/python3.11", "serve.py");
    listens(pids + 3, LOOPBACK, 40000 + pids, "/opt/ide/helper");
  }

  private record Run(int status, String out, String err) {}

  private Run run(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), 80, false);
    CommandLine line =
        new CommandLine(new ListeningCommand(terminal, ListenerProbe.ofProc(proc)))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  if (failure instanceof UsageException) {
                    terminal.err().println("port-registry: " + failure.getMessage());
                    return Main.USAGE;
                  }
                  throw failure;
                });
    int status = line.execute(options);
    return new Run(status, text(out), text(err));
  }

  private static String text(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void aSavedMachinePassesAtOnceAndAfterAReboot() throws IOException {
    ordinary(100);
    Run saved = run("--save", file.toString());
    Run diff = run("--diff", file.toString(), "--strict");
    reboot();
    ordinary(200);
    Run rebooted = run("--diff", file.toString(), "--strict");

    assertThat(run("--strict").status()).isEqualTo(1);
    assertThat(saved.out()).isEmpty();
    assertThat(saved.err()).isEqualTo("port-registry: saved 3 listeners to " + file + "\n");
    assertThat(saved.status()).isZero();
    assertThat(diff.out()).startsWith("No difference since 20").endsWith("Z.\n");
    assertThat(diff.status()).isZero();
    assertThat(rebooted.status()).isZero();
    assertThat(rebooted.out())
        .contains("moved   40100 -> 40200/tcp")
        .contains("Restarted, otherwise the same: 22/tcp sshd, 8677/tcp python3.11 serve.py.\n")
        .doesNotContain("!");
  }

  @Test
  void whatIsNewFailsWithStrictAndFitsTheWidth() throws IOException {
    ordinary(100);
    run("--save", file.toString());
    reboot();
    listens(101, ALL, 22, "/usr/sbin/dropbear");
    listens(102, ALL, 8677, "/usr/bin/python3.11", "serve.py");
    listens(105, ALL, 4444, "/usr/bin/nc");
    Run diff = run("--diff", file.toString(), "--strict");

    assertThat(diff.status()).isEqualTo(1);
    assertThat(run("--diff", file.toString()).status()).isZero();
    assertThat(diff.out())
        .contains("replaced !  22/tcp ")
        .contains("appeared !  4444/tcp ")
        .contains("exposed !   8677/tcp ")
        .contains("gone        40100/tcp ")
        .contains("\n3 differences are alarms,");
    assertThat(diff.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void whatAListAllowsIsNoAlarm() throws IOException {
    run("--save", file.toString());
    ordinary(100);
    Path list = Files.writeString(folder.resolve("list.csv"), "port,program\n22,sshd\n");
    Run diff = run("--diff", file.toString(), "--allow", list.toString(), "--strict");

    assertThat(diff.out()).contains("appeared    22/tcp ").contains("appeared !  8677/tcp ");
    assertThat(diff.status()).isEqualTo(1);
  }

  @Test
  void whatAListDoesNotAllowIsPrintedAndFails() throws IOException {
    ordinary(100);
    Path list =
        Files.writeString(folder.resolve("list.csv"), "port,program\n22,\n8677,redis\n40100,\n");
    Run refused = run("--allow", list.toString());
    Files.writeString(list, "port\n*\n");
    Run allowed = run("--allow", list.toString());

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out())
        .startsWith("PORT ")
        .contains("8677/tcp: Row 3 allows 8677/tcp for redis only; it is python3.11 serve.py.");
    assertThat(allowed.out()).isEqualTo("All 3 listeners are allowed.\n");
    assertThat(allowed.status()).isZero();
  }

  @Test
  void theSameIsWrittenAsJson() throws IOException {
    run("--save", file.toString());
    ordinary(100);
    Path list = Files.writeString(folder.resolve("list.csv"), "port\n22\n");
    BaselineChange[] changes =
        Jackson.JACKSON_2.read(
            run("--diff", file.toString(), "--json").out(), BaselineChange[].class);
    Refusal[] refusals =
        Jackson.JACKSON_2.read(run("--allow", list.toString(), "--json").out(), Refusal[].class);

    assertThat(changes).extracting(BaselineChange::kind).containsOnly(BaselineChange.Kind.APPEARED);
    assertThat(refusals).hasSize(2);
    assertThat(JsonSchemas.LISTENER_BASELINE.faults(Files.readString(file))).isEmpty();
  }

  @Test
  void theBaselineInTheDocumentIsReadAndWrittenAsItIs() throws IOException {
    String document = Files.readString(Path.of("docs", "audit.md"));
    String json = document.substring(document.indexOf("```json\n") + 8);
    json = json.substring(0, json.indexOf("```"));

    assertThat(JsonSchemas.LISTENER_BASELINE.faults(json)).isEmpty();
    assertThat(
            Jackson.JACKSON_2.text(
                Jackson.JACKSON_3.read(
                    json.getBytes(StandardCharsets.UTF_8), ListenerBaseline.class)))
        .isEqualTo(json.replaceAll("\\s", ""));
  }

  // Nothing to list

  @Test
  void whereNothingListensThatIsSaid() {
    assertThat(run().err()).isEqualTo("port-registry: nothing is listening\n");
    assertThat(run().status()).isEqualTo(1);
  }

  @Test
  void whereNothingOfTheKindListensThatIsSaid() throws IOException {
    ordinary(100);
    String none = "port-registry: nothing is listening on such a port\n";

    assertThat(run("80").err()).isEqualTo(none);
    assertThat(run("--only", "reserved").err()).isEqualTo(none);
    assertThat(run("80", "--only", "assigned").err()).isEqualTo(none);
  }

  @Test
  void findingsWithoutAWantedListenerAreNotInJson() throws IOException {
    ordinary(100);
    PortFinding[] findings =
        Jackson.JACKSON_3.read(run("--only", "assigned", "--json").out(), PortFinding[].class);

    assertThat(findings).extracting(PortFinding::port).containsExactly(22);
    assertThat(run("--only", "reserved", "--json").status()).isEqualTo(1);
  }

  // JUnit

  private void isValid(Path report) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(AuditTest.class.getResource("junit.xsd"))
        .newValidator()
        .validate(new StreamSource(report.toFile()));
  }

  @Test
  void aReportForPipelinesHasACaseForEachListener() throws Exception {
    Path report = folder.resolve("report.xml");
    ordinary(100);
    run("--save", file.toString());
    listens(104, LOOPBACK, 9999, "/usr/bin/python3.11", "<&\"\u001b]0;x\u0007\ufffe.py");
    run("--diff", file.toString(), "--junit", report.toString());
    String xml = Files.readString(report);

    isValid(report);
    assertThat(xml)
        .contains("tests=\"4\" errors=\"0\" skipped=\"0\" failures=\"1\"")
        .contains("&lt;&amp;&quot;\\u001b]0;x\\u0007\\ufffe.py")
        .contains("<failure type=\"appeared\" ");
  }

  @Test
  void aReportOfVerdictsAndOneOfAListAreValidToo() throws Exception {
    Path report = folder.resolve("report.xml");
    Path list = Files.writeString(folder.resolve("list.csv"), "port\n22\n");
    ordinary(100);
    run("--allow", list.toString(), "--junit", report.toString());
    isValid(report);
    assertThat(Files.readString(report)).contains("tests=\"3\"", "failures=\"2\"");
    run("--junit", report.toString());
    isValid(report);
    assertThat(Files.readString(report)).contains("tests=\"3\"", "<failure type=\"investigate\" ");
  }

  @Test
  void aListenerIsNotToBlameForAnotherOnItsPort() throws Exception {
    Path report = folder.resolve("report.xml");
    listens(101, LOOPBACK, 5151, "/usr/bin/python3.11", "u.py");
    listensOverUdp(102, 5151, "/tmp/evil");
    Run both = run("5151", "--strict", "--junit", report.toString());
    Run tcp = run("5151/tcp", "--strict");
    Run only = run("--only", "investigate", "--strict");
    Run others = run("--only", "plausible", "--strict");

    assertThat(both.status()).isEqualTo(1);
    assertThat(both.out().lines())
        .anyMatch(line -> line.startsWith("5151/tcp ") && line.endsWith(" plausible"))
        .anyMatch(line -> line.startsWith("5151/udp ") && line.endsWith(" investigate"));
    assertThat(tcp.status()).isZero();
    assertThat(tcp.out().lines())
        .anyMatch(line -> line.startsWith("5151/tcp ") && line.endsWith(" plausible"));
    assertThat(only.status()).isEqualTo(1);
    assertThat(only.out()).contains("5151/udp").doesNotContain("5151/tcp ");
    assertThat(others.status()).isZero();
    assertThat(others.out()).contains("5151/tcp").doesNotContain("5151/udp ");
    isValid(report);
    assertThat(Files.readString(report))
        .contains("tests=\"2\"", "failures=\"1\"", "<failure type=\"investigate\" ")
        .contains("name=\"5151/tcp python3.11 u.py on 127.0.0.1\"/>")
        .doesNotContain("python3.11 u.py (pid");
  }

  @Test
  void anUnchangedListenerOnAPortWithAChangeHasACaseOfItsOwn() throws Exception {
    Path report = folder.resolve("report.xml");
    listens(101, LOOPBACK, 9000, "/usr/bin/first");
    run("--save", file.toString());
    listens(102, ALL, 9000, "/usr/bin/second");
    run("--diff", file.toString(), "--junit", report.toString());

    isValid(report);
    assertThat(Files.readString(report))
        .contains("tests=\"2\"", "failures=\"1\"")
        .contains("name=\"9000/tcp first on 127.0.0.1\"/>")
        .contains("<failure type=\"appeared\" ");
  }

  @ParameterizedTest
  @CsvSource({"--strict", "--diff --strict", "--allow"})
  void aRunThatFailsBecauseSocketsCouldNotBeReadFailsInTheReportToo(String options)
      throws Exception {
    Path report = folder.resolve("report.xml");
    Path list = Files.writeString(folder.resolve("list.csv"), "port\n*\n");
    listens(101, ALL, 22, "/usr/sbin/sshd");
    run("--save", file.toString());
    Files.delete(proc.resolve("net/udp"));
    String line = options.replace("--diff", "--diff " + file).replace("--allow", "--allow " + list);
    Run partial = run((line + " --junit " + report).split(" "));

    assertThat(partial.status()).isEqualTo(1);
    isValid(report);
    assertThat(Files.readString(report)).contains("<failure type=\"incomplete\" ");
  }

  @Test
  void aSavedMachineWithASuspiciousListenerFailsWithStrictAndInTheReport() throws Exception {
    Path report = folder.resolve("report.xml");
    listens(101, ALL, 22, "/usr/sbin/sshd");
    listens(102, ALL, 831, "/usr/bin/python3.11", "serve.py");
    Run saved = run("--save", file.toString(), "--strict", "--junit", report.toString());

    assertThat(saved.status()).isEqualTo(1);
    assertThat(saved.err())
        .contains("the verdict on 1 listener is investigate; see", "saved 2 listeners");
    assertThat(BaselineFile.read(file).listeners()).hasSize(2);
    isValid(report);
    assertThat(Files.readString(report)).contains("tests=\"2\"", "failures=\"1\"");
    assertThat(run("--save", file.toString()).status()).isZero();
  }

  @Test
  void everySuspiciousListenerIsCountedAndNoOther() throws IOException {
    listens(101, ALL, 22, "/usr/sbin/sshd");
    listens(102, ALL, 831, "/usr/bin/python3.11", "serve.py");
    listens(103, ALL, 832, "/usr/bin/python3.11", "other.py");

    assertThat(run("--save", file.toString(), "--strict").err())
        .contains("port-registry: the verdict on 2 listeners is investigate; see ");
  }

  @Test
  void aSavedMachineWithoutASuspiciousListenerPassesWithStrict() throws IOException {
    listens(101, ALL, 22, "/usr/sbin/sshd");
    Run saved = run("--save", file.toString(), "--strict");

    assertThat(saved.status()).isZero();
    assertThat(saved.err()).isEqualTo("port-registry: saved 1 listener to " + file + "\n");
  }

  @Test
  void aSavedMachineThatCouldNotBeReadFailsWithStrictAndInTheReport() throws Exception {
    Path report = folder.resolve("report.xml");
    listens(101, ALL, 22, "/usr/sbin/sshd");
    Files.delete(proc.resolve("net/udp"));
    Run saved = run("--save", file.toString(), "--strict", "--junit", report.toString());

    assertThat(saved.status()).isEqualTo(1);
    assertThat(run("--save", file.toString()).status()).isZero();
    isValid(report);
    assertThat(Files.readString(report)).contains("<failure type=\"incomplete\" ");
  }

  @Test
  void ownersThatAreNotVisibleAreCountedWhereAMachineIsSaved() throws IOException {
    listens(101, ALL, 22, "/usr/sbin/sshd");
    listens(102, ALL, 80, "/usr/sbin/nginx");
    // Nobody can list what is no folder.
    Files.delete(proc.resolve("102/fd/3"));
    Files.delete(proc.resolve("102/fd"));
    Files.createFile(proc.resolve("102/fd"));

    assertThat(run("--save", file.toString()).err())
        .isEqualTo(
            "port-registry: saved 2 listeners to "
                + file
                + "; the owners of 1 are not visible, root sees them\n");
  }

  @Test
  void aFailureHasTheReasonsOfItsTransportAndOfTheWholePort() throws Exception {
    AuditOptions options = new AuditOptions();
    options.junit = folder.resolve("report.xml");
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), 831);
    Listener listener =
        new Listener(
            Transport.TCP,
            place,
            Listener.Ipv4.ACCEPTED,
            "",
            new Denied("Why."),
            null,
            null,
            null,
            Verdict.INVESTIGATE);
    PortFinding finding =
        new PortFinding(
            PortRegistry.lookup(831),
            Instant.EPOCH,
            List.of(listener),
            List.of(),
            new Coverage(Source.PROC, true, true, List.of()),
            Verdict.INVESTIGATE,
            List.of(
                new Reason(Reason.Kind.RESERVED_PORT, "Of the port."),
                new Reason(Reason.Kind.OWNER_UNKNOWN, Transport.TCP, "Of TCP."),
                new Reason(Reason.Kind.OWNER_UNKNOWN, Transport.UDP, "Of UDP.")));

    assertThat(
            new Audit(options, new Terminal(nowhere, nowhere, 80, false))
                .reportVerdicts(List.of(finding)))
        .isTrue();
    assertThat(Files.readString(options.junit))
        .contains("<failure type=\"investigate\" message=\"Of the port. Of TCP.\">");
  }

  @Test
  void strictAddsNothingToAnAllowList() throws IOException {
    Path list = Files.writeString(folder.resolve("list.csv"), "port\n831\n");
    listens(102, ALL, 831, "/usr/bin/python3.11", "serve.py");

    assertThat(run("--strict").status()).isEqualTo(1);
    assertThat(run("--allow", list.toString(), "--strict").status()).isZero();
  }

  // Answers that nobody reads

  /** Runs the command with a pipe whose reader has gone away. */
  private String unread(String... options) {
    StringWriter err = new StringWriter();
    Writer closed =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) {
            throw new OutputFailure(new IOException("Broken pipe"), true);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Terminal terminal =
        new Terminal(new PrintWriter(closed), new PrintWriter(err, true), 80, false);
    int status =
        new CommandLine(new ListeningCommand(terminal, ListenerProbe.ofProc(proc)))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> failure instanceof OutputFailure ? 99 : 98)
            .execute(options);
    assertThat(status).isEqualTo(99);
    return text(err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--allow LIST --save FILE", "--json --save FILE", "--strict", "--json"})
  void theFilesAreWrittenThoughNobodyReadsTheAnswer(String options) throws Exception {
    Path report = folder.resolve("report.xml");
    Path list = Files.writeString(folder.resolve("list.csv"), "port\n1\n");
    ordinary(100);
    String line = options.replace("LIST", list.toString()).replace("FILE", file.toString());
    unread((line + " --junit " + report).split(" "));

    isValid(report);
    assertThat(Files.readString(report)).contains("tests=\"3\"");
    if (options.contains("FILE")) {
      assertThat(BaselineFile.read(file).listeners()).hasSize(3);
    }
  }

  @Test
  void differencesThatNobodyReadAreNotAccepted() throws Exception {
    Path report = folder.resolve("report.xml");
    run("--save", file.toString());
    ordinary(100);
    String err =
        unread("--diff", file.toString(), "--save", file.toString(), "--junit", report.toString());

    assertThat(err).contains("not saved to " + file + ", because the differences could not be");
    assertThat(BaselineFile.read(file).listeners()).isEmpty();
    isValid(report);
    assertThat(Files.readString(report)).contains("failures=\"3\"");
  }

  /** A pipe that takes what is written, and fails when it has to pass it on. */
  private static final class Buffered extends Writer {

    @Override
    public void write(char[] text, int from, int length) {}

    @Override
    public void flush() {
      throw new OutputFailure(new IOException("Broken pipe"), true);
    }

    @Override
    public void close() {}
  }

  @Test
  void differencesThatAreStillInABufferAreNotAcceptedEither() throws Exception {
    run("--save", file.toString());
    ordinary(100);
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(new Buffered()), new PrintWriter(err, true), 80, false);
    int status =
        new CommandLine(new ListeningCommand(terminal, ListenerProbe.ofProc(proc)))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> failure instanceof OutputFailure ? 99 : 98)
            .execute("--diff", file.toString(), "--save", file.toString());

    assertThat(status).isEqualTo(99);
    assertThat(text(err)).contains("not saved to " + file);
    assertThat(BaselineFile.read(file).listeners()).isEmpty();
  }

  // Files

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--diff FILE --save ABSENT",
        "--diff FILE --save FILE --junit ABSENT",
        "--diff FILE --junit ABSENT",
        "--save FILE --junit ABSENT",
        "--junit ABSENT"
      })
  void aFileThatCannotBeWrittenIsAFailureWhateverElseIsWritten(String options) throws IOException {
    ordinary(100);
    run("--save", file.toString());
    String absent = folder.resolve("absent/file").toString();
    Run failed =
        run(options.replace("FILE", file.toString()).replace("ABSENT", absent).split(" ", -1));

    assertThat(failed.status()).isEqualTo(3);
    assertThat(failed.err())
        .contains("port-registry: cannot write " + absent + ": its folder does not exist\n");
  }

  @Test
  void aNewBaselineIsForItsOwnerAndAnOldOneKeepsItsPermissions() throws IOException {
    run("--save", file.toString());
    String first = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    run("--save", file.toString());

    assertThat(first).isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(proc, file);
    }
  }

  @Test
  void aLinkToABaselineStaysALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    run("--save", file.toString());
    ordinary(100);
    run("--save", link.toString());

    assertThat(link).isSymbolicLink();
    assertThat(BaselineFile.read(file).listeners()).hasSize(3);
  }

  @Test
  void aBaselineThatCannotBeWrittenIsSaid() {
    Run failed = run("--save", folder.resolve("absent/b.json").toString());

    assertThat(failed.status()).isEqualTo(3);
    assertThat(failed.err())
        .startsWith("port-registry: cannot write ")
        .contains(": its folder does not exist");
    assertThat(run("--save", folder.toString()).err()).contains("expected a file, found a folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                           | format is missing or null, expected the number 1
          {"format":2}                 | expected a baseline of format 1, found format 2, which
          {"format":"1"}               | expected the number 1, found the text "1"
          {"format":1,"format":1}      | line 1, column
          {"format":1,"at":"x"}        | at: expected an instant such as
          {"format":1,"at":NaN}        | Non-standard token 'NaN'
          {"format":1,"at":"2026-11-24T12:00:00Z","socketsComplete":true,"listeners":[{"port":"x"}]} | listeners[0].port: expected a whole number, found the text "x"
          {"format":1                  | Unexpected end-of-input
          {} {}                        | line 1, column
          []                           | expected a baseline, found JSON of another shape
          """)
  void aBaselineThatCannotBeReadIsAUsageErrorThatSaysWhy(String json, String why)
      throws IOException {
    Files.writeString(file, json);
    Run failed = run("--diff", file.toString());

    assertThat(failed.status()).isEqualTo(2);
    assertThat(failed.err()).startsWith("port-registry: " + file).contains(why, "with --save");
    assertThat(failed.out()).isEmpty();
  }

  @Test
  void aHostileBaselineIsRefusedWithBoundedMemory() throws IOException {
    Files.writeString(file, "{\"format\":1,\"more\":" + "[".repeat(100_000));
    Run deep = run("--diff", file.toString());
    Files.write(file, new byte[WholeFile.MAX_BYTES + 1]);
    Run large = run("--diff", file.toString());

    assertThat(deep.status()).isEqualTo(2);
    assertThat(deep.err()).contains("nesting depth");
    assertThat(large.status()).isEqualTo(2);
    assertThat(large.err()).contains("expected at most 8388608 bytes, found more");
  }

  @Test
  void aFileWithoutABaselineIsAUsageError() throws IOException {
    Files.writeString(file, "null");
    Run run = run("--diff", file.toString(), "--strict");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("expected a baseline, found null");
  }

  @Test
  void aFileThatIsNotThereAndOptionsThatContradictAreUsageErrors() {
    assertThat(run("--diff", "absent").err()).contains("cannot read absent: there is no such file");
    assertThat(run("--allow", "absent").status()).isEqualTo(2);
    assertThat(run("--save", file.toString(), "--only", "ghost").err())
        .contains("need all listeners; leave out --only");
    assertThat(run("--save", file.toString(), "80").err())
        .contains("need all listeners; leave out the ports");
  }

  @Test
  void aDiffAndASaveOfOneFileShowTheDifferencesAndAcceptThem() throws IOException {
    run("--save", file.toString());
    ordinary(100);
    Run alone = run("--diff", file.toString());
    Run both = run("--diff", file.toString(), "--save", file.toString());

    assertThat(alone.out().replaceAll("\\s+", " ")).contains("wanted, save a new baseline.");
    assertThat(both.out()).contains("appeared !").doesNotContain("wanted");
    ListenerBaseline saved = BaselineFile.read(file);
    assertThat(saved.listeners()).hasSize(3);
    assertThat(run("--diff", file.toString(), "--strict").status()).isZero();
  }

  @Test
  void whatCouldNotBeReadIsNoCleanMachine() throws IOException {
    ordinary(100);
    run("--save", file.toString());
    Files.delete(proc.resolve("net/udp"));
    Run partial = run("--diff", file.toString(), "--strict");

    assertThat(partial.status()).isEqualTo(1);
    assertThat(partial.err()).contains("not every listener can be seen");
    assertThat(partial.out())
        .startsWith("No difference was seen since 20")
        .endsWith("\nNot every socket could be read now, so a new listener may not be reported.\n");
    assertThat(run("--diff", file.toString()).status()).isZero();
    assertThat(run("--strict").status()).isEqualTo(1);
  }

  @Test
  void aListOfWhatIsAllowedDoesNotPassWhereNothingCouldBeRead() throws IOException {
    Path list = Files.writeString(folder.resolve("list.csv"), "port\n*\n");
    Files.delete(proc.resolve("net/tcp"));
    Run refused = run("--allow", list.toString());
    Refusal[] refusals =
        Jackson.JACKSON_3.read(run("--allow", list.toString(), "--json").out(), Refusal[].class);

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out()).isEqualTo("Every listener that was seen is allowed.\n");
    assertThat(refused.err()).contains("not every listener can be seen");
    assertThat(refusals).singleElement().extracting(Refusal::listener).isNull();
  }
}
