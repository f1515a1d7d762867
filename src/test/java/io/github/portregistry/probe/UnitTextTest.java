package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.ControlGroup.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the unit or container of a listener is named. */
class UnitTextTest {

  private static final ControlGroup WEB =
      new ControlGroup(Kind.SYSTEM_SERVICE, "web.service", "/system.slice/web.service");

  private static Listener listener(
      Ownership ownership, @Nullable ControlGroup group, @Nullable Container container) {
    return new Listener(
        Transport.TCP,
        FixedSource.place("127.0.0.1", 80),
        Listener.Ipv4.ACCEPTED,
        "",
        ownership,
        group,
        container);
  }

  private static Some nginx(String unit) {
    return Some.process(5, "/usr/sbin/nginx")
        .group(Kind.SYSTEM_SERVICE, unit, "/system.slice/" + unit);
  }

  @Test
  void theUnitOfASocketIsNotRepeatedIfItIsTheOwners() {
    assertThat(UnitText.ofSocket(listener(nginx("web.service").known(), WEB, null))).isEmpty();
  }

  @Test
  void aSocketUnitIsNamedBesideTheServiceThatHasTheSocket() {
    ControlGroup socket =
        new ControlGroup(Kind.SOCKET_UNIT, "web.socket", "/system.slice/web.socket");

    assertThat(UnitText.ofSocket(listener(nginx("web.service").known(), socket, null)))
        .isEqualTo("web.socket");
  }

  @Test
  void theUnitOfASocketIsNamedIfTheOwnerIsNotVisible() {
    assertThat(UnitText.ofSocket(listener(new Denied("w"), WEB, null))).isEqualTo("web.service");
  }

  @Test
  void theContainerThatAnEngineNamedComesFirst() {
    Listener listener =
        listener(nginx("web.service").known(), WEB, new Container("shop\n", "abc", "i", "/run/s"));

    assertThat(listener.unit()).isEqualTo("container shop\\n");
    assertThat(UnitText.ofSocket(listener)).isEqualTo("container shop\\n");
  }

  @Test
  void theUnitOfAListenerIsThatOfItsOwnerOrElseOfItsSocket() {
    assertThat(listener(nginx("a.service").known(), WEB, null).unit()).isEqualTo("a.service");
    assertThat(listener(new Denied("w"), WEB, null).unit()).isEqualTo("web.service");
    assertThat(listener(new Denied("w"), null, null).unit()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0123456789abc, '', web (0123456789ab)",
    "0123456789ab, '', web (0123456789ab)",
    "abc, shop/web:1, 'web (abc, image shop/web:1)'"
  })
  void aContainerIsShownWithItsShortIdAndItsImage(String id, String image, String text) {
    Listener listener = listener(new Denied("w"), null, new Container("web", id, image, "/run/s"));

    assertThat(UnitText.bare(listener)).isEqualTo(text);
  }
}
