package io.github.portregistry.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The questions that the warm benchmarks ask, drawn with a fixed seed, so that every contestant of
 * a group answers the same questions in the same order. Before the clock starts, the library has
 * been asked these questions and no others: the compiler sees what it sees in a program, some first
 * calls and many repeated ones, and not 65,536 first calls in a row.
 */
final class Inputs {

  /** How many questions there are; a power of two, so that an index can be masked. */
  static final int COUNT = 4096;

  /** Keeps a growing index inside the questions. */
  static final int MASK = COUNT - 1;

  private static final long SEED = 6335;
  private static final int PORTS = 65_536;

  private Inputs() {}

  /** Ports: half of them have a TCP service name, half are drawn from all 65,536. */
  static int[] ports() {
    Random random = new Random(SEED);
    int[] named = namedPorts();
    int[] ports = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      ports[i] = random.nextBoolean() ? pick(named, random) : random.nextInt(PORTS);
    }
    return ports;
  }

  /**
   * Service names in lower case: seven of eight are registered, the eighth is not. They are new
   * strings that share nothing with the registry's own, as a caller's are.
   */
  static String[] serviceNames() {
    Random random = new Random(SEED);
    String[] registered = registeredNames();
    String[] names = new String[COUNT];
    for (int i = 0; i < COUNT; i++) {
      String name = registered[random.nextInt(registered.length)];
      String asked = random.nextInt(8) == 0 ? name + "-not" : name;
      names[i] = new String(asked.getBytes(ISO_8859_1), ISO_8859_1);
    }
    return names;
  }

  /** Every service name of the bundled registry, once, in lower case, sorted. */
  static String[] registeredNames() {
    return PortRegistry.bundled()
        .assignments()
        .map(Assignment::serviceName)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .sorted()
        .distinct()
        .toArray(String[]::new);
  }

  /** The TCP service names of the ports that are asked for, each at its port's index. */
  static String[] tcpNames(int[] ports) {
    String[] names = new String[PORTS];
    for (int port : ports) {
      names[port] = PortRegistry.bundled().serviceName(port, Transport.TCP);
    }
    return names;
  }

  /**
   * Both ends of TCP connections: a port with a service name and a client port from the range that
   * Linux uses, in either order. The first index is the connection, the second its end.
   */
  static int[][] flows() {
    Random random = new Random(SEED);
    int[] named = namedPorts();
    int[][] flows = new int[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      int server = pick(named, random);
      int client = 32_768 + random.nextInt(28_232);
      flows[i] = random.nextBoolean() ? new int[] {server, client} : new int[] {client, server};
    }
    return flows;
  }

  private static int[] namedPorts() {
    return PortRegistry.bundled()
        .assignments()
        .filter(row -> row.transport() == null || row.transport() == Transport.TCP)
        .map(Assignment::ports)
        .filter(Objects::nonNull)
        .flatMapToInt(span -> IntStream.rangeClosed(span.first(), span.last()))
        .sorted()
        .distinct()
        .toArray();
  }

  private static int pick(int[] from, Random random) {
    return from[random.nextInt(from.length)];
  }
}
