package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.greeting.LoopbackServer;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Listeners are asked what they speak while servers of all kinds come and go on the same machine.
 */
@Tag("long")
@EnabledOnOs(value = OS.LINUX, disabledReason = "counts the descriptors in /proc")
class SpeaksStressTest {

  private static final long SECONDS = Long.getLong("stress.seconds", 60);

  /** Servers that come and go at a time. */
  private static final int CHURNED = 60;

  private static final int STABLE_OF_A_KIND = 5;

  private static final ListenerProbe PROBE =
      ListenerProbe.local()
          .withOwners(Owners.NONE)
          .withGreeting(Greeting.ASK, Duration.ofSeconds(10));

  /** What a server does with a client, and the protocol that this is; "" for none. */
  private enum Manner {
    HTTP("http"),
    SSH("ssh"),
    SMTP("smtp"),
    SILENT(""),
    CLOSING(""),
    RESETTING(""),
    BABBLING(""),
    HALF("");

    private final String protocol;

    Manner(String protocol) {
      this.protocol = protocol;
    }

    LoopbackServer start() {
      return switch (this) {
        case HTTP ->
            LoopbackServer.answering(
                "HTTP/1.1 200 OK\r\nServer: test\r\nContent-Length: 0\r\n\r\n");
        case SSH -> LoopbackServer.greeting("SSH-2.0-OpenSSH_9.2p1\r\n");
        case SMTP -> LoopbackServer.greeting("220 mail.example ESMTP Postfix\r\n");
        case SILENT -> LoopbackServer.silent();
        case CLOSING -> LoopbackServer.start(client -> client.socket().close());
        case RESETTING ->
            LoopbackServer.start(
                client -> {
                  client.socket().setSoLinger(true, 0);
                  client.socket().close();
                });
        case BABBLING ->
            LoopbackServer.start(
                client -> {
                  byte[] bytes = new byte[1000];
                  new Random(7).nextBytes(bytes);
                  while (!client.socket().isClosed()) {
                    client.say(bytes);
                  }
                });
        // The first half of an answer, so that the connection ends or hangs in the middle of it.
        case HALF -> LoopbackServer.answering("HTTP/1.");
      };
    }
  }

  /** A server that was on a port for a while; until the end of time if it still is. */
  private static final class Served {

    private final int port;
    private final Manner manner;
    private final long from = System.nanoTime();
    private volatile long until = Long.MAX_VALUE;

    Served(int port, Manner manner) {
      this.port = port;
      this.manner = manner;
    }

    boolean wasThere(long start, long end) {
      return from <= end && until >= start;
    }
  }

  private final Queue<Served> served = new ConcurrentLinkedQueue<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<String> faults = new ArrayList<>();

  /** Starts and ends servers, each for up to a second, until the test is over. */
  private void churn(Random random) {
    Manner[] manners = Manner.values();
    try {
      do {
        Manner manner = manners[random.nextInt(manners.length)];
        LoopbackServer server = manner.start();
        Served mine = new Served(server.port(), manner);
        served.add(mine);
        try {
          stop.await(random.nextInt(1000), TimeUnit.MILLISECONDS);
        } finally {
          server.close();
          mine.until = System.nanoTime();
        }
      } while (stop.getCount() > 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String held() {
    System.gc();
    long threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.getName().startsWith("process reaper"))
            .count();
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length
        + " descriptors, "
        + threads
        + " threads";
  }

  /** Asks all servers, those that went away a moment ago included; returns how many answered. */
  private int round(List<Served> stable) {
    long recent = System.nanoTime() - Duration.ofSeconds(1).toNanos();
    served.removeIf(server -> server.until < recent - Duration.ofMinutes(1).toNanos());
    List<Integer> ports =
        served.stream().filter(server -> server.until >= recent).map(s -> s.port).toList();
    long start = System.nanoTime();
    List<PortFinding> findings = PROBE.check(ports);
    long end = System.nanoTime();
    int answered = 0;
    for (PortFinding finding : findings) {
      for (Spoken spoken : finding.spoken()) {
        for (String protocol : spoken.protocols()) {
          answered++;
          boolean right =
              served.stream()
                  .anyMatch(
                      server ->
                          server.port == finding.port()
                              && server.manner.protocol.equals(protocol)
                              && server.wasThere(start, end));
          if (!right) {
            faults.add(finding.port() + " is said to speak " + spoken);
          }
        }
      }
      for (Served server : stable) {
        boolean other =
            server.port == finding.port()
                && finding.spoken().stream()
                    .noneMatch(spoken -> spoken.protocols().contains(server.manner.protocol));
        if (other) {
          faults.add("the stable " + server.manner + " server: " + finding.spoken());
        }
      }
    }
    return answered;
  }

  @Test
  void noAnswerIsFromAnotherServerAndNothingIsLeftOpen() throws Exception {
    try (LoopbackServer server = Manner.HTTP.start()) {
      assertThat(PROBE.check(server.port()).spoken()).hasSize(1);
    }
    String before = held();
    List<LoopbackServer> stableServers = new ArrayList<>();
    List<Served> stable = new ArrayList<>();
    for (Manner manner : List.of(Manner.HTTP, Manner.SSH, Manner.SMTP)) {
      for (int i = 0; i < STABLE_OF_A_KIND; i++) {
        LoopbackServer server = manner.start();
        stableServers.add(server);
        stable.add(new Served(server.port(), manner));
      }
    }
    served.addAll(stable);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CHURNED; i++) {
      Random random = new Random(i);
      Thread thread = new Thread(() -> churn(random), "churn");
      thread.start();
      threads.add(thread);
    }
    int rounds = 0;
    int answered = 0;
    long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    while (System.nanoTime() < end && faults.size() < 20) {
      answered += round(stable);
      rounds++;
    }
    stop.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    stableServers.forEach(LoopbackServer::close);
    String after = held();
    System.out.printf(
        "rounds %d, answers %d, %s, then %s, faults %d%n",
        rounds, answered, before, after, faults.size());

    assertThat(faults).isEmpty();
    assertThat(answered).isGreaterThan(rounds * stable.size() - 1);
    assertThat(after).isEqualTo(before);
  }
}
