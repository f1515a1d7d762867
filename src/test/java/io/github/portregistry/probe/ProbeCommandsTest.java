package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.portregistry.Transport;
import io.github.portregistry.dossier.HandChecks;
import io.github.portregistry.dossier.Platform;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbeCommandsTest {

  private static final List<Transport> BOTH = List.of(Transport.TCP, Transport.UDP);

  @Test
  void anUnknownPlatformHasACommandToo() {
    ListenerProbe probe = new ListenerProbe(ListenerProbe.source("Plan 9"));

    assertThat(probe.commands(432, BOTH)).isNotEmpty();
    assertThat(probe.check(432).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(probe.check(432).coverage())
        .isEqualTo(
            new Coverage(
                Source.NONE,
                false,
                false,
                List.of("The sockets of Plan 9 cannot be read by this library.")));
    assertThat(probe.checkAll()).isEmpty();
    assertThat(probe.otherNamespaces()).isEmpty();
    assertThat(probe.inNamespaceOf(1).check(1).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void everyTransportMayBeCheckedByHandAndAtLeastOneMustBe() {
    ListenerProbe probe = ListenerProbe.local();

    assertThat(probe.commands(432, BOTH)).isNotEmpty().isUnmodifiable();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> probe.commands(432, List.of()))
        .withMessage("expected at least one transport, found none");
    assertThat(probe.commands(432, Set.of(Transport.SCTP)))
        .isEqualTo(HandChecks.on(Platform.current(), 432, Set.of(Transport.SCTP)));
    assertThatNullPointerException().isThrownBy(() -> probe.commands(432, null));
  }
}
