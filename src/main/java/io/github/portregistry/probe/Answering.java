package io.github.portregistry.probe;

import io.github.portregistry.dossier.Escaped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds which listener of a port gets the connections to an address, if listeners have different
 * owners: a socket on exactly this address first, then one on all addresses of its family, then one
 * on {@code ::} that accepts IPv4.
 */
final class Answering {

  private static final String LOCALHOST_4 = "127.0.0.1";
  private static final String LOCALHOST_6 = "::1";

  private final List<Listener> listeners;

  private Answering(List<Listener> listeners) {
    this.listeners = listeners;
  }

  /**
   * Returns a clause for each owner: {@code 127.0.0.1 is answered by /usr/bin/postgres (pid 7)}.
   *
   * @param listeners the listeners of one port and one transport
   * @return the clauses; empty if one owner answers everything
   */
  static List<String> clauses(List<Listener> listeners) {
    return new Answering(listeners).clauses();
  }

  /** Returns the clauses as a sentence; "" if there is none. */
  static String sentence(List<Listener> listeners) {
    List<String> clauses = clauses(listeners);
    return clauses.isEmpty() ? "" : String.join(", ", clauses) + ".";
  }

  private List<String> clauses() {
    Map<String, List<String>> byOwner = new LinkedHashMap<>();
    addressesByKey()
        .forEach(
            (address, owners) ->
                byOwner.computeIfAbsent(owners, absent -> new ArrayList<>()).add(address));
    if (byOwner.size() < 2) {
      return List.of();
    }
    List<String> clauses = new ArrayList<>();
    byOwner.forEach(
        (owners, addresses) ->
            clauses.add(
                joined(addresses)
                    + (addresses.size() > 1 || addresses.get(0).startsWith("other")
                        ? " are answered by "
                        : " is answered by ")
                    + owners));
    return clauses;
  }

  private Map<String, String> addressesByKey() {
    Map<String, String> owners = new LinkedHashMap<>();
    Set<String> specific = new TreeSet<>();
    for (Listener listener : listeners) {
      if (!listener.isOnAllAddresses()) {
        specific.add(AddressText.of(listener.address().getAddress()));
      }
    }
    List<String> asked = new ArrayList<>(List.of(LOCALHOST_4, LOCALHOST_6));
    specific.stream().filter(address -> !asked.contains(address)).forEach(asked::add);
    for (String address : asked) {
      put(owners, address, address, address.indexOf(':') >= 0);
    }
    put(owners, "other IPv4 addresses", "", false);
    put(owners, "other IPv6 addresses", "", true);
    return owners;
  }

  private void put(Map<String, String> owners, String shown, String address, boolean ipv6) {
    int best = 0;
    Set<String> answering = new LinkedHashSet<>();
    for (Listener listener : listeners) {
      int rank = rank(listener, address, ipv6);
      if (rank > best) {
        best = rank;
        answering.clear();
      }
      if (rank > 0 && rank == best) {
        answering.add(owner(listener));
      }
    }
    if (!answering.isEmpty()) {
      owners.put(shown, String.join(" or ", answering));
    }
  }

  /** The rank of a listener for an address; 0 if it does not get the connections to it. */
  private static int rank(Listener listener, String address, boolean ipv6) {
    InetAddress on = listener.address().getAddress();
    if (!on.isAnyLocalAddress()) {
      return AddressText.of(on).equals(address) ? 3 : 0;
    }
    if (on instanceof Inet6Address == ipv6) {
      return 2;
    }
    return !ipv6 && listener.ipv4() == Listener.Ipv4.ACCEPTED ? 1 : 0;
  }

  private static String owner(Listener listener) {
    if (listener.ownership() instanceof Known known) {
      ProcessRef leader = known.leader();
      // A container engine starts one helper for each address of a published port.
      return EngineHelper.of(leader) == null
          ? ProcessText.brief(leader)
          : ProcessText.label(leader) + container(listener.container());
    }
    if (listener.ownership() instanceof Likely likely) {
      return "probably " + ProcessText.brief(likely.candidates().get(0));
    }
    String unit = listener.unit();
    return "a process" + (unit.isEmpty() ? "" : " of " + unit) + " that is not visible";
  }

  private static String container(@Nullable Container container) {
    return container == null ? "" : " for the container " + Escaped.text(container.name());
  }

  /** Joins words as {@code a, b and c}. */
  static String joined(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : words.stream().limit(last).collect(Collectors.joining(", ")) + " and " + words.get(last);
  }
}
