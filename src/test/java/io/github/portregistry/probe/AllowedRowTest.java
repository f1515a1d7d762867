package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortSpan;
import io.github.portregistry.Transport;
import io.github.portregistry.probe.AllowedRow.Owner;
import io.github.portregistry.probe.BaselineOwner.Seen;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a row of an allow list names the owner of a listener. */
class AllowedRowTest {

  private static Owner owner(String cell, Seen seen, String unit, String container) {
    BaselineListener listener =
        new BaselineListener(
            80,
            Transport.TCP,
            List.of("*"),
            false,
            "",
            unit,
            container,
            "",
            new BaselineOwner(seen, seen == Seen.KNOWN ? "nginx" : "", "", "", 0, null, false),
            Verdict.PLAUSIBLE);
    return new AllowedRow(2, new PortSpan(80, 80), null, "", List.of(), cell).owner(listener);
  }

  @ParameterizedTest
  @CsvSource({
    // The system shows the unit of a socket even if it does not show the owner.
    "unit:a.service, NOT_VISIBLE, a.service, NAMED",
    "unit:a.service, NOT_VISIBLE, b.service, OTHER",
    "unit:a.service, NOT_VISIBLE, '', NOT_VISIBLE",
    "unit:a.service, LIKELY, '', NOT_VISIBLE",
    "unit:a.service, KNOWN, a.service, NAMED",
    "unit:a.service, KNOWN, '', OTHER",
    "unit:a.service, KERNEL, '', OTHER",
    "unit:a.service, KNOWN, user unit a.service, OTHER",
    "user-unit:a.service, KNOWN, user unit a.service, NAMED",
    "user-unit:a.service, KNOWN, a.service, OTHER",
    "user-unit:a.service, NOT_VISIBLE, '', NOT_VISIBLE"
  })
  void aRowMayNameAUnit(String cell, Seen seen, String unit, Owner owner) {
    assertThat(owner(cell, seen, unit, "")).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({
    "KNOWN, '', web, NAMED",
    "KNOWN, '', db, OTHER",
    "KNOWN, '', '', OTHER",
    "KERNEL, '', web, NAMED",
    "NOT_VISIBLE, Docker container, web, NAMED",
    "NOT_VISIBLE, Docker container, db, OTHER",
    "NOT_VISIBLE, Docker container, '', NOT_VISIBLE",
    // Only the port may have shown the name.
    "NOT_VISIBLE, '', web, NOT_VISIBLE",
    "LIKELY, a.service, web, NOT_VISIBLE"
  })
  void aRowMayNameAContainer(Seen seen, String unit, String container, Owner owner) {
    assertThat(owner("container:web", seen, unit, container)).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({
    "'', NOT_VISIBLE, NAMED",
    "nginx, NOT_VISIBLE, NOT_VISIBLE",
    "nginx, LIKELY, NOT_VISIBLE",
    "nginx, KNOWN, NAMED",
    "apache2, KNOWN, OTHER",
    "the kernel, KERNEL, NAMED"
  })
  void aRowMayNameAProgram(String cell, Seen seen, Owner owner) {
    assertThat(owner(cell, seen, "", "")).isEqualTo(owner);
  }
}
