package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.BaselineOwner.Seen;
import io.github.portregistry.probe.Likeness.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two listeners are the same program, and the sentence that says why not. */
class LikenessTest {

  private static final Likeness SAME = new Likeness(Kind.SAME, "");

  private static final BaselineOwner NGINX = known("/usr/sbin/nginx");

  private static BaselineOwner owner(Seen seen, String file, String runs) {
    String program = file.substring(file.lastIndexOf('/') + 1);
    return new BaselineOwner(seen, program, file, runs, 7, null, false);
  }

  private static BaselineOwner known(String file) {
    return owner(Seen.KNOWN, file, "");
  }

  private static BaselineOwner activated(long pid, String file) {
    String program = file.substring(file.lastIndexOf('/') + 1);
    return new BaselineOwner(Seen.KNOWN, program, file, "", pid, null, true);
  }

  private static BaselineListener listener(
      String unit, String container, String image, BaselineOwner owner) {
    return new BaselineListener(
        80,
        Transport.TCP,
        List.of("127.0.0.1"),
        false,
        "u",
        unit,
        container,
        image,
        owner,
        Verdict.PLAUSIBLE);
  }

  private static BaselineListener listener(BaselineOwner owner) {
    return listener("", "", "", owner);
  }

  private static BaselineListener inUnit(String unit, BaselineOwner owner) {
    return listener(unit, "", "", owner);
  }

  private static BaselineListener ofImage(String image, BaselineOwner owner) {
    return listener("", "web", image, owner);
  }

  private static Likeness of(BaselineOwner before, BaselineOwner after) {
    return Likeness.of(listener(before), listener(after));
  }

  // Owners that are not certain

  @Test
  void twoLikelyOwnersOfTheSameProgramAreTheSame() {
    BaselineOwner likely = owner(Seen.LIKELY, "/usr/sbin/nginx", "");

    assertThat(of(likely, likely)).isEqualTo(SAME);
  }

  @Test
  void twoLikelyOwnersOfDifferentProgramsCannotBeCompared() {
    assertThat(
            of(owner(Seen.LIKELY, "/usr/sbin/nginx", ""), owner(Seen.LIKELY, "/usr/bin/caddy", "")))
        .isEqualTo(
            new Likeness(
                Kind.UNKNOWN,
                "The owner cannot be compared: it was not visible, and is not visible now."));
  }

  @Test
  void aLikelyOwnerIsNotTakenForAKnownOneOfTheSameProgram() {
    assertThat(of(owner(Seen.LIKELY, "/usr/sbin/nginx", ""), NGINX))
        .isEqualTo(
            new Likeness(
                Kind.UNKNOWN, "The owner cannot be compared: it was not visible, and is nginx."));
  }

  @Test
  void anOwnerThatIsNoLongerVisibleIsToldByItsFormerName() {
    assertThat(of(NGINX, BaselineOwner.NOT_VISIBLE))
        .isEqualTo(
            new Likeness(
                Kind.UNKNOWN,
                "The owner cannot be compared: it was nginx, and is not visible now."));
  }

  @Test
  void twoOwnersThatNobodySawAreNotTheSame() {
    assertThat(of(BaselineOwner.NOT_VISIBLE, BaselineOwner.NOT_VISIBLE).kind())
        .isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void anotherTagOfTheImageIsAnUpgradeThoughTheOwnerIsNotVisible() {
    assertThat(
            Likeness.of(
                ofImage("nginx:1", BaselineOwner.NOT_VISIBLE),
                ofImage("nginx:2", BaselineOwner.NOT_VISIBLE)))
        .isEqualTo(new Likeness(Kind.UPGRADED, "The image was nginx:1, and is nginx:2 now."));
  }

  // The sentence

  @Test
  void anotherProgramIsToldWithItsFileIfThatIsKnown() {
    BaselineOwner caddy = new BaselineOwner(Seen.KNOWN, "caddy", "", "", 7, null, false);

    assertThat(of(NGINX, caddy))
        .isEqualTo(
            new Likeness(
                Kind.DIFFERENT, "The program was nginx (/usr/sbin/nginx), and is caddy now."));
    assertThat(of(caddy, NGINX))
        .isEqualTo(
            new Likeness(
                Kind.DIFFERENT, "The program was caddy, and is nginx (/usr/sbin/nginx) now."));
  }

  @Test
  void aProgramOfTheSameNameIsToldByItsFile() {
    assertThat(of(known("/opt/a/app"), known("/srv/app")))
        .isEqualTo(new Likeness(Kind.DIFFERENT, "The file was /opt/a/app, and is /srv/app now."));
  }

  @Test
  void anInterpreterOfTheSameFileIsToldByWhatItRuns() {
    assertThat(
            of(
                owner(Seen.KNOWN, "/usr/bin/java", "/srv/a/app.jar"),
                owner(Seen.KNOWN, "/usr/bin/java", "/opt/app.jar")))
        .isEqualTo(
            new Likeness(
                Kind.DIFFERENT, "What it runs was /srv/a/app.jar, and is /opt/app.jar now."));
  }

  @Test
  void anInterpreterThatRunsWhatHasAnotherNameIsToldWithIt() {
    assertThat(
            of(
                owner(Seen.KNOWN, "/usr/bin/java", "/srv/a.jar"),
                owner(Seen.KNOWN, "/usr/bin/java", "/srv/b.jar")))
        .isEqualTo(
            new Likeness(
                Kind.DIFFERENT,
                "The program was java a.jar (/usr/bin/java), and is java b.jar (/usr/bin/java)"
                    + " now."));
  }

  // What is an upgrade

  @ParameterizedTest
  @CsvSource({
    "/opt/a/app, EXPECTED, /srv/app, EXPECTED, UPGRADED",
    "/opt/a/app, EXPECTED, /srv/app, PLAUSIBLE, DIFFERENT",
    "/opt/a/app, PLAUSIBLE, /srv/app, EXPECTED, DIFFERENT",
    "/opt/app-1.2/app, PLAUSIBLE, /opt/app-1.3/app, PLAUSIBLE, UPGRADED",
    "/opt/app-1.2/app, INVESTIGATE, /opt/app-1.3/app, PLAUSIBLE, DIFFERENT",
    "/opt/app-1.2/app, PLAUSIBLE, /opt/app-1.3/app, INVESTIGATE, DIFFERENT"
  })
  void withoutAUnitAnotherFileIsAnUpgradeOnlyIfItsFolderOrBothVerdictsSpeakForIt(
      String was, Verdict before, String is, Verdict after, Kind kind) {
    assertThat(
            Likeness.of(
                    listener(known(was)).withVerdict(before),
                    listener(known(is)).withVerdict(after))
                .kind())
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "app.service, /srv/12/app.jar, /srv/13/app.jar, UPGRADED",
    "'', /srv/12/app.jar, /srv/13/app.jar, DIFFERENT",
    "'', /srv/1.2/app.jar, /srv/1.3/app.jar, UPGRADED"
  })
  void aNumberWithoutAPointIsAVersionOnlyInTheSameUnit(
      String unit, String was, String is, Kind kind) {
    assertThat(
            Likeness.of(
                inUnit(unit, owner(Seen.KNOWN, "/usr/bin/java", was)),
                inUnit(unit, owner(Seen.KNOWN, "/usr/bin/java", is))))
        .isEqualTo(new Likeness(kind, "What it runs was " + was + ", and is " + is + " now."));
  }

  @ParameterizedTest
  @CsvSource({
    "php-fpm8.1, php-fpm8.2, UPGRADED",
    "python, python3, UPGRADED",
    "node, bun, DIFFERENT",
    "node, nginx, DIFFERENT",
    "nginx, apache2, DIFFERENT"
  })
  void inTheSameUnitOnlyTheSameProgramOrInterpreterIsAnUpgrade(String was, String is, Kind kind) {
    assertThat(
            Likeness.of(
                    inUnit("app.service", known("/usr/bin/" + was)),
                    inUnit("app.service", known("/usr/bin/" + is)))
                .kind())
        .isEqualTo(kind);
  }

  // What systemd hands over

  @ParameterizedTest
  @CsvSource({
    "1, /usr/lib/systemd/systemd, SAME",
    "1, /sbin/tini, DIFFERENT",
    "900, /usr/lib/systemd/systemd, DIFFERENT",
    "900, /usr/sbin/dropbear, DIFFERENT"
  })
  void onlyTheFirstProcessHandsASocketOver(long pid, String file, Kind kind) {
    BaselineOwner sshd = activated(901, "/usr/sbin/sshd");

    assertThat(of(activated(pid, file), sshd).kind()).isEqualTo(kind);
    assertThat(of(sshd, activated(pid, file)).kind()).isEqualTo(kind);
  }

  @Test
  void theFirstProcessHandsOverOnlyASocketThatBothHave() {
    BaselineOwner systemd = activated(1, "/usr/lib/systemd/systemd");

    assertThat(of(systemd, known("/usr/sbin/sshd")).kind()).isEqualTo(Kind.DIFFERENT);
    assertThat(of(known("/usr/sbin/sshd"), systemd).kind()).isEqualTo(Kind.DIFFERENT);
  }

  // Images and units

  @ParameterizedTest
  @CsvSource({
    "nginx:1, nginx, UPGRADED",
    "nginx:1, nginx@sha256:aa, UPGRADED",
    "nginx:1, caddy:1, DIFFERENT",
    "host:5000/nginx:1, host:5000/nginx:2, UPGRADED",
    "host:5000/nginx, host:5000/caddy, DIFFERENT",
    "host:/nginx, host:/caddy, DIFFERENT",
    "@aa, @bb, UPGRADED",
    ":1, :2, UPGRADED"
  })
  void anImageIsTheSameWithoutItsTagAndDigest(String was, String is, Kind kind) {
    assertThat(Likeness.of(ofImage(was, NGINX), ofImage(is, NGINX)))
        .isEqualTo(new Likeness(kind, "The image was " + was + ", and is " + is + " now."));
  }

  @ParameterizedTest
  @CsvSource({
    "web.socket, web.service, SAME",
    "web, web.service, SAME",
    ".socket, .service, SAME",
    "web-1.service, web-2.socket, UPGRADED",
    "web.service, mail.service, DIFFERENT"
  })
  void aUnitIsComparedWithoutItsType(String was, String is, Kind kind) {
    assertThat(Likeness.of(inUnit(was, NGINX), inUnit(is, NGINX)).kind()).isEqualTo(kind);
  }
}
