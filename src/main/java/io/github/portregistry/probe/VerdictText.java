package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import io.github.portregistry.dossier.Escaped;
import io.github.portregistry.probe.Reason.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sentences of a verdict's reasons; {@link VerdictRule} chooses among them. */
final class VerdictText {

  private final PortRecord record;

  VerdictText(PortRecord record) {
    this.record = record;
  }

  // No listener

  String noListener(@Nullable Transport transport) {
    return "Nothing is listening on port "
        + record.number()
        + (transport == null ? "" : " over " + transport)
        + ": the socket tables have no row for it.";
  }

  String noListenerSeen(Coverage coverage) {
    return "No listener was seen, but not every socket could be read: "
        + String.join(" ", coverage.notes());
  }

  String moreListeners() {
    return "Not every socket table could be read: there may be more listeners.";
  }

  String excluded() {
    return "Windows excludes port "
        + record.number()
        + ": no program can bind it, and Java reports \"Address already in use\". Use another port.";
  }

  String forbidden(LocalPorts ports) {
    return "This user may not bind ports below " + ports.firstUnprivileged() + ".";
  }

  // The port

  /**
   * Returns the fact about the port itself.
   *
   * @param alarm whether the listener may be something bad
   */
  Reason fact(
      VerdictRule.PortCondition condition,
      Transport transport,
      Supplier<LocalPorts> localPorts,
      boolean alarm) {
    String place = place(transport);
    return switch (condition) {
      case ASSIGNED ->
          new Reason(
              Kind.UNRECOGNIZED_PROGRAM,
              transport,
              place + " is assigned to " + services(transport) + ".");
      case DYNAMIC ->
          new Reason(
              Kind.DYNAMIC_PORT,
              transport,
              place + " is a Dynamic Port: any program may use it for a while.");
      case CLIENT ->
          new Reason(
              Kind.CLIENT_PORT,
              transport,
              place
                  + " is in the range "
                  + localPorts.get().client()
                  + ", from which this machine gives ports to outgoing connections and to programs"
                  + " that ask for any free port.");
      case USED ->
          new Reason(
              kind(transport),
              transport,
              status(transport)
                  + ". It is known for "
                  + new UseText(record, Set.of(transport)).names()
                  + ", but what listens here may be something else.");
      case GHOST, RELEASED, RESERVED, UNASSIGNED -> {
        String uses = new UseText(record, Set.of(transport)).names();
        yield new Reason(
            kind(transport),
            transport,
            status(transport)
                + "."
                + (alarm
                    ? " The listener may be "
                        + (uses.isEmpty() ? "" : uses + ", ")
                        + "software that chose an apparently unused port, or malware."
                    : ""));
      }
    };
  }

  private Kind kind(Transport transport) {
    return switch (record.status(transport)) {
      case GHOST -> Kind.GHOST_PORT;
      case RELEASED -> Kind.RELEASED_PORT;
      case RESERVED -> Kind.RESERVED_PORT;
      case DYNAMIC -> Kind.DYNAMIC_PORT;
      case ASSIGNED, UNASSIGNED -> Kind.UNASSIGNED_PORT;
    };
  }

  private String status(Transport transport) {
    PortStatus status = record.status(transport);
    return place(transport)
        + switch (status) {
          case GHOST ->
              " is a ghost: assigned to " + services(transport) + ", but apparently abandoned";
          case RELEASED -> " was released: it was assigned before, but no longer is";
          case RESERVED -> " is reserved: no service should use it";
          case ASSIGNED, UNASSIGNED, DYNAMIC -> " is not assigned";
        };
  }

  private String place(Transport transport) {
    return record.number() + "/" + transport.keyword();
  }

  private String services(Transport transport) {
    return record.assignments(transport).stream()
        .map(Assignment::serviceName)
        .map(Escaped::text)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The service that is assigned to the port, as the end of a sentence; "" if there is none. */
  private String assigned(OwnerCase owner) {
    Transport transport = owner.transport();
    if (record.status(transport) != PortStatus.ASSIGNED) {
      return "";
    }
    String common = new UseText(record, Set.of(transport)).commonNames();
    return "; "
        + place(transport)
        + (common.isEmpty()
            ? " is assigned to " + services(transport)
            : " is usually used by " + common);
  }

  // The owner

  String sentence(VerdictRule.OwnerCondition condition, OwnerCase owner) {
    String name = name(owner.process());
    return switch (condition) {
      case IN_MEMORY ->
          name
              + " runs from memory, not from a file on disk"
              + assigned(owner)
              + ". To examine it, copy /proc/"
              + owner.process().pid()
              + "/exe before you stop it.";
      case IN_TEMPORARY_PLACE ->
          name
              + " runs from a temporary directory, where any user can put a file"
              + assigned(owner)
              + ".";
      case IN_HIDDEN_PLACE ->
          name + " runs from a hidden file or directory" + assigned(owner) + ".";
      case FALSE_WINDOWS_PROGRAM ->
          name
              + " has the name of a Windows system program, but runs from another directory"
              + assigned(owner)
              + ".";
      case SHELL -> name + " is a shell, not a server" + assigned(owner) + ".";
      case RELAY ->
          name
              + " is a general-purpose relay, not a server for a particular service"
              + assigned(owner)
              + ".";
      case REMOVED ->
          name + " still runs, but its file was deleted and not replaced" + assigned(owner) + ".";
      case IN_HOME_ON_SYSTEM_PORT ->
          name
              + " runs from a home directory, where its user can put any file"
              + assigned(owner)
              + ".";
      case DOCUMENTED -> documented(owner) + ".";
      case DOCUMENTED_BY_NAME -> byName(owner);
      case STAND_IN -> standIn(owner);
      case INTERPRETER_ON_SYSTEM_PORT ->
          name
              + " is an interpreter, not one of the programs that are known for the service"
              + assigned(owner)
              + ".";
      case OTHER_SERVICE_ON_SYSTEM_PORT ->
          name + " is known to implement another service" + assigned(owner) + ".";
      case INSTALLED ->
          name
              + (owner.isKnownForOtherService()
                  ? " is a known server, but this is not its usual port."
                  : " is installed here, but is not known for this port.");
    };
  }

  private String documented(OwnerCase owner) {
    KnownPrograms.Documented known = owner.known();
    Path jar = owner.process().file().serverJar();
    return name(owner.process())
        + (jar == null ? "" : " has " + Escaped.text(jar.toString()) + " open, which")
        + (known.isAssigned()
            ? " is known to implement "
                + Escaped.text(known.name())
                + ", the service assigned to "
                + place(owner.transport())
            : " is documented to use "
                + place(owner.transport())
                + ": "
                + Escaped.text(known.name()))
        + " ("
        + known.source()
        + ")";
  }

  /** Why a program with the right name may not be the right program. */
  private String byName(OwnerCase owner) {
    ProcessRef process = owner.process();
    ControlGroup group = process.background().controlGroup();
    String why =
        switch (process.file().state()) {
          case NOT_SEEN -> "the file that runs is not visible, and a process can take any name";
          case OTHER_MOUNT_NAMESPACE ->
              "it runs in "
                  + (group != null && group.kind().isContainer()
                      ? "a container"
                      : "another mount namespace")
                  + ", where a file can have any name";
          case REPLACED ->
              "its file was replaced after it started; check the new file before you restart it";
          case REFUSED -> "this user may not look at its file";
          default ->
              owner.isInHome()
                  ? "its file is in a home directory, where its user can put any file"
                  : "its file does not belong to root, so another user may have put it there";
        };
    String place = place(owner.transport());
    String name = Escaped.text(owner.known().name());
    return name(process)
        + " has the name of a program documented "
        + (owner.known().isAssigned()
            ? "for " + name + ", the service assigned to " + place
            : "to use " + place + " (" + name + ")")
        + ", but "
        + why
        + ".";
  }

  private String standIn(OwnerCase owner) {
    return name(owner.process())
        + " opens ports for other programs or forwards connections, so another process may answer.";
  }

  /** Returns the sentence for a program on an assigned port that nothing speaks for or against. */
  String unrecognized(OwnerCase owner) {
    String place = place(owner.transport());
    String common = new UseText(record, Set.of(owner.transport())).commonNames();
    return name(owner.process())
        + (common.isEmpty()
            ? " is not known to implement "
                + services(owner.transport())
                + ", the service assigned to "
                + place
                + "."
            : " is not known for this port: " + place + " is usually used by " + common + ".");
  }

  String replaced(ProcessRef process) {
    return "The file of "
        + name(process)
        + " was replaced after it started, as an upgrade does. If you know of the upgrade, restart it"
        + " to run the new file.";
  }

  String ownerNotKnown(Listener listener) {
    Ownership ownership = listener.ownership();
    String state =
        ownership instanceof Likely
            ? "certain"
            : FindingText.unseen(ownership).equals(FindingText.NOT_VISIBLE) ? "visible" : "known";
    return "The owner of "
        + place(listener.transport())
        + " is not "
        + state
        + ": "
        + ownership.why();
  }

  private static String name(ProcessRef process) {
    String file = process.executable() == null ? process.name() : PathText.of(process.executable());
    return (file.isEmpty() ? "A process" : Escaped.text(file)) + " (pid " + process.pid() + ")";
  }

  // What else is worth knowing

  /** Returns who can reach the listeners. */
  List<Reason> exposure(List<Listener> listeners) {
    List<Reason> reasons = new ArrayList<>();
    Set<String> exposed = new TreeSet<>();
    for (Listener listener : listeners) {
      if (listener.isOnAllAddresses()) {
        reasons.add(
            new Reason(
                Kind.ALL_ADDRESSES,
                listener.transport(),
                "The "
                    + listener.transport()
                    + " listener is open on "
                    + AddressText.reached(listener)
                    + "."));
      } else if (!listener.isLoopback()) {
        exposed.add(AddressText.of(listener));
      }
    }
    if (!exposed.isEmpty()) {
      reasons.add(
          new Reason(
              Kind.SPECIFIC_ADDRESSES,
              null,
              "Other machines may reach the listener on " + String.join(", ", exposed) + "."));
    }
    if (listeners.stream().allMatch(Listener::isLoopback)) {
      reasons.add(
          new Reason(
              Kind.LOOPBACK_ONLY,
              null,
              "Every listener that was seen is on a loopback address, which other machines cannot"
                  + " reach directly."));
    }
    return reasons;
  }

  /** Returns the same as {@link #sentence(OtherUse)}, with the owner if it is known. */
  static String owned(OtherUse use) {
    return use.ownership() instanceof Known known
        ? sentence(use, " of " + name(known.leader()))
        : sentence(use);
  }

  /** Returns what a socket that does not listen does with the port. */
  static String sentence(OtherUse use) {
    return sentence(use, "");
  }

  private static String sentence(OtherUse use, String owner) {
    return use.count()
        + " "
        + use.transport()
        + (use.count() == 1 ? " socket" : " sockets")
        + owner
        + " on "
        + AddressText.of(use.address().getAddress())
        + " port "
        + use.address().getPort()
        + switch (use.kind()) {
          case CLIENT -> use.count() == 1 ? ": one end of a connection." : ": ends of connections.";
          case ACCEPTED -> ": connections to the listener.";
          case NO_OWNER -> ": connections that no program has accepted yet.";
          case HALF_OPEN -> ": half-open, because the other side has not completed the connection.";
          case CLOSING ->
              ": closed by the program; the system needs a minute or two to end the connection.";
          case TIME_WAIT -> " in TIME_WAIT: closed; the system keeps the port for about a minute.";
          case CONNECTED_UDP -> ": connected to one peer.";
          case BOUND -> ": bound without listening; most other programs cannot bind the port.";
        };
  }
}
