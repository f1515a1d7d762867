package io.github.portregistry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.portregistry.csv.Utf8;
import io.github.portregistry.fact.KnownLiveness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the documents state in figures: each sentence, with {@code {}} for each figure, and what the
 * data, the code or the build say instead. {@link FiguresTest} compares them.
 */
final class Figures {

  /**
   * A sentence with figures.
   *
   * @param truths a number, to be rounded as the sentence rounds it, or a text for each {@code {}};
   *     empty if what counts them is not on this machine
   */
  record Figure(String document, String sentence, List<Object> truths) {
    @Override
    public String toString() {
      return document + ": " + sentence;
    }
  }

  private static final Path SERVERS =
      Path.of("src/test/resources/io/github/portregistry/probe/real-servers/servers.csv");

  private static final PortRegistry REGISTRY = PortRegistry.bundled();
  private static final Provenance PROVENANCE = REGISTRY.provenance();

  private static final List<Figure> ALL = new ArrayList<>();

  private final List<Figure> all = new ArrayList<>();

  private Figures() {}

  static synchronized List<Figure> all() throws IOException {
    if (ALL.isEmpty()) {
      ALL.addAll(made());
    }
    return ALL;
  }

  private static List<Figure> made() throws IOException {
    Figures figures = new Figures();
    figures.ofTheData();
    figures.ofTheRule();
    figures.ofTheTablesAndTheirReaders();
    figures.ofTheProbe();
    figures.ofTheBuild();
    figures.ofTheBenchmarks();
    figures.ofPopularPrograms();
    figures.ofPublishedStates();
    figures.ofTheChangelog();
    return figures.all;
  }

  private void add(String document, String sentence, Object... truths) {
    all.add(new Figure(document, sentence, List.of(truths)));
  }

  private void ofTheData() throws IOException {
    LocalDate first = REGISTRY.firstDay();
    String month = first.format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH));
    add("README.md", "(now, or on any day from {} to the day of the data)", month);
    add("README.md", "for any day from {} to the day of the data |", month);
    add("README.md", "Before {} only a few copies of the registry survive", first.getYear());
    add("docs/data.md", "few copies from before {} survive", first.getYear());
    add("docs/command-line.md", "both work from {} to the day of the data.", month);
    add("docs/usage.md", "which starts at {} in the packaged registry", first);
    add("docs/usage.md", "from {} to the newest copy that the packaged tables know", first);
    add("docs/usage.md", "`readIana(file)`, from before {} |", first);
    add("docs/usage.md", "for the time before {}, see `formerAssignments()`", month);
    add("docs/usage.md", "reads the packaged table once, about {} MB", bytes() / 1e6);
    add(
        "README.md",
        "Registry changes from {} to {} that come from other copies",
        PROVENANCE.snapshotDate().toString().substring(0, 7),
        PROVENANCE.knownUntil().toString().substring(0, 7));

    Map<Integer, Integer> rowsOfPort = new TreeMap<>();
    Map<String, Integer> rowsOfName = new TreeMap<>();
    for (NamedCsvRecord row : rows("port-registry.csv")) {
      String ports = row.getField("port");
      if (ports.isEmpty()) {
        rowsOfName.merge(row.getField("service_name"), 1, Integer::sum);
      } else {
        String[] ends = ports.split("-", 2);
        int last = Integer.parseInt(ends[ends.length - 1]);
        for (int port = Integer.parseInt(ends[0]); port <= last; port++) {
          rowsOfPort.merge(port, 1, Integer::sum);
        }
      }
    }
    String security = "docs/security.md";
    add(security, "(`RowBounds`) | at most {} in the registry", greatest(rowsOfPort));
    add(security, "name without a port | at most {} in the registry", greatest(rowsOfName));
    add(
        security,
        "counts 64 | {} in the registry",
        rowsOfPort.values().stream().mapToInt(Integer::intValue).sum());
  }

  private void ofTheRule() throws IOException {
    String rules = "docs/status-rules.md";
    add(rules, "(0-{}).", constant("LivenessRule", "LAST_SYSTEM_PORT"));
    add(
        rules,
        "weak if the RFC is from before {}",
        constant("LivenessRule", "SPECIFICATION_OLD_BEFORE"));
    add(
        rules,
        "row was changed since {}, or registered since {}",
        KnownLiveness.ROW_LOOKED_AT_SINCE,
        constant("LivenessRule", "REGISTERED_LATE_SINCE"));
    add(rules, "whose row was changed since {} is", KnownLiveness.ROW_LOOKED_AT_SINCE);
    add(rules, "a program that claims {} ports or more", ObservedUse.RANGE);
    add(rules, "Claims on a range of {} ports or more", ObservedUse.RANGE);
    add(rules, "(3000, 5000, 8000, 8080 and {} more)", CommonNames.SHARED.size() - 4);

    Set<String> byNameOnly = new HashSet<>();
    for (NamedCsvRecord search : rows("rules/searches.csv")) {
      if (!search.getField("searched").contains("TCP port N")) {
        byNameOnly.add(search.getField("port") + search.getField("service_name"));
      }
    }
    IntSummaryStatistics ghosts =
        rows("statuses.csv").stream()
            .filter(is("liveness", "ghost").and(is("basis", "absence")))
            .filter(row -> byNameOnly.contains(row.getField("port") + row.getField("service_name")))
            .mapToInt(row -> Integer.parseInt(row.getField("port")))
            .summaryStatistics();
    add(
        rules,
        "Of the ghosts by absence, the {} from {} to {} were searched by name only.",
        ghosts.getCount(),
        ghosts.getMin(),
        ghosts.getMax());
  }

  private void ofTheTablesAndTheirReaders() {
    String tables = "registry-data/README.md";
    add(tables, "A row of {} ports or more is a claim on a range", ObservedUse.RANGE);
    add(
        tables,
        "at most {}, one for each independent family",
        constant("CollectedUses", "MAX_SOURCES"));
    add(
        tables,
        "how long to wait for the first byte, {} to {};",
        constant("greeting.ProtocolTableTest", "LEAST_WAIT"),
        constant("greeting.ProtocolTableTest", "MOST_WAIT"));
    add(tables, "in hexadecimal, at most {}.", constant("greeting.ProtocolFormat", "MAX_HELLO"));
    add(tables, "the rows of each {} ports begin", constant("PortTable", "RUN_PORTS"));
    add(tables, "services on ports above {} that", constant("LivenessRule", "LAST_SYSTEM_PORT"));
    add(tables, "copy is older than {} days, unless", constant("DataAge", "MOST_DAYS"));
    add(tables, "fewer than {} percent of the rows", constant("WholeCopy", "OF_100_ROWS"));
    add(tables, "less than {} days after the last one", constant("StateChanges", "MOST_DAYS"));
    add("docs/data.md", "| {} days; after that", constant("DataAge", "MOST_DAYS"));
    add("docs/data.md", "copy is older than {} days", constant("DataAge", "MOST_DAYS"));
    add("docs/data.md", "fewer than {} percent of its", constant("WholeCopy", "OF_100_ROWS"));
    add(
        "docs/data.md",
        "fewer than {} percent; the registry was smaller then",
        constant("WholeCopy", "OF_100_ROWS_IF_OLDER"));
    add("docs/data.md", "at most {} MB of heap", BigFileTest.HEAP_MB);

    add(
        "docs/design.md",
        "becomes the {} fields of a row of the CSV",
        ((List<?>) valueOf("iana.IanaFile", "HEADER")).size());
    add(
        "docs/json.md",
        "| {} levels in Jackson 2, {} in Jackson 3 |",
        com.fasterxml.jackson.core.StreamReadConstraints.DEFAULT_MAX_DEPTH,
        tools.jackson.core.StreamReadConstraints.DEFAULT_MAX_DEPTH);

    int mib = Utf8.MAX_BYTES >> 20;
    add("docs/design.md", "finds the rows of each {} ports", constant("PortTable", "RUN_PORTS"));
    add("docs/design.md", "records are made {} at once", constant("PortRegistry", "AT_ONCE"));
    add("docs/design.md", "pins the {} classes that", ArchitectureTest.FIRST_CLASSES.size());
    add("docs/design.md", "in {} places, all natural", ArchitectureTest.NATURAL_CIRCLES.size());
    add("docs/design.md", "A table of more than {} MiB is refused", mib);
    add("docs/design.md", "take up to {} MB of heap", BigFileTest.HEAP_MB);
    add(
        "docs/design.md",
        "over at most {} KB, from the first byte",
        constant("greeting.Line", "MOST_BYTES") / 1024);
    add("docs/usage.md", "at most {} MiB, both as the file is", mib);
    add("docs/usage.md", "with all {} columns written out", constant("PortTable", "COLUMNS"));
    add("docs/testing.md", "files that are accepted: {} MiB of", mib);
    add("docs/testing.md", "They take at most {} MB of heap", BigFileTest.HEAP_MB);

    String security = "docs/security.md";
    add(security, "the file or stream given, at most {} MiB of it", mib);
    add(security, "| {} MiB (`Utf8`) |", mib);
    add(security, "more than {} MiB is refused", mib);
    add(security, "Elements may be nested {} deep", constant("iana.IanaXml", "DEEPEST"));
    add(security, "| {} characters in a field", constant("csv.CsvText", "MAX_FIELD_CHARS"));
    add(security, "| {} rows that cover one port", constant("csv.RowBounds", "MAX_ROWS"));
    add(security, "| {} rows of one name without a", constant("csv.RowBounds", "MAX_ROWS"));
    add(
        security,
        "| {} ports in all its rows together, 64 rows for each of the {} ports",
        constant("csv.RowBounds", "MAX_PORTS"),
        PortSpan.MAX_PORT + 1);
    add(security, "at most {} MB of heap", BigFileTest.HEAP_MB);
    add(
        security,
        "4 bytes for each of the ports of all rows together, {} MiB at most",
        4 * constant("csv.RowBounds", "MAX_PORTS") / (1 << 20));
    add("docs/json.md", "Tests check all {} ports", PortSpan.MAX_PORT + 1);
    add("docs/testing.md", "has an array of {} places", PortSpan.MAX_PORT + 1);
    add("README.md", "Map of the {} System Ports", PortRange.SYSTEM.span().size());

    add("docs/usage.md", "`DYNAMIC` | {}-{}, which", ends(PortRange.DYNAMIC));
    add("docs/choosing-a-port.md", "| System Ports | {}-{} |", ends(PortRange.SYSTEM));
    add("docs/choosing-a-port.md", "| Dynamic Ports | {}-{} |", ends(PortRange.DYNAMIC));
    add("docs/glossary.md", "*System Ports* | {} to {},", ends(PortRange.SYSTEM));
    add("docs/glossary.md", "*User Ports* | {} to {},", ends(PortRange.USER));
    add("docs/glossary.md", "*Dynamic Ports* | {} to {},", ends(PortRange.DYNAMIC));
  }

  private void ofTheProbe() {
    long budget = seconds("probe.Depth", "USUAL");
    add("README.md", "searches for owners for {} seconds", budget);
    add("docs/command-line.md", "The search for owners ends after {} seconds", budget);
    add("docs/probe.md", "The search for owners ends after {} seconds", budget);
    add(
        "docs/probe.md",
        "waits for at most {} seconds, or",
        seconds("probe.ContainerEngine", "PATIENCE"));
    add(
        "docs/probe.md",
        "asks up to {} listeners at once",
        constant("greeting.Greeter", "AT_ONCE"));
    add("docs/probe.md", "up to {} threads search", constant("probe.SharedWork", "MOST_THREADS"));
    add(
        "docs/probe.md",
        "examines the first {} connections",
        constant("probe.LinuxProcSockets", "BOUND"));
    add(
        "docs/probe.md",
        "has more than {} TCP sockets",
        constant("probe.LinuxProcSockets", "BOUND"));
    add(
        "docs/probe.md",
        "more than {} descriptors are searched",
        constant("probe.LinuxProcFiles", "LARGE"));
    add(
        "docs/probe.md",
        "if there are at most {} |",
        constant("probe.LinuxGroupMembers", "MOST_CANDIDATES"));
    add(
        "docs/probe.md",
        "A command line is read up to {} MiB",
        constant("probe.LinuxCommandLine", "LIMIT") >> 20);
    add(
        "docs/probe.md",
        "has room for {} characters of an IPv6",
        constant("probe.MacNetstat", "ROOM"));
    Object[] command = {
      seconds("probe.Command", "TIMEOUT"), constant("probe.Command", "LIMIT") >> 20
    };
    add("docs/probe.md", "Each may take {} seconds and print {} MiB", command);
    add("docs/security.md", "Each may take {} seconds and print {} MiB", command);
    add(
        "docs/security.md",
        "at most {} MiB within {} seconds",
        constant("probe.ContainerEngine", "LIMIT") >> 20,
        seconds("probe.ContainerEngine", "PATIENCE"));

    int answer = constant("greeting.Line", "MOST_BYTES") / 1024;
    int tls = constant("greeting.TlsLine", "MOST_RECEIVED") / 1024;
    int hello = constant("greeting.ProtocolFormat", "MAX_HELLO");
    int shown = constant("greeting.Heard", "SHOWN");
    add(
        "docs/security.md",
        "at most {} KB of what a listener of this machine answers on a connection, or {} KB of",
        answer,
        tls);
    add(
        "docs/security.md",
        "At most {} KB on a connection; on a TLS connection at most {} KB",
        answer,
        tls);
    add("docs/security.md", "`registry-data/greetings.csv`: at most {}, harmless", hello);
    add(
        "docs/security.md",
        "at most the first {} bytes, and the other two have at most {} characters",
        shown,
        constant("greeting.Recognition", "MAX_NAME"));
    add(
        "registry-data/README.md",
        "at most {} ms for a server to speak first, and at most {} ms after a general hello",
        constant("greeting.Dialogue", "MOST_LISTEN_MILLIS"),
        constant("greeting.Dialogue", "GENERAL_MILLIS"));

    Object[] screen = {
      1 + constant("dossier.DossierSummary", "SCREEN"), constant("dossier.Dossier", "DEFAULT_WIDTH")
    };
    add("docs/command-line.md", "at most {} lines of {} columns", screen);
    add("docs/usage.md", "at most {} lines of {} columns", screen);
    add(
        "docs/command-line.md",
        "It is cut to {} characters",
        constant("cli.ListenerTable", "SPEAKS_WIDTH"));
    add(
        "docs/command-line.md",
        "Text is wrapped at {} columns",
        constant("cli.Terminal", "WIDEST"));
  }

  private void ofTheBuild() throws IOException {
    Pom pom = new Pom(Files.readString(Path.of("pom.xml")));
    String jdk = pom.value("<maven.compiler.release>(\\d+)<");
    String maven = pom.value("<requireMavenVersion><version>\\[([\\d.]+),");
    for (String document : List.of("README.md", "CONTRIBUTING.md")) {
      add(document, "JDK {} or newer and Maven {} or newer", jdk, maven);
    }
    add("README.md", "| Java | {} or newer;", jdk);
    add("README.md", "a POSIX shell and Java {} or newer", jdk);
    add("docs/command-line.md", "a POSIX shell and Java {} or newer", jdk);
    add("docs/command-line.md", "If it finds no Java {} or newer", jdk);
    add("docs/install.md", "The library needs Java {} or newer", jdk);
    add(
        "docs/design.md",
        "Error Prone {} and google-java-format {} are the last",
        pom.version("error_prone_core"),
        pom.value("<googleJavaFormat>.*?<version>([^<]+)<"));
    add("docs/design.md", "Spotless {} is", pom.version("spotless-maven-plugin"));
    add(
        "docs/design.md",
        "Exec {} and Flatten {} are the last",
        pom.version("exec-maven-plugin"),
        pom.version("flatten-maven-plugin"));
    add("docs/design.md", "has to run on JDK {}, JDK 25 and Maven {}.", jdk, maven);
    add(
        "docs/taken-port.md",
        "starts a Spring Boot {} application",
        pom.version("spring-boot-web-server"));
    add("docs/flow-logs.md", "Spark {}, JDK", pom.value("<spark.version>([^<]+)<"));
    add(
        "docs/testing.md",
        "takes more than {} seconds, or needs more than {} MB of heap",
        pom.value("-timeout=(\\d+)"),
        pom.value("-Xmx(\\d+)m"));
  }

  /**
   * The tables of docs/benchmarks.md record what the benchmarks printed. What other documents say
   * of it, and the page's own bars, is compared with the tables.
   */
  private void ofTheBenchmarks() throws IOException {
    Benchmarks recorded = Benchmarks.recorded();
    String page = Benchmarks.PAGE;
    double first = recorded.number("A first answer", "**port-registry**", 1);
    double floor = recorded.number("A first answer", "floor", 1);
    add(
        page,
        "reading the packaged table | {} x |",
        recorded.number("A first answer", "**port-registry**", 2));
    add(
        page,
        "2.5 x the first lookup | {} x |",
        recorded.number("all evidence, uses, history and related ports of a port {} ms") / first);
    add(page, "4 x the first lookup | {} x |", recorded.number("a dossier as text {} ms") / first);
    add(page, "3 x the first lookup | {} x |", recorded.number("`serverPort` {} ms,") / first);
    add(
        page,
        "takes {} ms, {} of the first.",
        recorded.number("does the same and takes {} ms"),
        recorded.number("does the same and takes {} ms") / floor);
    add(
        page,
        "1.5 s, 14 MB kept | 2.2 s (1.6 s alone), {} MB |",
        recorded.number("Memory and the jar", "all ports with everything", 1) * 1024 / 1e6);
    add(
        page,
        "heap after the first answer | 1.6 MB | {} MB |",
        recorded.number("Memory and the jar", "the first answer", 1) * 1024 / 1e6);
    add(
        "docs/usage.md",
        "takes up to a second and about {} MB, so build it once",
        (recorded.number("Memory and the jar", "`asOf` the oldest day", 1)
                - recorded.number("Memory and the jar", "the first answer", 1))
            * 1024
            / 1e6);
    add(page, "| library jar | 900 KB | {} KB |", recorded.number("The jar has {} KB"));
    double java = recorded.number("The command line", "`java -version`", 1);
    double jar = recorded.number("The command line", "`java -jar ...-cli.jar 432`", 1);
    double launcher = recorded.number("The command line", "`target/port-registry 432`", 1);
    add(page, "of `java -version` | {} x |", jar / java);
    add(page, "`target/port-registry 432` | 3 x | {} x;", launcher / java);
    add(page, "`java -jar ...-cli.jar 432` | {} | {} |", jar, jar / java);
    add(page, "`target/port-registry 432` | {} | {} |", launcher, launcher / java);
    add(
        page,
        "| warm `lookup` | 1.5 x an array read, 0 B | {} x,",
        recorded.number("Warm", "`lookup` (`RecordByPort`)", 3));
    add(
        page,
        "| warm `serviceName` | 1.5 x an array read, 0 B | {} x,",
        recorded.number("Warm", "`serviceName` (`NameByPort`)", 3));
    add(
        page,
        "(JMH, 2 forks each), {} x (`WarmRounds`",
        recorded.number("Warm", "`serverPort` + `serviceName` (`FlowLabel`)", 3));
    add(
        page,
        "or ended by the budget | {} s, ended by the budget; `ss` {} s |",
        recorded.number("ended by the budget after {} ms") / 1000,
        recorded.number("`ss` takes {} ms") / 1000);
    add(page, "listeners only | 0.2 ms | {} ms (", recorded.number("or {} ms with listeners only"));
    add(page, "300 processes | 1.5 ms | {} ms |", recorded.number("The first owner takes {} ms."));
    add(
        page,
        "A round of nmap takes {} minutes",
        recorded.number("What a listener speaks, compared with nmap", "nmap -sV", 1) / 60);
    add(
        page,
        "listeners of {} servers, TCP and UDP.",
        Files.readAllLines(SERVERS).stream()
            .skip(1)
            .map(row -> row.replaceFirst(",.*", ""))
            .distinct()
            .count());
    add(
        "docs/probe.md",
        "Asking 60 listeners takes about {} seconds in a running JVM, and about {} seconds in a new",
        recorded.middle("`Greeting.ASK` took {} to {} s in a running JVM"),
        recorded.middle("{} to {} s as the first call of a JVM"));

    Benchmarks spark = Benchmarks.recorded("docs/flow-logs.md");
    double gain =
        spark.number("What it costs", "with port, service, status and range by `ports.label`", 1)
            / spark.number("What it costs", "with the same columns by two broadcast joins", 1);
    add("docs/flow-logs.md", "The library is {} times as fast", gain);
    add(page, "no slower than the broadcast join | {} x as fast", gain);
  }

  /** Figures whose input is not in this repository: without it they have no truths. */
  private void ofPopularPrograms() {
    String flows = "docs/flow-logs.md";
    ofPrograms(
        flows,
        "measured with {} ports of {} popular programs",
        () -> List.of(FlowAccuracy.servers().size(), FlowAccuracy.programs().size()));
    ofClients("Linux, {}-{}", FlowAccuracy.Clients.LINUX);
    ofClients("Windows and macOS, {}-{}", FlowAccuracy.Clients.WINDOWS);
    ofClients("NAT, {}-{}", FlowAccuracy.Clients.NAT);
    ofClients("Windows XP, {}-{}", FlowAccuracy.Clients.XP);
    // "over 99.99" is no rounding, so this one figure is left out.
    ofPrograms(
        flows,
        "has nothing or a ghost | {} %, over 99.99 % | {} %, {} % | {} %, {} % |",
        () -> sharesAndRights(ServerEnd.Certainty.CLEAR, share -> share < 99.99));
    ofPrograms(
        flows,
        "about the other end | {} %, {} % | {} %, {} % | {} %, {} % |",
        () -> sharesAndRights(ServerEnd.Certainty.LIKELY, share -> true));
    ofPrograms(
        flows,
        "so the lower number | {} %, {} % | {} %, {} % | {} %, {} % |",
        () -> sharesAndRights(ServerEnd.Certainty.GUESS, share -> true));
    ofPrograms(
        "docs/status-rules.md",
        "Of {} programs in the half of a list that is known to the project, a search finds {} %, {} %"
            + " have the common name of their port, and {} % are on ports that programs share",
        () -> {
          List<FlowAccuracy.Program> programs = FlowAccuracy.programs();
          double hundredth = programs.size() / 100.0;
          return List.of(
              programs.size(),
              programs.stream().filter(FlowAccuracy.Program::isFound).count() / hundredth,
              programs.stream().filter(FlowAccuracy.Program::isCommon).count() / hundredth,
              programs.stream()
                      .filter(program -> CommonNames.SHARED.contains(program.port()))
                      .count()
                  / hundredth);
        });
  }

  /** Figures of the published states, which are not in this repository either. */
  private void ofPublishedStates() {
    count(
        RawStates.FILE,
        "docs/data.md",
        "{} published states of the registry since {},",
        () -> List.of(RawStates.days().size(), RawStates.days().get(0)));
    count(
        RawStates.FILE,
        "registry-data/README.md",
        "each of the {} days on which a state was published from {} to {},",
        () -> {
          List<String> days = RawStates.days();
          return List.of(days.size(), days.get(0), days.get(days.size() - 1));
        });
  }

  private interface Count {
    List<Object> truths() throws IOException;
  }

  private void ofPrograms(String document, String sentence, Count count) {
    count(FlowAccuracy.PROGRAMS, document, sentence, count);
  }

  private void count(Path input, String document, String sentence, Count count) {
    try {
      all.add(new Figure(document, sentence, Files.exists(input) ? count.truths() : List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ofClients(String lead, FlowAccuracy.Clients clients) {
    ofPrograms(
        "docs/flow-logs.md",
        "| " + lead + " | {} % | {} % |",
        () -> {
          FlowAccuracy accuracy = FlowAccuracy.of(clients);
          return List.of(
              clients.first(), clients.last(), accuracy.registry(), accuracy.lowerNumber());
        });
  }

  private static List<Object> sharesAndRights(
      ServerEnd.Certainty certainty, Predicate<Double> which) throws IOException {
    List<Object> truths = new ArrayList<>();
    for (FlowAccuracy.Clients clients : FlowAccuracy.Clients.WITH_CERTAINTY) {
      FlowAccuracy accuracy = FlowAccuracy.of(clients);
      Stream.of(accuracy.shares().get(certainty), accuracy.rights().get(certainty))
          .filter(which)
          .forEach(truths::add);
    }
    return truths;
  }

  /** The totals of the newest section. */
  private void ofTheChangelog() throws IOException {
    String log = "CHANGELOG.md";
    List<NamedCsvRecord> greetings = rows("greetings.csv");
    long never = count(greetings, is("first", "never"));
    add(
        log,
        "`greetings.csv`: {} rows, {} that are asked for and {} that are never touched",
        greetings.size(),
        greetings.size() - never,
        never);
    Map<Liveness, Set<String>> services = new TreeMap<>();
    REGISTRY
        .ports()
        .flatMap(port -> port.assignments().stream())
        .forEach(
            service ->
                services
                    .computeIfAbsent(service.liveness(), none -> new HashSet<>())
                    .add(service.ports() + " " + service.serviceName()));
    add(
        log,
        "Liveness of all {} services with a port: {} in use, {} specified, {} in doubt, {} ghosts, {} not examined.",
        services.values().stream().mapToInt(Set::size).sum(),
        services.get(Liveness.IN_USE).size(),
        services.get(Liveness.SPECIFIED).size(),
        services.get(Liveness.IN_DOUBT).size(),
        services.get(Liveness.GHOST).size(),
        services.get(Liveness.UNEXAMINED).size());
    List<NamedCsvRecord> statuses = rows("statuses.csv");
    add(
        log,
        "Of the {} services of the System Ports, {} are in use, {} specified, {} in doubt and {} ghosts.",
        statuses.size(),
        count(statuses, is("liveness", "in_use")),
        count(statuses, is("liveness", "specified")),
        count(statuses, is("liveness", "in_doubt")),
        count(statuses, is("liveness", "ghost")));
    List<NamedCsvRecord> history = rows("history.csv");
    long copies = count(history, is("change", "copy"));
    add(
        log,
        "History: {} changes of IANA's registry from {} to {}, {} of them assignments, {} withdrawals and {} renamings.",
        history.size() - copies,
        REGISTRY.firstDay(),
        REGISTRY.lastDay(),
        count(history, is("change", "assigned")),
        count(history, is("change", "withdrawn").or(is("change", "transport_withdrawn"))),
        count(history, is("change", "renamed")));
    List<NamedCsvRecord> uses = rows("observed-uses.csv");
    add(log, "Observed uses: {}, each with", uses.size());
    add(log, "it names {} uses.", count(uses, is("common_name", "").negate()));
    add(log, "`rules/sign-meanings.csv` decides {} labels", rows("rules/sign-meanings.csv").size());
    add(log, "Everyday names: {}.", rows("everyday-names.csv").size());
    add(log, "Former assignments: {} (from", rows("former-assignments.csv").size());
    add(
        log,
        "{} signs of use, {} documents of vendors, {} RFCs with their states, {} relations",
        rows("in-use-signals.csv").size(),
        rows("vendor-documentation.csv").size(),
        rows("rfcs.csv").size(),
        rows("related-ports.csv").size());
    add(
        log,
        "snapshot of {}: {} rows, {} of them with a service name",
        PROVENANCE.snapshotDate(),
        PROVENANCE.rows(),
        PROVENANCE.namedRows());
  }

  // What counts

  private static List<NamedCsvRecord> rows(String table) throws IOException {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(Path.of("registry-data", table))) {
      return csv.stream().collect(Collectors.toList());
    }
  }

  private static Predicate<NamedCsvRecord> is(String column, String value) {
    return row -> row.getField(column).equals(value);
  }

  private static long count(List<NamedCsvRecord> rows, Predicate<NamedCsvRecord> which) {
    return rows.stream().filter(which).count();
  }

  private static int greatest(Map<?, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  private static long bytes() throws IOException {
    return Files.size(Path.of("registry-data", "port-registry.csv"));
  }

  private static Object[] ends(PortRange range) {
    return new Object[] {range.span().first(), range.span().last()};
  }

  private static int constant(String type, String name) {
    return ((Number) valueOf(type, name)).intValue();
  }

  private static long seconds(String type, String name) {
    Object value = valueOf(type, name);
    return value instanceof Duration duration
        ? duration.toSeconds()
        : durationIn(value).toSeconds();
  }

  /** The duration among the components of a value of another package. */
  private static Duration durationIn(Object value) {
    for (Field field : value.getClass().getDeclaredFields()) {
      if (field.getType() == Duration.class) {
        return (Duration) read(field, value);
      }
    }
    throw new AssertionError(value + " has no duration");
  }

  /** A constant, whatever its class and visibility. */
  private static Object valueOf(String type, String name) {
    try {
      return read(Class.forName("io.github.portregistry." + type).getDeclaredField(name), null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no constant " + type + "." + name, e);
    }
  }

  private static Object read(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** What the POM says. */
  private record Pom(String text) {

    String value(String pattern) {
      Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
      if (!matcher.find()) {
        throw new AssertionError("pom.xml has no " + pattern);
      }
      return matcher.group(1);
    }

    String version(String artifact) {
      String version =
          value(
              "<artifactId>"
                  + artifact
                  + "</artifactId>\\s*(?:<!--[^>]*-->\\s*)?<version>([^<]+)</version>");
      return version.startsWith("${")
          ? value("<" + version.substring(2, version.length() - 1) + ">([^<]+)<")
          : version;
    }
  }
}
