package io.github.portregistry.probe;

import io.github.portregistry.Assignment;
import io.github.portregistry.ObservedUse;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRecord;
import io.github.portregistry.PortStatus;
import io.github.portregistry.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process on one port, with the facts that the verdict needs. */
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

  /** Tools that forward bytes, or serve data given to them by hand. */
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

  /** Programs that contain many others; their arguments say which one runs. */
  private static final Set<String> MULTI_CALL = Set.of("busybox", "busybox.static", "toybox");

  /** The servers in them, except ones that serve a shell or any program. */
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

  /** Hidden folders in which developers usually have programs. */
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

  /** The programs of Windows that run only from its own folder. */
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
   * @param rule finds the first condition that holds; it is slow, so it is called once
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
            : PathText.of(process.executable()).toLowerCase(Locale.ROOT);
    this.program = KnownPrograms.key(process.program());
    this.condition = rule.apply(this);
  }

  /** Returns the first condition that holds; null if none does. */
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

  /**
   * Returns the service or application that the process is documented to implement, by the name of
   * its file; null if there is none.
   */
  KnownPrograms.@Nullable Documented documented() {
    return documented;
  }

  /** Returns {@link #documented}, which must exist. */
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
   * Whether a part of the path is hidden. One hidden folder in a home is usual, for example a
   * version manager's; in the NixOS store, the names of wrapped programs are hidden.
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
    // Homebrew's home on Linux belongs to no person.
    return (HOMES.stream().anyMatch(path::startsWith) && !path.startsWith("/home/linuxbrew/"))
        || (isOnWindows() && path.startsWith(":\\users\\", 1));
  }

  boolean isRemoved() {
    return process.file().state() == ProgramFile.State.REMOVED;
  }

  /** Whether the name of the file can be trusted. */
  boolean isFileTrusted() {
    return !isInHome()
        && switch (process.file().state()) {
          case IN_PLACE -> process.file().systemOwned();
          // The path is from the kernel, and other systems show no more.
          case NOT_COMPARED ->
              !isOnWindows()
                  || INSTALLED_ON_WINDOWS.stream().anyMatch(folder -> path.startsWith(folder, 1));
          default -> false;
        };
  }

  private boolean isOnWindows() {
    return path.length() > 2 && path.charAt(1) == ':' && path.charAt(2) == '\\';
  }

  /** Whether a program has the name of a Windows program but runs from another folder. */
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
        || (MULTI_CALL.contains(program) && !MULTI_CALL_SERVERS.contains(applet(process)));
  }

  /** The program that a multi-call file runs as; "" for another file, or if it is not known. */
  static String applet(ProcessRef process) {
    if (!MULTI_CALL.contains(KnownPrograms.key(process.program()))) {
      return "";
    }
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

  /** Whether an ordinary user may have put the file there, as far as is known. */
  boolean isAnyUsersFile() {
    return isInHome()
        || switch (process.file().state()) {
          case REFUSED -> true;
          case IN_PLACE, REPLACED -> !process.file().systemOwned();
          // A container's files can belong to its own users.
          case OTHER_MOUNT_NAMESPACE -> !process.file().systemOwned() && !isSetUp();
          case REMOVED, IN_MEMORY, NOT_COMPARED, NOT_SEEN -> false;
        };
  }

  /** Whether an ordinary user may have chosen the program, or what an interpreter runs. */
  boolean isAnyUsersProgram() {
    return isAnyUsersFile() || (isInterpreter() && !isSetUp());
  }

  boolean isKnownForOtherService() {
    return table.knowsProgram(process.program());
  }

  /** Whether an administrator or a package installed it, and it does what it was made for. */
  boolean isInstalled() {
    return isSetUp() || (isFileTrusted() && !isInterpreter());
  }

  // Who started it

  /** Whether an administrator set it up. */
  boolean isSetUp() {
    return isSetUp(process.background().controlGroup());
  }

  /** Whether only root decides what runs in the group. */
  static boolean isSetUp(@Nullable ControlGroup group) {
    return group != null
        // Below it, a user can give groups any name; a user's cron job is in cron's group.
        && !group.path().startsWith("/user.slice/")
        && !group.isLauncher()
        && switch (group.kind()) {
          case SYSTEM_SERVICE, SOCKET_UNIT -> true;
          default -> group.kind().isContainer();
        };
  }

  // The port

  /** Whether the port is a System Port with a service whose programs are known. */
  boolean isSystemPortWithKnownPrograms() {
    return PortRange.of(record.number()) == PortRange.SYSTEM && knowsServices();
  }

  /** Whether the port is a System Port without an active service or use. */
  boolean isSystemPortWithoutUse() {
    return PortRange.of(record.number()) == PortRange.SYSTEM && isWithoutUse(record, transport);
  }

  /** Whether the port is a User Port without an active service or use. */
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

  /**
   * Whether a use of the port itself is on record, which need not be the assigned one. A use by
   * malware makes no listener less suspicious.
   */
  static boolean isUsed(PortRecord record, Transport transport) {
    for (ObservedUse use : record.observedUses(transport)) {
      if (!use.isRange()
          && !use.isMalware()
          && use.confidence() != ObservedUse.Confidence.DISPUTED) {
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
