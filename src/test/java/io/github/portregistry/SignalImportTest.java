package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.portregistry.fact.Catalog;
import io.github.portregistry.fact.FactTable;
import io.github.portregistry.fact.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which service, or which other program, a collected sign is about. */
class SignalImportTest {

  private static final String SIGNALS = "in-use-signals.csv";
  private static final String SCANNERS = "scanner-ports.csv";
  private static final String MENTIONS = "rfc-mentions.csv";
  private static final String SPECIFICATIONS = "system-port-specifications.csv";

  private static final Map<String, String> HEADERS =
      Map.of(
          SIGNALS,
          "port,transport,signal,detail,source\n",
          SCANNERS,
          "protocol,port,transport,project,commit,path\n",
          MENTIONS,
          "port,service_name,rfc,decision,state_or_remark\n",
          SPECIFICATIONS,
          "port,rfc,relation,note\n",
          "ghosts.csv",
          "port,transport,service_name,has_rfc_reference,rfc_is_historic_or_obsolete,"
              + "in_netbase,has_wireshark_dissector,in_firewalld,has_unofficial_use,"
              + "registration_year,proposed_status,reasons,registration_year_basis,"
              + "unofficial_or_other_uses,rfc_refs\n");

  @TempDir private Path directory;

  private final Map<String, String> files = new HashMap<>(HEADERS);
  private final List<String> meanings = new ArrayList<>();
  private List<String> ports =
      List.of(
          TeamTables.named("100", "tcp", "alpha", "Greek letters"),
          TeamTables.named("100", "udp", "alpha", "Greek letters"),
          TeamTables.named("200", "tcp", "beta"),
          TeamTables.named("200", "udp", "gamma"),
          TeamTables.named("300", "tcp", "delta"));
  private List<FactTable.Row<ObservedUse>> uses = List.of();
  private Map<String, Integer> leftOut = Map.of();

  private void add(String file, String row) {
    files.merge(file, row + "\n", String::concat);
  }

  private List<Signal> signals() throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
    String header = String.join(",", SignMeaning.FORMAT.header()) + "␊";
    List<RegistryRow> rows =
        TeamTables.table("team", ports.toArray(String[]::new))
            .assignments()
            .<RegistryRow>map(row -> row)
            .toList();
    EvidenceImport evidence = new EvidenceImport(directory);
    SignalImport read =
        new SignalImport(
            evidence,
            rows,
            FactTable.read(SignMeaning.FORMAT, CsvSpec.csvText(header + String.join("", meanings))),
            new TreeMap<>(
                Map.of(
                    "firewalld", catalog("firewalld"),
                    "nerva", catalog("nerva"),
                    "zeek", catalog("zeek"))));
    List<Signal> signals = read.signals().stream().map(FactTable.Row::fact).toList();
    uses =
        read.uses().stream()
            .map(SignalImport.SignUse::use)
            .map(use -> new FactTable.Row<>(use.ports(), use))
            .toList();
    leftOut = evidence.leftOut();
    return signals;
  }

  private static Catalog catalog(String id) {
    return new Catalog(
        id, id, "1", RegistryDate.parse("2026-11-23"), "has", "https://" + id + ".example");
  }

  /** What a label means: port, transport, label, service, application, category. */
  private void means(String meaning) {
    meanings.add(meaning + "␊");
  }

  // Without a meaning, by words

  @ParameterizedTest
  @CsvSource({"alpha,alpha", "alpha3,alpha", "greek-mail,alpha", "beta,''", "letter,''"})
  void aLabelIsAboutTheServiceThatItSharesAWordWith(String label, String name) throws IOException {
    add(SIGNALS, "100,tcp,wireshark-dissector," + label + ",Wireshark 4");

    assertThat(signals())
        .extracting(Signal::serviceName, Signal::kind, Signal::label, Signal::transport)
        .containsExactly(tuple(name, Signal.Kind.DISSECTOR, label, Transport.TCP));
    assertThat(uses).isEmpty();
  }

  @Test
  void aLabelIsAboutAServiceOfItsTransportOnly() throws IOException {
    add(SIGNALS, "200,udp,wireshark-dissector,beta,Wireshark 4");

    assertThat(signals()).extracting(Signal::serviceName).containsExactly("");
  }

  // With a meaning

  @Test
  void aLabelThatMeansTheServiceIsASignForItWithoutASharedWord() throws IOException {
    means("100,,omicron,alpha,,");
    add(SIGNALS, "100,tcp,wireshark-dissector,omicron,Wireshark 4");

    assertThat(signals()).extracting(Signal::serviceName).containsExactly("alpha");
  }

  @Test
  void aLabelThatMeansAnotherProgramIsAUseAndNoSign() throws IOException {
    means("100,,alpha,,Alpha Centauri,game-server");
    add(SIGNALS, "100,tcp,firewalld-service,alpha,firewalld 2.5.2");

    assertThat(signals()).isEmpty();
    assertThat(uses)
        .containsExactly(
            new FactTable.Row<>(
                PortSpan.of(100),
                new ObservedUse(
                    PortSpan.of(100),
                    Transport.TCP,
                    "Alpha Centauri",
                    "game-server",
                    ObservedUse.Confidence.REPORTED,
                    List.of("https://firewalld.example"))));
  }

  @Test
  void aLabelThatMeansNeitherIsASignForNoService() throws IOException {
    means("100,,alpha,,,");
    add(SIGNALS, "100,tcp,selinux-port-type,alpha,refpolicy");

    assertThat(signals()).extracting(Signal::serviceName).containsExactly("");
    assertThat(uses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "wireshark-dissector,1",
    "firewalld-service,1",
    "ndpi-default-port,1",
    "debian-default,1",
    "known-implementation,1",
    "selinux-port-type,1",
    "netbase,0"
  })
  void aServicesFileThatMeansAnotherProgramShowsNoUse(String kind, int shown) throws IOException {
    means("100,,other,,Other,web");
    add(SIGNALS, "100,tcp," + kind + ",other,https://a");

    assertThat(signals()).isEmpty();
    assertThat(uses).hasSize(shown);
    assertThat(leftOut.getOrDefault("services file that names another program", 0))
        .isEqualTo(1 - shown);
  }

  @Test
  void aLabelOfARangeIsAUseOfTheRange() throws IOException {
    means("100,,dice (range 100-160),,Dice,game-server");
    add(SIGNALS, "100,udp,firewalld-service,dice (range 100-160),firewalld 2.5.2");

    assertThat(signals()).isEmpty();
    assertThat(uses)
        .singleElement()
        .satisfies(use -> assertThat(use.ports()).isEqualTo(new PortSpan(100, 160)));
  }

  @Test
  void aLabelCanMeanTheServiceOverOneTransportAndAnotherProgramOverTheOther() throws IOException {
    means("100,tcp,alpha,alpha,,");
    means("100,udp,alpha,,Alpha Centauri,game-server");
    add(SIGNALS, "100,tcp,wireshark-dissector,alpha,Wireshark 4");
    add(SIGNALS, "100,udp,wireshark-dissector,alpha,Wireshark 4");

    assertThat(signals())
        .extracting(Signal::serviceName, Signal::transport)
        .containsExactly(tuple("alpha", Transport.TCP));
    assertThat(uses)
        .extracting(use -> use.fact().application(), use -> use.fact().transport())
        .containsExactly(tuple("Alpha Centauri", Transport.UDP));
  }

  @Test
  void aLabelCanMeanTwoServices() throws IOException {
    means("200,,letters,beta,,");
    means("200,,letters,gamma,,");
    add(SIGNALS, "200,tcp,wireshark-dissector,letters,Wireshark 4");

    assertThat(signals())
        .extracting(Signal::serviceName)
        .containsExactlyInAnyOrder("beta", "gamma");
  }

  @Test
  void theSameLabelOnAnotherPortHasItsOwnMeaning() throws IOException {
    means("200,,alpha,,Alpha Centauri,game-server");
    add(SIGNALS, "100,tcp,wireshark-dissector,alpha,Wireshark 4");

    assertThat(signals()).extracting(Signal::serviceName).containsExactly("alpha");
  }

  @Test
  void anApplicationNeedsACategory() {
    means("100,,alpha,,Alpha Centauri,");

    assertThatThrownBy(this::signals)
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageContaining("a category with an application, and none without");
  }

  // Scanners

  @ParameterizedTest
  @CsvSource({"alpha,1", "Greek,1", "omega,0"})
  void aScannersPortIsASignForAServiceThatItNamesAndElseNone(String protocol, int signs)
      throws IOException {
    add(SCANNERS, protocol + ",100,tcp,someone/nerva,abc,a.go");

    assertThat(signals())
        .hasSize(signs)
        .allSatisfy(
            signal -> {
              assertThat(signal.kind()).isEqualTo(Signal.Kind.SCANNER);
              assertThat(signal.serviceName()).isEqualTo("alpha");
              assertThat(signal.source()).isEqualTo("nerva");
            });
    assertThat(uses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"someone/unknown", "zeek/zeek"})
  void aScannerOfNoCatalogOrOfOneThatTheSignsHaveIsLeftOut(String project) throws IOException {
    add(SCANNERS, "alpha,100,tcp," + project + ",abc,a.go");

    assertThat(signals()).isEmpty();
    assertThat(leftOut)
        .containsExactly(entry("scanner's range of ports, or one that another catalog has", 1));
  }

  // RFCs

  private void mention(String rfc, String state) {
    add(SIGNALS, "100,any,rfc-mention," + rfc + " (" + state + ") alpha,full-text scan");
  }

  @Test
  void theNewestMentionByAnRfcInForceIsASign() throws IOException {
    mention("RFC 900", "INFORMATIONAL");
    mention("RFC 7000", "PROPOSED STANDARD");
    mention("RFC 8000", "HISTORIC");

    assertThat(signals())
        .extracting(Signal::kind, Signal::serviceName, Signal::source)
        .containsExactly(tuple(Signal.Kind.RFC_MENTION, "alpha", "RFC7000"));
  }

  @Test
  void ofOneMentionNothingIsLeftOut() throws IOException {
    mention("RFC 7000", "PROPOSED STANDARD");

    assertThat(signals()).extracting(Signal::source).containsExactly("RFC7000");
    assertThat(leftOut).isEmpty();
  }

  @Test
  void anRfcThatNamesThePortIsNoSignForAnAlias() throws IOException {
    ports =
        List.of(
            TeamTables.alias("100", "tcp", "aleph", "alpha"),
            TeamTables.named("100", "tcp", "alpha"));
    add(SPECIFICATIONS, "100,RFC740,own specification,");

    assertThat(signals()).extracting(Signal::serviceName).containsExactly("alpha");
  }

  @Test
  void anRfcThatIsTheServicesOwnSpecificationIsNoMereMention() throws IOException {
    mention("RFC 866", "INTERNET STANDARD");
    add(MENTIONS, "100,alpha,866,own specification,");

    assertThat(signals())
        .extracting(Signal::kind, Signal::serviceName, Signal::source)
        .containsExactly(tuple(Signal.Kind.SPECIFICATION, "alpha", "RFC866"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "summary of its own specification RFC 1086",
        "copy of the registry; own specification is RFC 1086"
      })
  void aCopyThatNamesTheSpecificationLeadsToIt(String decision) throws IOException {
    mention("RFC 6759", "INFORMATIONAL");
    add(MENTIONS, "100,alpha,6759," + decision + ",");

    assertThat(signals())
        .extracting(Signal::kind, Signal::source)
        .containsExactly(tuple(Signal.Kind.SPECIFICATION, "RFC1086"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false match", "copy of the registry", "another protocol on the port"})
  void anRfcThatMeansAnotherThingIsNoSign(String decision) throws IOException {
    mention("RFC 4041", "INFORMATIONAL");
    add(MENTIONS, "100,alpha,4041," + decision + ",");

    assertThat(signals()).isEmpty();
  }

  @Test
  void anRfcThatSpeaksOfTheServiceStaysAMention() throws IOException {
    mention("RFC 6335", "BEST CURRENT PRACTICE");
    add(MENTIONS, "100,alpha,6335,tells that the name stays assigned,");

    assertThat(signals()).extracting(Signal::kind).containsExactly(Signal.Kind.RFC_MENTION);
  }

  @Test
  void anRfcThatCopiesTheRegistryIsNoSignForAnyPort() throws IOException {
    mention("RFC 2896", "INFORMATIONAL");
    add(SPECIFICATIONS, ",RFC2896,copy of the registry,");

    assertThat(signals()).isEmpty();
  }

  @Test
  void aFalseMatchOfOneRfcLeavesTheMentionByAnother() throws IOException {
    mention("RFC 4041", "INFORMATIONAL");
    mention("RFC 3000", "INFORMATIONAL");
    add(SPECIFICATIONS, "100,RFC4041,false match,");

    assertThat(signals()).extracting(Signal::source).containsExactly("RFC3000");
  }

  @ParameterizedTest
  @CsvSource({"own specification,SPECIFICATION", "names the port,RFC_MENTION"})
  void anRfcThatNamesThePortIsASignForItsService(String relation, Signal.Kind kind)
      throws IOException {
    add(SPECIFICATIONS, "100,RFC740," + relation + ",");

    assertThat(signals())
        .extracting(Signal::kind, Signal::serviceName, Signal::source)
        .containsExactly(tuple(kind, "alpha", "RFC740"));
  }

  @Test
  void anRfcThatBothListsHaveIsOneSign() throws IOException {
    add(MENTIONS, "100,alpha,740,own specification,");
    add(SPECIFICATIONS, "100,RFC740,own specification,");

    assertThat(signals()).hasSize(1);
  }

  @Test
  void anRfcForAPortWithTwoServicesNeedsToSayWhich() {
    add(SPECIFICATIONS, "200,RFC740,own specification,");

    assertThatThrownBy(this::signals)
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageContaining("a port with one service");
  }

  @Test
  void theOtherListCanSayWhichServiceOfThePortAnRfcSpecifies() throws IOException {
    add(MENTIONS, "200,gamma,740,own specification,");
    add(SPECIFICATIONS, "200,RFC740,own specification,");

    assertThat(signals()).extracting(Signal::serviceName).containsExactly("gamma");
  }

  // Kinds and sources

  @ParameterizedTest
  @CsvSource({
    "wireshark-dissector,DISSECTOR,wireshark",
    "firewalld-service,FIREWALL_SERVICE,firewalld",
    "ufw-profile,FIREWALL_SERVICE,ufw",
    "shorewall-macro,FIREWALL_SERVICE,shorewall",
    "ndpi-default-port,TRAFFIC_ANALYZER,ndpi",
    "zeek-analyzer,TRAFFIC_ANALYZER,zeek",
    "debian-default,DEFAULT_CONFIGURATION,cited",
    "known-implementation,IMPLEMENTATION,cited",
    "selinux-port-type,SECURITY_POLICY,selinux",
    "netbase,SERVICES_FILE,netbase",
  })
  void aSignHasAKindAndTheCatalogThatItIsFrom(String said, Signal.Kind kind, String source)
      throws IOException {
    add(SIGNALS, "100,any," + said + ",alpha,cited");

    assertThat(signals()).containsExactly(new Signal(null, "alpha", kind, "alpha", source));
  }

  @Test
  void aKindThatIsNotKnownIsRefused() {
    add(SIGNALS, "100,tcp,rumor,alpha,cited");

    assertThatThrownBy(this::signals)
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageEndingWith("line 2, column 3: expected a kind of signal but found \"rumor\"");
  }

  @Test
  void whatTheReferencesTellIsLeftOut() throws IOException {
    add(SIGNALS, "100,tcp,rfc-standard,alpha,RFC 1");

    assertThat(signals()).isEmpty();
    assertThat(leftOut).containsExactly(entry("signal that the references tell", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "Debian bind9 1:9.18 etc/bind,https://packages.debian.org/bookworm/bind9",
    "https://a.example,https://a.example",
  })
  void aUseThatIsFromNoCatalogHasTheAddressThatIsCited(String cited, String address)
      throws IOException {
    means("100,,other,,Other,web");
    add(SIGNALS, "100,tcp,debian-default,other," + cited);

    assertThat(signals()).isEmpty();
    assertThat(uses).extracting(use -> use.fact().sources()).containsExactly(List.of(address));
  }

  // Words

  private static Assignment titled(String name, String title) {
    return new Assignment(name, PortSpan.of(1), Transport.TCP, title, List.of(), "x");
  }

  @ParameterizedTest
  @CsvSource({
    "ab,ab,true",
    "abc,ab,false",
    "abcd,abc,true",
    "abc,abcd,true",
    "ab,abcd,false",
    "x:abc y,abc,true",
    "'x,abc',abc,true",
    "',',abc,false",
    "A-B-C,abc,true",
  })
  void aLabelIsAboutANameThatItHasOrThatHasIt(String label, String name, boolean about) {
    assertThat(SignalImport.isAbout(label, titled(name, ""))).isEqualTo(about);
  }

  @ParameterizedTest
  @CsvSource({
    "mail,Greek Mail,true",
    "Mail-thing,Greek Mail,true",
    "map,Greek Map,false",
    "server,Greek Server,false",
  })
  void aLabelIsAboutATitleOfWhichItHasALongWordThatIsNotCommon(
      String label, String title, boolean about) {
    assertThat(SignalImport.isAbout(label, titled("zz", title))).isEqualTo(about);
  }

  // Ghosts

  private void ghost(String basis, String others) {
    add("ghosts.csv", "100,tcp,alpha,,,,,,,,,," + basis + "," + others + ",");
  }

  @ParameterizedTest
  @CsvSource({
    "alpha,''",
    "'x alpha',''",
    "'x,alpha',''",
    "alphabet,alpha",
  })
  void aLabelThatTheCollectionGivesToAnotherProgramIsAboutNoService(String label, String name)
      throws IOException {
    ghost("", "something; other service: beta Al-pha ; more");
    add(SIGNALS, "100,tcp,wireshark-dissector,\"" + label + "\",Wireshark 4");

    assertThat(signals()).extracting(Signal::serviceName).containsExactly(name);
  }

  @Test
  void aScannersPortThatMeansAnotherProgramIsLeftOut() throws IOException {
    ghost("", "other service: alpha");
    add(SCANNERS, "alpha,100,tcp,someone/nerva,abc,a.go");

    assertThat(signals()).isEmpty();
    assertThat(leftOut).containsExactly(entry("scanner's port that names no service of it", 1));
  }

  @Test
  void aScannersRangeOfPortsIsLeftOut() throws IOException {
    add(SCANNERS, "alpha,100-101,tcp,someone/nerva,abc,a.go");

    assertThat(signals()).isEmpty();
    assertThat(leftOut)
        .containsExactly(entry("scanner's range of ports, or one that another catalog has", 1));
  }

  @Test
  void aSignWhoseSourceIsAPasteIsLeftOut() throws IOException {
    add(SIGNALS, "100,tcp,known-implementation,alpha,https://pastebin.com/abc");

    assertThat(signals()).isEmpty();
    assertThat(leftOut).containsExactly(entry("sign whose source is a paste", 1));
  }

  // What is left out of the mentions

  @Test
  void whatIsNotTheNewestMentionByAnRfcInForceIsCounted() throws IOException {
    mention("RFC 7000", "PROPOSED STANDARD");
    mention("RFC 900", "INFORMATIONAL");
    mention("RFC 8000", "HISTORIC");
    mention("RFC 9000", "UNKNOWN");
    mention("RFC 4041", "INFORMATIONAL");
    add(SPECIFICATIONS, "100,RFC4041,false match,");

    assertThat(signals()).extracting(Signal::source).containsExactly("RFC7000");
    assertThat(leftOut)
        .containsOnly(
            entry("mention by an older RFC", 1),
            entry("mention by an RFC that is not in force", 2),
            entry("mention by a copy of the registry, or by an RFC that means another thing", 1));
  }

  @Test
  void aMentionThatIsNotInTheLayoutIsRefused() {
    add(SIGNALS, "100,any,rfc-mention,RFC 1 alpha,full-text scan");

    assertThatThrownBy(this::signals)
        .isInstanceOf(RegistryFormatException.class)
        .hasMessageContaining(
            "line 2, column 4: expected a text such as RFC 1204 (EXPERIMENTAL) mpp");
  }

  @Test
  void rfc1202IsOnlyAMentionForTheServiceOfPort411() throws IOException {
    ports = List.of(TeamTables.named("411", "tcp", "rmt"), TeamTables.named("412", "tcp", "x"));
    add(SPECIFICATIONS, "411,RFC1202,own specification,");
    add(SPECIFICATIONS, "412,RFC1202,own specification,");

    assertThat(signals())
        .extracting(Signal::serviceName, Signal::kind)
        .containsExactly(
            tuple("rmt", Signal.Kind.RFC_MENTION), tuple("x", Signal.Kind.SPECIFICATION));
  }
}
