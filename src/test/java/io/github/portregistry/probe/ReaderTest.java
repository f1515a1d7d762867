package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for advice. */
class ReaderTest {

  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

  private static ProcessRef process(long pid, @Nullable Instant startedAt) {
    return new ProcessRef(
        pid, startedAt, "java", ProgramFile.UNKNOWN, List.of(), "u", Background.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2000, -2000})
  void aProcessWithItsNumberAndItsStartIsTheReader(long milliseconds) {
    assertThat(new Reader(7, AT, "u").is(process(7, AT.plusMillis(milliseconds)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {2001, -2001, 100_000})
  void aProcessWithItsNumberAndAnotherStartIsNot(long milliseconds) {
    assertThat(new Reader(7, AT, "u").is(process(7, AT.plusMillis(milliseconds)))).isFalse();
  }

  @Test
  void aProcessWithAnotherNumberIsNotTheReader() {
    assertThat(new Reader(7, AT, "u").is(process(8, AT))).isFalse();
    assertThat(new Reader(7, null, "u").is(process(8, null))).isFalse();
  }

  @Test
  void whereAStartIsNotKnownTheNumberCountsOnThisMachineAlone() {
    assertThat(new Reader(7, null, "u").is(process(7, AT))).isTrue();
    assertThat(new Reader(7, AT, "u").is(process(7, null))).isTrue();
    assertThat(new Reader(7, null, "").is(process(7, AT))).isFalse();
    assertThat(new Reader(7, AT, "").is(process(7, null))).isFalse();
  }

  @Test
  void theReaderHereIsThisProcess() {
    ProcessHandle self = ProcessHandle.current();
    Reader here = Reader.here();

    assertThat(here.pid()).isEqualTo(self.pid());
    assertThat(here.startedAt()).isEqualTo(self.info().startInstant().orElse(null));
    assertThat(here.user()).isEqualTo(self.info().user().orElse(""));
  }

  @Test
  void theReaderHereKnowsTheUsersOfOtherProcesses() {
    long pid = ProcessHandle.current().pid();

    assertThat(Reader.here().userOf().apply(pid))
        .isEqualTo(ProcessHandle.current().info().user().orElse(""));
    // No process has this number.
    assertThat(Reader.here().userOf().apply(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void aReaderElsewhereHasNoUser() {
    assertThat(Reader.elsewhere().user()).isEmpty();
    assertThat(Reader.elsewhere().pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(Reader.elsewhere().userOf().apply(1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"u, v, true", "u, u, false", "u, '', false", "root, v, false", "'', v, false"})
  void aUserNeedsRootForTheProcessesOfOthers(String user, String other, boolean needed) {
    ProcessRef process = Some.process(5, "/usr/sbin/nginx").user(other).ref();

    assertThat(new Reader(7, AT, user).needsRootFor(process)).isEqualTo(needed);
  }

  @ParameterizedTest
  @CsvSource({
    // The user of the ancestor counts, or else that of the process that it started.
    "u, v, u, true",
    "u, u, v, false",
    "u, '', v, true",
    "u, '', u, false",
    "'', v, v, false"
  })
  void aUserNeedsRootForWhatAnotherStarted(
      String user, String ofAncestor, String ofStarted, boolean needed) {
    Reader reader = new Reader(7, AT, user, pid -> pid == 3 ? ofAncestor : "x");
    ProcessRef started = Some.process(5, "/usr/sbin/nginx").user(ofStarted).ref();

    assertThat(reader.needsRootFor(new Ancestor(3, "sh"), started)).isEqualTo(needed);
  }
}
