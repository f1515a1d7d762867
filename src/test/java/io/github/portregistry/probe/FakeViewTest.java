package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who owns a socket where not all of a machine is shown, on a small one made by hand. */
class FakeViewTest extends FakeMachine {

  @Test
  void aRefusedLinkIsARefusal() throws IOException {
    tables(listener(80, 7));
    process(60, 7).refuse("60/fd/");

    assertThat(proc.probe().check(80).listeners().get(0).ownership())
        .isEqualTo(
            new Denied(
                "This user may not look into 1 process. The socket belongs to root. Check again with"
                    + " sudo."));
  }

  @Test
  void anOwnerAmongRefusedProcessesMayNotBeTheOnlyOne() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    process(61, 7).refuse("61/fd");

    PortFinding finding = proc.probe().check(80);
    assertThat(owners(finding)).containsExactly(60L);
    assertThat(((Known) finding.listeners().get(0).ownership()).complete()).isFalse();
    assertThat(finding.coverage().ownersComplete()).isFalse();
  }

  @Test
  void aListenerThatNoProcessOwnsIsTheKernels() throws IOException {
    tables(listener(2049, 7));
    process(60);

    assertThat(proc.probe().check(2049).listeners().get(0).ownership())
        .isInstanceOfSatisfying(
            NotVisible.class,
            hidden -> assertThat(hidden.cause()).isEqualTo(NotVisible.Cause.KERNEL));
  }

  @Test
  void aListenerThatNoProcessOwnsInAContainerMayBeOwnedOutside() throws IOException {
    tables(listener(2049, 7));
    process(60).link("1/ns/pid", "pid:[4026532999]");

    assertThat(proc.probe().check(2049).listeners().get(0).ownership())
        .isInstanceOfSatisfying(
            NotVisible.class,
            hidden -> assertThat(hidden.cause()).isEqualTo(NotVisible.Cause.PID_NAMESPACE));
  }

  @Test
  void theNamespaceIsThatOfTheReaderWhereThatOfTheFirstProcessIsNotShown() throws IOException {
    tables(listener(2049, 7));
    process(60).refuse("1/ns/pid").link("50/ns/pid", "pid:[4026531836]");
    assertThat(cause(2049)).isEqualTo(NotVisible.Cause.KERNEL);

    proc.delete("50/ns/pid");
    assertThat(ownership(2049))
        .isEqualTo(
            new NotVisible(
                NotVisible.Cause.UNKNOWN,
                "No visible process owns the socket. Check again as root on the machine itself."));
  }

  /** Mounted as the reader sees it in its own mountinfo. */
  private void mounted(String options) throws IOException {
    Path root = temp.resolve("proc").toRealPath();
    proc.write(
        "50/mountinfo",
        "22 1 0:5 / " + root + " rw - proc proc rw" + options + "\n1 2 3 / / rw - ext4\n");
  }

  private void hideFirstProcess() throws IOException {
    proc.delete("1/stat");
    proc.delete("1/ns/pid");
    proc.delete("1/ns");
    proc.delete("1");
    proc.link("50/ns/pid", "pid:[4026531836]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "invisible", "ptraceable"})
  void hiddenProcessesAreTold(String hidepid) throws IOException {
    tables(listener(2049, 7));
    process(60);
    mounted(",hidepid=" + hidepid);
    hideFirstProcess();

    assertThat(cause(2049)).isEqualTo(NotVisible.Cause.HIDEPID);
  }

  @Test
  void whereProcessesAreHiddenThereMayBeAnotherOwner() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    hideFirstProcess();

    assertThat(((Known) ownership(80)).complete()).isFalse();
    assertThat(proc.probe().check(80).coverage().ownersComplete()).isFalse();
  }

  @Test
  void processesThatCannotBeLookedIntoAreHiddenToo() throws IOException {
    tables(listener(80, 7));
    process(60);
    mounted(",hidepid=noaccess");
    proc.fail("1/stat").fail("1/fd");

    assertThat(cause(80)).isEqualTo(NotVisible.Cause.HIDEPID);
  }

  @Test
  void whoMaySeeHiddenProcessesIsNotToldThatTheyAreHidden() throws IOException {
    tables(listener(2049, 7));
    process(60);
    mounted(",gid=4,hidepid=invisible");
    proc.write("50/status", "Name:\tjava\nUid:\t9\t9\t9\t9\nGid:\t9\t9\t9\t9\nGroups:\t3 4 \n");

    assertThat(cause(2049)).isEqualTo(NotVisible.Cause.KERNEL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",hidepid=0", ",hidepid=off"})
  void anOptionThatHidesNothingIsNoCause(String options) throws IOException {
    tables(listener(2049, 7));
    process(60);
    mounted(options);
    hideFirstProcess();

    assertThat(ownership(2049))
        .isEqualTo(
            new NotVisible(
                NotVisible.Cause.UNKNOWN,
                "The system does not show every process of the machine to this user, and no visible"
                    + " process owns the socket. Check again with sudo."));
  }

  private NotVisible.Cause cause(int port) throws IOException {
    return ((NotVisible) ownership(port)).cause();
  }

  @Test
  void anOwnerInAContainerMayNotBeTheOnlyOne() throws IOException {
    tables(listener(80, 7));
    process(60, 7).link("1/ns/pid", "pid:[4026532999]");

    assertThat(((Known) ownership(80)).complete()).isFalse();
  }

  @Test
  void ofAMachineThatIsSeenWholeEveryOwnerIsNamed() throws IOException {
    tables(listener(80, 7));
    process(60, 7);

    assertThat(((Known) ownership(80)).complete()).isTrue();
    assertThat(proc.probe().check(80).coverage().ownersComplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"61/fd", "61/fd/0", "61/stat"})
  void aProcessThatCouldNotBeReadMayBeAnotherOwner(String failing) throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    process(61, 7).fail(failing);

    Known known = (Known) ownership(80);
    assertThat(known.owners()).extracting(ProcessRef::pid).contains(60L);
    assertThat(known.complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"60/fd", "60/fd/3", "60/stat"})
  void aProcessThatCouldNotBeReadMayBeTheOwner(String failing) throws IOException {
    tables(listener(80, 7));
    process(60, 7).fail(failing);

    assertThat(ownership(80))
        .isEqualTo(
            new NotVisible(
                NotVisible.Cause.UNKNOWN,
                "Not every process could be examined ("
                    + failing
                    + ": Too many open files), and no other process owns the socket. Correct that, then"
                    + " check again."));
  }

  @Test
  void aProcessThatCouldNotBeReadIsNotTakenForOneThatIsRefused() throws IOException {
    tables(listener(80, 7));
    process(60, 7).fail("60/stat");
    proc.refuse("61/fd").write("61/stat", "");

    assertThat(ownership(80))
        .isInstanceOf(Denied.class)
        .extracting(Ownership::why)
        .asString()
        .startsWith(
            "This user may not look into 1 process, and not every other could be examined"
                + " (60/stat: Too many open files). ");
  }

  @Test
  void processesThatCouldNotBeListedMayBeOwners() throws IOException {
    tables(listener(80, 7));
    process(60, 7).fail("");

    assertThat(cause(80)).isEqualTo(NotVisible.Cause.UNKNOWN);
  }

  @Test
  void aProcessThatEndedWhileItWasReadIsNotMissed() throws IOException {
    tables(listener(80, 7));
    process(60, 7);
    proc.fail("61/fd").write("61/stat", "");
    proc.onRead("60/stat", () -> proc.delete("61/stat"));
    proc.onRead("60/cmdline", () -> proc.delete("61"));

    assertThat(((Known) ownership(80)).complete()).isTrue();
  }
}
