package io.github.portregistry;

import static io.github.portregistry.TeamTables.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** In Turkish the small letter of I is not i; in Arabic the digits are others. */
@Tag("whole")
@Isolated
class TurkishLocaleTest {

  private static final Locale TURKISH = Locale.forLanguageTag("tr-TR");
  private static final Locale ARABIC = Locale.forLanguageTag("ar-EG-u-nu-arab");
  private static final Locale BEFORE = Locale.getDefault();

  @BeforeEach
  void speakTurkish() {
    Locale.setDefault(TURKISH);
    assertThat("I".toLowerCase(Locale.getDefault())).isEqualTo("ı");
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(BEFORE);
  }

  @AfterAll
  static void theLocaleIsAsBefore() {
    assertThat(Locale.getDefault()).isEqualTo(BEFORE);
  }

  @Test
  void aNameWithAnIIsFoundInCapitals() {
    PortRegistry fresh = PortRegistry.bundled().withOverlay(TeamTables.table("empty"));

    assertThat(places(fresh.service("IASD"))).containsExactly("iasd 432/tcp", "iasd 432/udp");
    assertThat(places(fresh.service("IMAP"))).containsExactly("imap 143/tcp");
    assertThat(fresh.service("iasd")).isEqualTo(fresh.service("IASD"));
  }

  @Test
  void aNameThatIsWrittenWithACapitalIIsFoundInSmallLetters() {
    PortRegistry team =
        TeamTables.table(
            "team",
            TeamTables.named("8432", "tcp", "FILE-INDEX"),
            TeamTables.alias("8433", "tcp", "files", "file-INDEX"));

    assertThat(places(team.service("file-index"))).containsExactly("FILE-INDEX 8432/tcp");
    assertThat(places(team.service("FILES")))
        .containsExactly("FILE-INDEX 8432/tcp", "files 8433/tcp");
  }

  @Test
  void aSearchFindsWordsWithAnI() {
    List<PortRecord> found = PortRegistry.bundled().search("ICTP");

    assertThat(found).isNotEmpty().isEqualTo(PortRegistry.bundled().search("ictp"));
    assertThat(PortRegistry.bundled().search("X WINDOW SYSTEM")).hasSize(64);
  }

  @Test
  void anOverlaysNameWithoutAPortHidesTheSameNameInOtherLetters() {
    PortRegistry both =
        TeamTables.table("base", TeamTables.named("", "", "file-index"))
            .withOverlay(TeamTables.table("over", TeamTables.named("", "", "FILE-INDEX")));

    assertThat(places(both.service("file-index"))).containsExactly("FILE-INDEX");
  }

  @Test
  void readIanaUnderstandsItsWordsInCapitals() {
    PortRegistry iana =
        TeamTables.iana(
            "x",
            ",9,tcp,UNASSIGNED,,,,,,,,",
            ",10,tcp,DE-REGISTERED,,,,,,,,",
            ",11,tcp,Unassigned,,,,,,,,De-registered 08 July 2001");

    assertThat(iana.port(9).status()).isEqualTo(PortStatus.UNASSIGNED);
    assertThat(iana.port(9).unnamedEntries().get(0).description()).isEmpty();
    assertThat(iana.port(10).status()).isEqualTo(PortStatus.RELEASED);
    assertThat(iana.port(11).formerAssignments().get(0).releasedOn())
        .isEqualTo(new RegistryDate(2001, 7, 8));
  }

  @Test
  void theLibraryLoadsAndReadsItsFormerAssignments() throws Exception {
    try (URLClassLoader loader = Libraries.fresh()) {
      Method lookup = loader.loadClass(PortRegistry.class.getName()).getMethod("lookup", int.class);
      Object port = lookup.invoke(null, 126);

      assertThat(port).hasToString("126 ASSIGNED nxedit/tcp nxedit/udp");
      // The kind is REASSIGNED, which has an I.
      assertThat(port.getClass().getMethod("formerAssignments").invoke(port))
          .hasToString(PortRegistry.lookup(126).formerAssignments().toString());
    }
  }

  @Test
  void messagesAreTheSameInEveryLanguage() {
    for (Locale locale : new Locale[] {Locale.ROOT, TURKISH, ARABIC, Locale.GERMANY}) {
      Locale.setDefault(locale);
      assertThat(catchThrowable(() -> PortRegistry.lookup(70000)))
          .hasMessage("port 70000 is outside 0 to 65535");
      assertThat(catchThrowable(() -> RegistryDate.parse("1/2/2003")))
          .hasMessage("expected a date such as 2005-12 or 2005-12-31 but found \"1/2/2003\"");
      assertThat(
              catchThrowable(() -> TeamTables.table("t", TeamTables.named("70000", "tcp", "x\ty"))))
          .hasMessage(
              "t, line 2, column 5: expected text without line breaks and other control characters"
                  + " but found \"x\", a tab, \"y\"");
    }
  }

  @Test
  void datesAndSpansAreWrittenWithTheSameDigitsInEveryLanguage() {
    for (Locale locale : new Locale[] {Locale.ROOT, TURKISH, ARABIC}) {
      Locale.setDefault(locale);
      assertThat(new RegistryDate(2021, 10, 1)).hasToString("2021-10-01");
      assertThat(new RegistryDate(987, 2, null)).hasToString("0987-02");
      assertThat(new PortSpan(6000, 6063)).hasToString("6000-6063");
      assertThat(PortRegistry.lookup(432)).hasToString("432 GHOST iasd/tcp iasd/udp");
    }
  }
}
