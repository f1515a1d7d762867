package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.Candidate;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Standing;
import io.github.portregistry.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process on one port, and what the verdict has to know of the two. */
final class OwnerCase {

  private static final Set<String> SHELLS =
      Set.of(
          "ash",
          "bash",
          "cmd",
          "csh",
          "dash",
          "elvish",
          "fish",
          "ksh",
          "lksh",
          "mksh",
          "nu",
          "oksh",
          "posh",
          "powershell",
          "pwsh",
          "rbash",
          "rksh",
          "sash",
          "sh",
          "tcsh",
          "xonsh",
          "yash",
          "zsh");

  /** Tools that pass bytes on, or serve what is given to them by hand. */
  private static final Set<String> RELAYS =
      Set.of(
          "nc",
          "nc.openbsd",
          "nc.traditional",
          "nc64",
          "ncat",
          "netcat",
          "netcat-openbsd",
          "nmap-ncat",
          "openssl",
          "pwncat",
          "rcat",
          "rustcat",
          "sbd",
          "socat",
          "socat1",
          "cryptcat",
          "dbd");

  /** Programs that are many in one file; what they do is what their arguments say. */
  private static final Set<String> MULTI_CALL = Set.of("busybox", "busybox.static", "toybox");

  /** What the two serve when they are asked to, without those that serve a shell or any program. */
  private static final Set<String> MULTI_CALL_SERVERS =
      Set.of(
          "dhcprelay",
          "dnsd",
          "ftpd",
          "httpd",
          "lpd",
          "ntpd",
          "syslogd",
          "tftpd",
          "udhcpc",
          "udhcpc6",
          "udhcpd");

  /** Folders that are hidden and usual wherever developers put their programs. */
  private static final Set<String> USUAL_HIDDEN =
      Set.of(
          ".asdf",
          ".bin",
          ".bun",
          ".cargo",
          ".deno",
          ".dotnet",
          ".linuxbrew",
          ".local",
          ".nodenv",
          ".nvm",
          ".pnpm",
          ".pyenv",
          ".rbenv",
          ".rustup",
          ".sdkman",
          ".venv",
          ".volta",
          ".vscode-server",
          ".yarn");

  /** The programs of Windows that run from its own folder and from nowhere else. */
  private static final Set<String> OF_WINDOWS =
      Set.of("csrss", "lsass", "services", "smss", "spoolsv", "svchost", "wininit", "winlogon");

  private static final List<String> TEMPORARY =
      List.of(
          "/tmp/",
          "/var/tmp/",
          "/dev/shm/",
          "/dev/mqueue/",
          "/run/shm/",
          "/run/user/",
          "/run/lock/",
          "/private/tmp/",
          "/private/var/tmp/",
          "/private/var/folders/",
          "/var/folders/");

  /** The folders of Windows in which only an administrator puts programs. */
  private static final List<String> INSTALLED_ON_WINDOWS =
      List.of(":\\windows\\", ":\\program files\\", ":\\program files (x86)\\");

  private static final List<String> TEMPORARY_ON_WINDOWS =
      List.of(
          "\\windows\\temp\\", "\\appdata\\local\\temp\\", "\\users\\public\\", "\\$recycle.bin\\");

  private static final List<String> HOMES = List.of("/home/", "/root/", "/users/", "/var/home/");

  private final PortRecord record;
  private final Transport transport;
  private final ProcessRef process;
  private final KnownPrograms table = KnownPrograms.packaged();
  private final KnownPrograms.@Nullable Documented documented;
  private final String path;
  private final String program;
  private final VerdictRule.@Nullable OwnerCondition condition;

  /**
   * Creates a case.
   *
   * @param rule finds the first condition that holds; it takes a while, so it is asked once
   */
  OwnerCase(
      PortRecord record,
      Transport transport,
      ProcessRef process,
      Function<OwnerCase, VerdictRule.@Nullable OwnerCondition> rule) {
    this.record = record;
    this.transport = transport;
    this.process = process;
    this.documented = table.find(record, transport, process);
    this.path =
        process.executable() == null
            ? ""
            : process.executable().toString().toLowerCase(Locale.ROOT);
    this.program = KnownPrograms.key(process.program());
    this.condition = rule.apply(this);
  }

  /** The first condition that holds; null if none does. */
  VerdictRule.@Nullable OwnerCondition condition() {
    return condition;
  }

  PortRecord record() {
    return record;
  }

  Transport transport() {
    return transport;
  }

  ProcessRef process() {
    return process;
  }

  /** What the process is documented to serve here, by the name of its file; null if nothing. */
  KnownPrograms.@Nullable Documented documented() {
    return documented;
  }

  /** The same where there is one. */
  KnownPrograms.Documented known() {
    return Objects.requireNonNull(documented, "documented");
  }

  // The file

  boolean isInMemory() {
    return process.file().state() == ProgramFile.State.IN_MEMORY || path.startsWith("/memfd:");
  }

  boolean isInTemporaryPlace() {
    return TEMPORARY.stream().anyMatch(path::startsWith)
        || (isOnWindows() && TEMPORARY_ON_WINDOWS.stream().anyMatch(path::contains));
  }

  /**
   * Whether a part of the path is hidden. In a home one hidden folder is usual, such as that of a
   * manager of versions; in the store of NixOS the names of wrapped programs are.
   */
  boolean isInHiddenPlace() {
    if (path.startsWith("/nix/store/") || path.startsWith("/gnu/store/")) {
      return false;
    }
    int hidden = 0;
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      boolean dot = path.startsWith(".", from) && slash > from;
      hidden += dot && !USUAL_HIDDEN.contains(path.substring(from, slash)) ? 1 : 0;
      from = slash + 1;
    }
    return path.startsWith(".", from) || hidden > (isInHome() ? 1 : 0);
  }

  boolean isInHome() {
    // The home of Homebrew on Linux is nobody's.
    return (HOMES.stream().anyMatch(path::startsWith) && !path.startsWith("/home/linuxbrew/"))
        || (isOnWindows() && path.startsWith(":\\users\\", 1));
  }

  boolean isRemoved() {
    return process.file().state() == ProgramFile.State.REMOVED;
  }

  /** Whether the name of the file can be taken for what it says. */
  boolean isFileTrusted() {
    return !isInHome()
        && switch (process.file().state()) {
          case IN_PLACE -> process.file().systemOwned();
          // The kernel gives the path, and other systems show no more.
          case NOT_COMPARED ->
              !isOnWindows()
                  || INSTALLED_ON_WINDOWS.stream().anyMatch(folder -> path.startsWith(folder, 1));
          default -> false;
        };
  }

  private boolean isOnWindows() {
    return path.length() > 2 && path.charAt(1) == ':' && path.charAt(2) == '\\';
  }

  /** Whether a program has the name of one of Windows' own and runs from elsewhere. */
  boolean isFalseWindowsProgram() {
    return isOnWindows() && OF_WINDOWS.contains(program) && !path.startsWith(":\\windows\\", 1);
  }

  // The program

  boolean isShell() {
    String name = Interpreter.withoutVersion(program);
    return SHELLS.contains(
        name.endsWith("-static") ? name.substring(0, name.length() - "-static".length()) : name);
  }

  boolean isRelay() {
    return RELAYS.contains(program)
        || (MULTI_CALL.contains(program) && !MULTI_CALL_SERVERS.contains(applet()));
  }

  /** The program that a file with many is asked to be; "" if that is not seen. */
  private String applet() {
    for (String word : process.arguments().subList(0, Math.min(2, process.arguments().size()))) {
      String name = word.substring(word.lastIndexOf('/') + 1);
      if (!MULTI_CALL.contains(name)) {
        return name;
      }
    }
    return "";
  }

  boolean isInterpreter() {
    return Interpreter.named(program) != null && process.file().serverJar() == null;
  }

  boolean isStandIn() {
    return table.isStandIn(process.program()) && !isAnyUsersFile();
  }

  /** Whether an ordinary user may have put the file there, as far as it is seen. */
  boolean isAnyUsersFile() {
    return isInHome()
        || process.file().state() == ProgramFile.State.REFUSED
        || (process.file().state() == ProgramFile.State.IN_PLACE && !process.file().systemOwned());
  }

  boolean isKnownForOtherService() {
    return table.knowsProgram(process.program());
  }

  /** Whether it was put there by an administrator or a package, and does what it was made for. */
  boolean isInstalled() {
    return isSetUp() || (isFileTrusted() && !isInterpreter());
  }

  // Who started it

  /** Whether an administrator set it up. */
  boolean isSetUp() {
    return isSetUp(process.background().controlGroup());
  }

  /** Whether root alone decides what runs in the group. */
  static boolean isSetUp(@Nullable ControlGroup group) {
    return group != null
        // Below it a user can give groups any name; a user's job of cron is in cron's group.
        && !group.path().startsWith("/user.slice/")
        && !group.isLauncher()
        && switch (group.kind()) {
          case SYSTEM_SERVICE, SOCKET_UNIT -> true;
          default -> group.kind().isContainer();
        };
  }

  // The port

  /** Whether the port is a System Port of whose service the programs are known. */
  boolean isSystemPortWithKnownPrograms() {
    return PortRange.of(record.number()) == PortRange.SYSTEM && knowsServices();
  }

  /** Whether the port is a System Port that nothing lives on. */
  boolean isSystemPortWithoutUse() {
    return PortRange.of(record.number()) == PortRange.SYSTEM && isWithoutUse(record, transport);
  }

  /** The same of a User Port. */
  boolean isUserPortWithoutUse() {
    return isUserPortWithoutUse(record, transport);
  }

  static boolean isUserPortWithoutUse(PortRecord record, Transport transport) {
    return PortRange.of(record.number()) == PortRange.USER && isWithoutUse(record, transport);
  }

  /** Whether the port has no service, or one that is not used, and no other use is on record. */
  private static boolean isWithoutUse(PortRecord record, Transport transport) {
    return record.status(transport) != PortStatus.ASSIGNED && !isUsed(record, transport);
  }

  /** Whether a program's own use of the port is on record, which need not be the assigned one. */
  static boolean isUsed(PortRecord record, Transport transport) {
    for (Candidate candidate : record.candidates(transport)) {
      if (candidate.standing() == Standing.COMMON || candidate.standing() == Standing.OBSERVED) {
        return true;
      }
    }
    return false;
  }

  private boolean knowsServices() {
    for (Assignment service : record.assignments(transport)) {
      if (table.knowsService(service.serviceName())) {
        return true;
      }
    }
    return false;
  }
}
