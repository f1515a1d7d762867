package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.probe.BaselineChange;
import io.github.portregistry.probe.BaselineListener;
import io.github.portregistry.probe.BaselineOwner;
import io.github.portregistry.probe.Denied;
import io.github.portregistry.probe.NotVisible;
import io.github.portregistry.probe.Ownership;
import io.github.portregistry.probe.Reason;
import io.github.portregistry.probe.Refusal;
import io.github.portregistry.probe.Spoken;
import io.github.portregistry.probe.Vanished;
import io.github.portregistry.probe.Verdict;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of package probe in a log, in which other programs chose every text. */
class UntrustedTextTest {

  private static final String EVIL = "a\nb\u001b[31m\u009b\u202e\u2028c";

  static List<Class<?>> records() {
    return PublicTypes.all().stream()
        .filter(Class::isRecord)
        .filter(type -> type.getPackageName().endsWith(".probe"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRecordIsOneLineThatControlsNoTerminal(Class<?> type) throws Exception {
    String text = record(type).toString();

    assertThat(text).isNotEmpty();
    assertThat(text.codePoints().filter(UntrustedTextTest::isUnsafe).boxed())
        .as("unsafe characters of %s", text)
        .isEmpty();
  }

  private static boolean isUnsafe(int c) {
    return List.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR)
        .contains(Character.getType(c));
  }

  /** A sentence may be printed alone, so it is safe in the record and not only in its text. */
  @Test
  void theSentencesOfRecordsAreEscapedWhateverWasReadFromAFile() {
    String why = "\\n as it is, \\\\ too, \n and \u001b not";
    String escaped = "\\n as it is, \\\\ too, \\n and \\u001b not";

    assertThat(new Denied(why).why()).isEqualTo(escaped);
    assertThat(new Vanished(why).why()).isEqualTo(escaped);
    assertThat(new NotVisible(NotVisible.Cause.KERNEL, why).why()).isEqualTo(escaped);
    assertThat(new Reason(Reason.Kind.GHOST_PORT, why).detail()).isEqualTo(escaped);
    assertThat(new Reason(Reason.Kind.GHOST_PORT, escaped).detail()).isEqualTo(escaped);
  }

  @Test
  void aBaselineItsListenersAndItsChangesAreShort() {
    BaselineListener redis = listener("redis-server", "");
    BaselineListener java = listener("java", "billing.jar");

    assertThat(redis).hasToString("6379/tcp 127.0.0.1 ::1 redis-server (known)");
    assertThat(java.owner()).hasToString("java billing.jar (known)");
    assertThat(new BaselineOwner(BaselineOwner.Seen.NOT_VISIBLE, "", "", "", 0, null, false))
        .hasToString("(not visible)");
    assertThat(
            new BaselineChange(
                BaselineChange.Kind.REPLACED, redis, java, true, "Another program has the port."))
        .hasToString(
            "replaced (alarm) 6379/tcp 127.0.0.1 ::1 java billing.jar (known): Another program has"
                + " the port.");
    assertThat(new BaselineChange(BaselineChange.Kind.GONE, redis, null, false, "It is not there."))
        .hasToString("gone 6379/tcp 127.0.0.1 ::1 redis-server (known): It is not there.");
    assertThat(new Refusal(redis, "No row allows 6379/tcp."))
        .hasToString("6379/tcp 127.0.0.1 ::1 redis-server (known): No row allows 6379/tcp.");
  }

  private static BaselineListener listener(String program, String runs) {
    return new BaselineListener(
        6379,
        Transport.TCP,
        List.of("127.0.0.1", "::1"),
        false,
        "",
        "",
        "",
        "",
        new BaselineOwner(BaselineOwner.Seen.KNOWN, program, "", runs, 7, null, false),
        Verdict.PLAUSIBLE);
  }

  // Records with hostile text in every place that can have it

  private static Object record(Class<?> type) throws Exception {
    if (type == BaselineChange.class) {
      return new BaselineChange(
          BaselineChange.Kind.APPEARED,
          null,
          (BaselineListener) record(BaselineListener.class),
          true,
          EVIL);
    }
    if (type == Spoken.class) {
      // Its other texts are refused unless they are printable ASCII.
      return new Spoken(
          Spoken.Kind.SPEAKS, List.of(EVIL), "p", "v", true, List.of(EVIL), "a", EVIL);
    }
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] =
          components[i].getName().equals("addresses")
              ? List.of("fe80::1%" + EVIL)
              : evil(components[i].getGenericType());
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = type.getConstructor(types);
    return constructor.newInstance(values);
  }

  private static Object evil(Type type) throws Exception {
    if (type instanceof ParameterizedType list) {
      return List.of(evil(list.getActualTypeArguments()[0]));
    }
    Class<?> made = (Class<?>) type;
    if (made == String.class) {
      return EVIL;
    }
    if (made == Path.class) {
      return Path.of("/" + EVIL);
    }
    if (made == InetSocketAddress.class) {
      return new InetSocketAddress(InetAddress.getByAddress(EVIL, new byte[] {127, 0, 0, 1}), 1);
    }
    if (made == Ownership.class) {
      return new Denied(EVIL);
    }
    if (made == PortRecord.class) {
      return PortRegistry.lookup(432);
    }
    if (made == Instant.class) {
      return Instant.EPOCH;
    }
    if (made == boolean.class || made == Boolean.class) {
      return true;
    }
    if (made == int.class) {
      return 1;
    }
    if (made == long.class) {
      return 1L;
    }
    return made.isEnum() ? made.getEnumConstants()[0] : record(made);
  }
}
