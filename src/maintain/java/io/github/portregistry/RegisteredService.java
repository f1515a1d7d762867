package io.github.portregistry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of one service name on one port, or from one port on, over all transports. */
final class RegisteredService {

  final int port;
  final List<Assignment> rows = new ArrayList<>();

  /** The ports of the rows: one, except for a service of a range. */
  final Set<Integer> ports = new TreeSet<>();

  /** What the rows refer to, and what they inherit; see {@link #isPrintedWithTheNext}. */
  final Set<String> references = new TreeSet<>();

  private RegisteredService(int port) {
    this.port = port;
  }

  /** Returns the services of some rows, by port and by {@link #key}. */
  static Map<Integer, Map<String, RegisteredService>> of(List<RegistryRow> entries) {
    Map<Integer, Map<String, RegisteredService>> services = new TreeMap<>();
    for (RegistryRow entry : entries) {
      PortSpan ports = entry.ports();
      if (ports != null && entry instanceof Assignment row) {
        int port = ports.first();
        RegisteredService service =
            services
                .computeIfAbsent(port, absent -> new TreeMap<>())
                .computeIfAbsent(key(row.serviceName()), absent -> new RegisteredService(port));
        service.rows.add(row);
        for (int each = port; each <= ports.last(); each++) {
          service.ports.add(each);
        }
        service.references.addAll(row.references());
      }
    }
    inheritReferences(services);
    return services;
  }

  private static void inheritReferences(Map<Integer, Map<String, RegisteredService>> services) {
    for (int port = LivenessRule.LAST_SYSTEM_PORT; port >= 0; port--) {
      for (RegisteredService service : services.getOrDefault(port, Map.of()).values()) {
        for (RegisteredService next : services.getOrDefault(port + 1, Map.of()).values()) {
          if (service.isPrintedWithTheNext() && service.firstWord().equals(next.firstWord())) {
            service.references.addAll(next.references);
          }
        }
      }
    }
  }

  /** IANA prints assignee and references of a family on its last row only. */
  private boolean isPrintedWithTheNext() {
    return rows.stream().allMatch(row -> row.assignee().isEmpty() && row.references().isEmpty());
  }

  private String firstWord() {
    return key(name()).split("[-_]", 2)[0];
  }

  /** A service name in any case, as a key. */
  static String key(String serviceName) {
    return serviceName.toLowerCase(Locale.ROOT);
  }

  String name() {
    return rows.get(0).serviceName();
  }

  String aliasOf() {
    return rows.get(0).aliasOf();
  }

  boolean isCalled(String serviceName) {
    return key(serviceName).equals(key(name()));
  }
}
