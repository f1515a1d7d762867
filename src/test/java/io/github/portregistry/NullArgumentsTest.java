package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.portregistry.dossier.Dossier;
import io.github.portregistry.probe.AllowList;
import io.github.portregistry.probe.Background;
import io.github.portregistry.probe.BaselineChange;
import io.github.portregistry.probe.BaselineListener;
import io.github.portregistry.probe.BaselineOwner;
import io.github.portregistry.probe.Container;
import io.github.portregistry.probe.ControlGroup;
import io.github.portregistry.probe.Coverage;
import io.github.portregistry.probe.Denied;
import io.github.portregistry.probe.Listener;
import io.github.portregistry.probe.ListenerBaseline;
import io.github.portregistry.probe.ListenerProbe;
import io.github.portregistry.probe.Ownership;
import io.github.portregistry.probe.PortFinding;
import io.github.portregistry.probe.ProgramFile;
import io.github.portregistry.probe.Source;
import io.github.portregistry.probe.Spoken;
import io.github.portregistry.probe.Survey;
import io.github.portregistry.probe.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Null is refused by every public method and constructor that does not allow it, before and after
 * anything was asked for.
 */
class NullArgumentsTest {

  private static final PortRegistry REGISTRY = PortRegistry.bundled();

  /** Not meant for users; equals takes anything. */
  private static final Set<String> LEFT_OUT = Set.of("equals");

  private static final BaselineOwner OWNER =
      new BaselineOwner(BaselineOwner.Seen.KERNEL, "", "", "", 0, null, false);

  private static final BaselineListener LISTENED =
      new BaselineListener(
          1, Transport.TCP, List.of("*"), false, "", "", "", "", OWNER, Verdict.PLAUSIBLE);

  private static AllowList allowList() {
    try {
      return AllowList.read(
          new ByteArrayInputStream("port\n1\n".getBytes(StandardCharsets.US_ASCII)), "list");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects that methods are called on, and the arguments other than null. */
  private static final Map<Class<?>, Object> SAMPLES =
      Map.ofEntries(
          Map.entry(boolean.class, true),
          Map.entry(Boolean.class, true),
          Map.entry(int.class, 1),
          Map.entry(Integer.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(String.class, "http"),
          Map.entry(String[].class, new String[] {"http"}),
          Map.entry(List.class, List.of()),
          Map.entry(Collection.class, List.of()),
          Map.entry(Path.class, Path.of("absent.csv")),
          Map.entry(InputStream.class, new ByteArrayInputStream(new byte[0])),
          Map.entry(Instant.class, Instant.EPOCH),
          Map.entry(Duration.class, Duration.ofSeconds(1)),
          Map.entry(LocalDate.class, LocalDate.of(2025, 9, 28)),
          Map.entry(RegistryDate.class, new RegistryDate(2025, 9, 28)),
          Map.entry(InetSocketAddress.class, new InetSocketAddress(1)),
          Map.entry(BindException.class, new BindException()),
          Map.entry(PortSpan.class, new PortSpan(1, 1)),
          Map.entry(Provenance.class, REGISTRY.provenance()),
          Map.entry(Dossier.Section.class, new Dossier.Section("", List.of())),
          Map.entry(Ownership.class, new Denied("")),
          Map.entry(Coverage.class, new Coverage(Source.NONE, false, false, List.of())),
          Map.entry(OutputStream.class, OutputStream.nullOutputStream()),
          Map.entry(Set.class, EnumSet.of(RegistryDiff.Field.STATUS)),
          Map.entry(RegistryRow.class, REGISTRY.port(432).assignments().get(0)),
          Map.entry(ObservedUse.class, REGISTRY.port(9092).observedUses().get(0)),
          Map.entry(EverydayName.class, REGISTRY.everydayNames("rdp").get(0)),
          Map.entry(PortRegistry.class, REGISTRY),
          Map.entry(PortRecord.class, REGISTRY.port(432)),
          Map.entry(Dossier.class, Dossier.of(REGISTRY.port(432))),
          Map.entry(
              PortFinding.class,
              new PortFinding(
                  REGISTRY.port(432),
                  Instant.EPOCH,
                  List.of(),
                  List.of(),
                  new Coverage(Source.NONE, false, false, List.of()),
                  Verdict.UNKNOWN,
                  List.of())),
          Map.entry(
              Survey.class,
              new Survey(
                  Instant.EPOCH, List.of(), new Coverage(Source.NONE, false, false, List.of()))),
          Map.entry(ListenerProbe.class, ListenerProbe.local()),
          Map.entry(ControlGroup.class, new ControlGroup(ControlGroup.Kind.OTHER, "n", "/n")),
          Map.entry(Container.class, new Container("n", "i", "", "")),
          Map.entry(
              Spoken.class,
              new Spoken(Spoken.Kind.SILENT, List.of(), "", "", false, List.of("http"), "", "")),
          Map.entry(ProgramFile.class, ProgramFile.UNKNOWN),
          Map.entry(BaselineOwner.class, OWNER),
          Map.entry(BaselineListener.class, LISTENED),
          Map.entry(
              ListenerBaseline.class, new ListenerBaseline(Instant.EPOCH, true, List.of(LISTENED))),
          Map.entry(
              BaselineChange.class,
              new BaselineChange(BaselineChange.Kind.GONE, LISTENED, null, false, "")),
          Map.entry(AllowList.class, allowList()),
          Map.entry(
              Listener.class,
              new Listener(
                  Transport.TCP,
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                  Listener.Ipv4.ACCEPTED,
                  "",
                  new Denied(""))),
          Map.entry(Background.class, Background.UNKNOWN));

  @BeforeAll
  static void askForEverything() {
    for (Transport transport : Transport.values()) {
      REGISTRY.serviceName(PortSpan.MAX_PORT, transport);
      REGISTRY.commonName(80, transport);
      REGISTRY.serverPort(80, 50000, transport);
      REGISTRY.port(432).assignments(transport);
    }
    REGISTRY.service("http");
  }

  /** Each method or constructor, and the place of a parameter that is a reference. */
  static Stream<Arguments> references() {
    List<Arguments> references = new ArrayList<>();
    for (Class<?> type : PublicTypes.all()) {
      Stream.of(type.getDeclaredMethods(), type.getConstructors())
          .flatMap(Arrays::stream)
          .map(Executable.class::cast)
          .filter(NullArgumentsTest::isForUsers)
          .forEach(
              call -> {
                Parameter[] parameters = call.getParameters();
                for (int i = 0; i < parameters.length; i++) {
                  if (!parameters[i].getType().isPrimitive()
                      && !parameters[i].getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    references.add(Arguments.of(call, i));
                  }
                }
              });
    }
    return references.stream();
  }

  private static boolean isForUsers(Executable call) {
    return Modifier.isPublic(call.getModifiers())
        && !call.isSynthetic()
        && !LEFT_OUT.contains(call.getName());
  }

  @Test
  void theCallsAreFound() {
    assertThat(references().map(reference -> reference.get()[0].toString()))
        .hasSizeGreaterThan(100)
        .anyMatch(call -> call.contains("PortRegistry.serviceName("))
        .anyMatch(call -> call.contains("probe.PortConflict.of("));
  }

  @ParameterizedTest
  @MethodSource("references")
  void nullIsRefused(Executable call, int place) {
    Class<?>[] types = call.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = i == place ? null : sample(types[i]);
    }

    boolean hasTarget = call instanceof Method && !Modifier.isStatic(call.getModifiers());
    Object target = hasTarget ? sample(call.getDeclaringClass()) : null;

    assertThatNullPointerException().isThrownBy(() -> call(call, target, arguments));
  }

  private static Object sample(Class<?> type) {
    Object sample = type.isEnum() ? type.getEnumConstants()[0] : SAMPLES.get(type);
    assertThat(sample).as("a sample of %s", type).isNotNull();
    return sample;
  }

  private static void call(Executable call, @Nullable Object target, Object[] arguments)
      throws Throwable {
    try {
      if (call instanceof Method method) {
        method.invoke(target, arguments);
      } else {
        ((Constructor<?>) call).newInstance(arguments);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
