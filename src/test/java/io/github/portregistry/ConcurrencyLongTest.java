package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.fact.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 64 threads go through all ports for a minute, in registries that start empty. */
@Tag("long")
class ConcurrencyLongTest {

  private static final int THREADS = 64;
  private static final long NANOS = Long.getLong("stress.seconds", 60) * 1_000_000_000L;
  private static final int PORTS = PortSpan.MAX_PORT + 1;

  /** A registry of which little was asked yet, and the records that its threads got. */
  private static final class Round {
    private final PortRegistry registry;
    private final AtomicReferenceArray<PortRecord> records = new AtomicReferenceArray<>(PORTS);

    Round(byte[] csv, int[] starts) {
      registry = new PortRegistry(new PortTable(csv, "table", starts, Facts.none(), null));
    }
  }

  private final PortRegistry bundled = PortRegistry.bundled();
  private final byte[] csv = bundled.csv();
  private final int[] starts = PortTable.startsOf(csv);
  private final AtomicReference<Round> current = new AtomicReference<>(new Round(csv, starts));

  @Test
  void everyThreadGetsTheSameOfEachPort() throws Exception {
    String[] expected = new String[PORTS];
    for (int port = 0; port < PORTS; port++) {
      expected[port] = told(bundled, port);
    }
    long end = System.nanoTime() + NANOS;
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Long>> walks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        walks.add(pool.submit(() -> walk(expected, end)));
      }
      long walked = 0;
      for (Future<Long> walk : walks) {
        walked += walk.get();
      }
      System.out.println(THREADS + " threads walked " + walked + " times over all ports");
      assertThat(walked).isPositive();
    } finally {
      pool.shutdownNow();
    }
  }

  private static String told(PortRegistry registry, int port) {
    PortRecord record = registry.port(port);
    return record
        + " "
        + record.block()
        + record.unnamedEntries().size()
        + registry.serviceName(port, Transport.TCP)
        + registry.serviceName(port, Transport.UDP);
  }

  /** Walks until the end; the thread that ends a walk first puts a fresh registry in. */
  private long walk(String[] expected, long end) {
    long walks = 0;
    while (walks == 0 || System.nanoTime() < end) {
      Round round = current.get();
      int first = ThreadLocalRandom.current().nextInt(PORTS);
      for (int i = 0; i < PORTS; i++) {
        int port = (first + i) % PORTS;
        PortRecord record = round.registry.port(port);
        if (!round.records.compareAndSet(port, null, record)) {
          assertThat(record).isSameAs(round.records.get(port));
        }
        if (!told(round.registry, port).equals(expected[port])) {
          throw new AssertionError("port " + port + " tells " + told(round.registry, port));
        }
      }
      walks++;
      current.compareAndSet(round, new Round(csv, starts));
    }
    return walks;
  }
}
