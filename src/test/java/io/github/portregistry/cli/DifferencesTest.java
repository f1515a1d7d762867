package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.BaselineChange;
import io.github.portregistry.probe.BaselineChange.Kind;
import io.github.portregistry.probe.BaselineListener;
import io.github.portregistry.probe.BaselineOwner;
import io.github.portregistry.probe.Refusal;
import io.github.portregistry.probe.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The differences from a baseline as they are printed. */
class DifferencesTest {

  private static final Instant SINCE = Instant.parse("2026-11-24T12:00:00.5Z");

  private static final BaselineListener NGINX = listener(80, "nginx");

  private static BaselineOwner owner(String program) {
    BaselineOwner.Seen seen =
        program.isEmpty() ? BaselineOwner.Seen.NOT_VISIBLE : BaselineOwner.Seen.KNOWN;
    return new BaselineOwner(seen, program, "/usr/bin/" + program, "", 7, null, false);
  }

  private static BaselineListener listener(int port, String program) {
    return listener(port, "root", "", "", "", owner(program), Verdict.EXPECTED);
  }

  private static BaselineListener listener(
      int port,
      String user,
      String unit,
      String container,
      String image,
      BaselineOwner owner,
      Verdict verdict) {
    return new BaselineListener(
        port, Transport.TCP, List.of("*"), false, user, unit, container, image, owner, verdict);
  }

  private static BaselineChange change(
      Kind kind, @Nullable BaselineListener before, @Nullable BaselineListener after) {
    return new BaselineChange(kind, before, after, false, "A detail.");
  }

  private static BaselineChange alarm(Kind kind, BaselineListener after) {
    return new BaselineChange(
        kind, kind == Kind.APPEARED ? null : after, after, true, "Look at it.");
  }

  private static List<String> printed(boolean saved, BaselineChange... changes) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    new Differences(new Terminal(writer, writer, 120, false)).print(List.of(changes), SINCE, saved);
    return out.toString().lines().toList();
  }

  private static List<String> printed(BaselineChange... changes) {
    return printed(true, changes);
  }

  @Test
  void noDifferenceIsSaidWithTheSecondOfTheBaseline() {
    assertThat(printed()).containsExactly("No difference since 2026-11-24T12:00:00Z.");
  }

  @Test
  void aChangeIsARowWithBothVerdicts() {
    BaselineListener worse = listener(80, "root", "", "", "", owner("nginx"), Verdict.INVESTIGATE);

    assertThat(printed(change(Kind.EXPOSED, NGINX, worse)))
        .containsExactly(
            "CHANGE   PORT    ADDRESS  PROGRAM  VERDICT",
            "exposed  80/tcp  *        nginx    expected -> investigate");
  }

  @Test
  void anAlarmIsMarkedAndExplainedBelow() {
    assertThat(printed(alarm(Kind.APPEARED, NGINX), change(Kind.GONE, listener(22, "sshd"), null)))
        .containsExactly(
            "CHANGE      PORT    ADDRESS  PROGRAM  VERDICT",
            "appeared !  80/tcp  *        nginx    expected",
            "gone        22/tcp  *        sshd     expected",
            "",
            "80/tcp: Look at it.",
            "",
            "1 difference is an alarm, marked with an exclamation mark.");
  }

  @Test
  void theWayToAcceptAlarmsIsNamedUnlessTheyAreAccepted() {
    assertThat(printed(false, alarm(Kind.APPEARED, NGINX)))
        .endsWith(
            "",
            "1 difference is an alarm, marked with an exclamation mark. If it is wanted, save a new"
                + " baseline.");
    assertThat(
            printed(false, alarm(Kind.APPEARED, NGINX), alarm(Kind.APPEARED, listener(22, "sshd"))))
        .endsWith(
            "",
            "2 differences are alarms, marked with an exclamation mark. If they are wanted, save a"
                + " new baseline.");
  }

  // The program

  /** The cell of the program, of a listener whose owner has the same name before and after. */
  private static String program(Kind kind, BaselineListener before, BaselineListener after) {
    List<String> lines = printed(change(kind, before, after));
    int start = lines.get(0).indexOf("PROGRAM");
    return lines.get(1).substring(start, lines.get(0).indexOf("VERDICT")).strip();
  }

  private static BaselineListener with(String user, String unit, String container, String image) {
    return listener(80, user, unit, container, image, owner("nginx"), Verdict.EXPECTED);
  }

  @Test
  void whatDistinguishesAReplacedProgramOfTheSameNameIsAdded() {
    assertThat(program(Kind.REPLACED, with("root", "a", "a", "a"), with("nobody", "b", "b", "b")))
        .isEqualTo("nginx (root -> nobody)");
    assertThat(program(Kind.UPGRADED, with("root", "a", "a", "a"), with("root", "b", "b", "b")))
        .isEqualTo("nginx (a -> b)");
    assertThat(program(Kind.REPLACED, with("root", "a.service", "", ""), with("root", "", "", "")))
        .isEqualTo("nginx (a.service -> no unit)");
    assertThat(program(Kind.REPLACED, with("root", "", "", ""), with("root", "b.service", "", "")))
        .isEqualTo("nginx (no unit -> b.service)");
    assertThat(program(Kind.UPGRADED, with("root", "", "", "x:1"), with("root", "", "", "x:2")))
        .isEqualTo("nginx (x:1 -> x:2)");
  }

  @Test
  void theFileOfAReplacedProgramIsAddedIfNothingElseDiffers() {
    BaselineOwner other =
        new BaselineOwner(BaselineOwner.Seen.KNOWN, "nginx", "/tmp/nginx", "", 7, null, false);

    assertThat(
            program(
                Kind.REPLACED, NGINX, listener(80, "root", "", "", "", other, Verdict.EXPECTED)))
        .isEqualTo("nginx (/usr/bin/nginx -> /tmp/nginx)");
  }

  @Test
  void whatIsKnownOnlyBeforeOrAfterDistinguishesNothing() {
    assertThat(program(Kind.REPLACED, with("", "", "", ""), with("root", "", "c", "")))
        .isEqualTo("nginx");
    assertThat(program(Kind.REPLACED, with("root", "", "c", ""), with("", "", "", "")))
        .isEqualTo("nginx");
  }

  @Test
  void aProgramThatWasNotReplacedHasItsNameOnly() {
    assertThat(program(Kind.EXPOSED, with("root", "", "", ""), with("nobody", "", "", "")))
        .isEqualTo("nginx");
  }

  @Test
  void aProgramOfAnotherNameHasBothNamesOnly() {
    assertThat(
            program(
                Kind.REPLACED,
                NGINX,
                listener(80, "nobody", "", "", "", owner("nc"), Verdict.EXPECTED)))
        .isEqualTo("nginx -> nc");
  }

  // What is only listed

  private static BaselineChange[] many(Kind kind, int count) {
    List<BaselineChange> changes = new ArrayList<>();
    for (int port = 1; port <= count; port++) {
      changes.add(change(kind, listener(port, "p"), listener(port, "p")));
    }
    return changes.toArray(BaselineChange[]::new);
  }

  @Test
  void eightThatWereRestartedAreNamedAndMoreAreCounted() {
    assertThat(printed(many(Kind.RESTARTED, 8)))
        .containsExactly(
            "No difference since 2026-11-24T12:00:00Z.",
            "",
            "Restarted, otherwise the same: 1/tcp p, 2/tcp p, 3/tcp p, 4/tcp p, 5/tcp p, 6/tcp p,"
                + " 7/tcp p, 8/tcp p.");
    assertThat(printed(many(Kind.RESTARTED, 10)))
        .last()
        .asString()
        .endsWith(" 7/tcp p, 8/tcp p and 2 more.");
  }

  @Test
  void whatCouldNotBeComparedHasTheNameOfWhicheverSideIsKnown() {
    BaselineListener hidden = listener(80, "");

    assertThat(printed(change(Kind.UNSEEN, NGINX, hidden), change(Kind.UNSEEN, hidden, hidden)))
        .endsWith(
            "",
            "Not compared, as the owner was not visible then or is not now: 80/tcp nginx, 80/tcp"
                + " ?.");
    assertThat(printed(change(Kind.UNSEEN, hidden, NGINX)))
        .last()
        .asString()
        .endsWith(": 80/tcp nginx.");
  }

  // What a list does not allow

  @Test
  void whatIsNotAllowedIsARowWithItsReasonBelow() {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    new Differences(new Terminal(writer, writer, 120, false))
        .print(
            List.of(
                new Refusal(null, "Not everything could be read."),
                new Refusal(NGINX, "No row allows it.")));

    assertThat(out.toString().lines())
        .containsExactly(
            "PORT    ADDRESS  PROGRAM  USER  VERDICT",
            "80/tcp  *        nginx    root  expected",
            "",
            "80/tcp: No row allows it.");
  }
}
