package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.fact.Facts;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("whole")
class ConcurrencyTest {

  private static final int THREADS = 32;
  private static final int ROUNDS = 60;

  private static final PortRegistry BUNDLED = PortRegistry.bundled();
  private static final byte[] CSV = BUNDLED.csv();
  private static final int[] STARTS = PortTable.startsOf(CSV);

  private static ExecutorService pool;

  @BeforeAll
  static void startThreads() {
    pool = Executors.newFixedThreadPool(THREADS);
  }

  @AfterAll
  static void stopThreads() {
    pool.shutdownNow();
  }

  /** A registry of which nothing has been asked yet. */
  private static PortRegistry fresh() {
    String source = BUNDLED.provenance().source();
    return new PortRegistry(new PortTable(CSV, source, STARTS, Facts.none(), null));
  }

  private static PortRegistry freshLayers() {
    return fresh().withOverlay(TeamTables.table("team", TeamTables.named("443", "udp", "ours")));
  }

  /** Lets all threads call at the same moment and returns what each got. */
  private static <T> List<T> race(Callable<T> call) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Callable<T> runner =
        () -> {
          try {
            start.await();
          } catch (BrokenBarrierException e) {
            throw new AssertionError(e);
          }
          return call.call();
        };
    List<T> results = new ArrayList<>();
    for (Future<T> result : pool.invokeAll(Collections.nCopies(THREADS, runner))) {
      try {
        results.add(result.get());
      } catch (ExecutionException e) {
        throw new AssertionError("a racing thread failed", e.getCause());
      }
    }
    return results;
  }

  private static <T> void everyThreadGetsTheSame(
      Stream<PortRegistry> registries, Function<PortRegistry, T> call) throws InterruptedException {
    for (PortRegistry registry : registries.toList()) {
      List<T> results = race(() -> call.apply(registry));
      assertThat(results).allSatisfy(result -> assertThat(result).isSameAs(results.get(0)));
    }
  }

  @Test
  void threadsThatRaceToAPortGetOneRecord() throws InterruptedException {
    // Long runs: a thread that starts late catches up over what is made already, and then races.
    for (int round = 0; round < 16; round++) {
      PortRegistry registry = round % 2 == 0 ? fresh() : freshLayers();
      int first = round * 4000;
      List<List<PortRecord>> results =
          race(
              () -> {
                List<PortRecord> records = new ArrayList<>();
                for (int port = first; port < first + 4000; port++) {
                  records.add(registry.port(port));
                }
                return records;
              });
      Set<PortRecord> made = Collections.newSetFromMap(new IdentityHashMap<>());
      results.forEach(made::addAll);
      assertThat(made).hasSize(4000);
      assertThat(results.get(0))
          .extracting(PortRecord::number)
          .isEqualTo(IntStream.range(first, first + 4000).boxed().toList());
    }
  }

  @Test
  void aRecordThatWasRacedForTellsWhatAnyOtherTells() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      PortRegistry registry = fresh();
      int port = 420 + round;
      for (String told : race(() -> facts(registry.port(port)))) {
        assertThat(told).isEqualTo(facts(BUNDLED.port(port)));
      }
    }
  }

  private static String facts(PortRecord port) {
    return port + " " + port.block() + " " + port.assignments() + " " + port.unnamedEntries();
  }

  @Test
  void threadsThatRaceToAServiceNameGetOne() throws InterruptedException {
    everyThreadGetsTheSame(
        Stream.generate(ConcurrencyTest::fresh).limit(ROUNDS),
        registry -> registry.serviceName(443, Transport.TCP));
    everyThreadGetsTheSame(
        Stream.generate(ConcurrencyTest::freshLayers).limit(ROUNDS),
        registry -> registry.serviceName(443, Transport.UDP));
  }

  @Test
  void threadsThatRaceToANameGetTheSameServices() throws InterruptedException {
    for (int round = 0; round < 10; round++) {
      PortRegistry registry = round % 2 == 0 ? fresh() : freshLayers();
      for (List<Assignment> services : race(() -> registry.service("sql*net"))) {
        assertThat(services).isEqualTo(BUNDLED.service("sql*net")).hasSize(6);
      }
    }
  }

  @Test
  void threadsThatRaceToTheProvenanceGetOne() throws InterruptedException {
    everyThreadGetsTheSame(
        Stream.generate(ConcurrencyTest::freshLayers).limit(3), PortRegistry::provenance);
  }

  @Test
  void threadsThatRaceInEveryWayAtOnceGetTheSame() throws InterruptedException {
    String expected = everything(freshLayers());
    for (int round = 0; round < 5; round++) {
      PortRegistry registry = freshLayers();
      assertThat(race(() -> everything(registry))).containsOnly(expected);
    }
  }

  private static String everything(PortRegistry registry) {
    return registry.serviceName(80, Transport.UDP)
        + registry.port(443)
        + registry.service("https")
        + registry.serverPort(443, 50000, Transport.TCP)
        + registry.search("iasd")
        + registry.port(832).formerAssignments()
        + registry.provenance();
  }

  @Test
  void threadsThatRaceToLoadTheLibraryGetOneRegistry() throws Exception {
    for (int round = 0; round < 5; round++) {
      try (URLClassLoader loader = Libraries.fresh()) {
        Method lookup = lookupOf(loader);
        List<Object> records = race(() -> lookup.invoke(null, 443));
        assertThat(records)
            .allSatisfy(record -> assertThat(record).isSameAs(records.get(0)))
            .first()
            .hasToString(BUNDLED.port(443).toString());
      }
    }
  }

  @Test
  void anInterruptedThreadCanMakeTheFirstLookUpFromADirectory() throws Exception {
    try (URLClassLoader loader = Libraries.fresh()) {
      firstLookUpIsInterrupted(loader);
    }
  }

  @Test
  void anInterruptedThreadCanMakeTheFirstLookUpFromAJar(@TempDir Path directory) throws Exception {
    Path jar = directory.resolve("library.jar");
    pack(Libraries.mainClasses(), jar);
    URL[] urls = {jar.toUri().toURL(), Libraries.fastCsv().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      firstLookUpIsInterrupted(loader);
    }
  }

  private static void firstLookUpIsInterrupted(ClassLoader loader) throws Exception {
    Method lookup = lookupOf(loader);
    boolean[] stillInterrupted = new boolean[1];
    Object[] found = new Object[2];
    Thread interrupted =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              try {
                Object port = lookup.invoke(null, 832);
                found[0] = port;
                found[1] = port.getClass().getMethod("formerAssignments").invoke(port);
              } catch (ReflectiveOperationException e) {
                found[0] = e;
              }
              stillInterrupted[0] = Thread.currentThread().isInterrupted();
            });
    interrupted.start();
    interrupted.join();

    assertThat(found[0]).hasToString("832 RELEASED");
    assertThat(found[1]).hasToString(BUNDLED.port(832).formerAssignments().toString());
    assertThat(stillInterrupted[0]).isTrue();
    assertThat(lookup.invoke(null, 832)).isSameAs(found[0]);
    assertThat(lookup.invoke(null, 443)).hasToString(BUNDLED.port(443).toString());
  }

  private static Method lookupOf(ClassLoader loader) throws ReflectiveOperationException {
    return loader.loadClass(PortRegistry.class.getName()).getMethod("lookup", int.class);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        entries.putNextEntry(new JarEntry(name));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }
}
