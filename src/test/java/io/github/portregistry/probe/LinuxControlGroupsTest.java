package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.portregistry.Transport;
import io.github.portregistry.probe.ControlGroup.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Control groups of processes and of sockets, on a small machine made by hand. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "folders have no numbers elsewhere")
class LinuxControlGroupsTest extends FakeMachine {

  private static final String ID =
      "9687bac58d5c4d1606aa46af33d1a21c1d1652e0ac9fb3fc0fc86e3495f42869";

  // Of a process

  private ControlGroup ofProcess(String lines) throws IOException {
    proc.write("60/cgroup", lines);
    return new LinuxControlGroups(proc).ofProcess(60);
  }

  @Test
  void versionTwoHasOneLine() throws IOException {
    assertThat(ofProcess("0::/system.slice/nginx.service\n"))
        .isEqualTo(
            new ControlGroup(Kind.SYSTEM_SERVICE, "nginx.service", "/system.slice/nginx.service"));
  }

  @Test
  void besideVersionTwoSystemdsOwnHierarchyCounts() throws IOException {
    String lines =
        """
        9:name=systemd:/system.slice/cron.service
        8:pids:/system.slice/other.service
        2:cpu,cpuacct:/elsewhere
        0::/
        """;
    assertThat(ofProcess(lines).name()).isEqualTo("cron.service");
    assertThat(ofProcess(lines.replace("0::/\n", "0::/system.slice/ssh.service\n")).name())
        .isEqualTo("ssh.service");
    assertThat(ofProcess(lines.replace("0::/\n", "")).name()).isEqualTo("cron.service");
  }

  @Test
  void aContainerCountsWhereVersionTwoShowsTheServiceOfItsEngine() throws IOException {
    ControlGroup group =
        ofProcess(
            """
            12:pids:/docker/ID
            1:name=systemd:/docker/ID
            0::/system.slice/containerd.service
            """
                .replace("ID", ID));

    assertThat(group.kind()).isEqualTo(Kind.DOCKER);
    assertThat(group.name()).isEqualTo(ID);
  }

  @Test
  void withoutSystemdAContainerIsShownByTheControllers() throws IOException {
    assertThat(ofProcess("4:memory:/docker/" + ID + "\n1:name=openrc:/\n0::/\n").name())
        .isEqualTo(ID);
    assertThat(ofProcess("4:memory:/somewhere\n1:name=openrc:/docker\n0::/\n")).isNull();
  }

  @Test
  void aColonInThePathIsPartOfIt() throws IOException {
    assertThat(ofProcess("0::/system.slice/kubepods-pod1.slice:cri-containerd:" + ID + "\n").name())
        .isEqualTo(ID);
  }

  @Test
  void withoutAFileOrWithAnotherTextThereIsNoGroup() throws IOException {
    assertThat(new LinuxControlGroups(proc).ofProcess(60)).isNull();
    for (String lines : List.of("", "\n", "0::\n", "x", ":", "::/a.service", "0::/..\n")) {
      assertThat(ofProcess(lines)).isNull();
    }
  }

  // Of a socket

  private Path groups;

  private void mounted(String root) throws IOException {
    groups = Files.createDirectories(temp.resolve("with blank").resolve("unified"));
    process(50);
    // What "self" leads to.
    proc.write(
        "50/mountinfo",
        "30 22 0:27 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
            + "39 30 0:36 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd\n"
            + "40 30 0:37 %s %s rw,relatime shared:9 - cgroup2 cgroup2 rw\n"
                .formatted(root, groups.toString().replace(" ", "\\040")));
  }

  private long folder(String path, String... pids) throws IOException {
    Path folder = Files.createDirectories(groups.resolve(path));
    Files.writeString(folder.resolve("cgroup.procs"), String.join("\n", pids) + "\n");
    return (Long) Files.getAttribute(folder, "unix:ino");
  }

  private static LinuxSocketRow socket(long inode, long group) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    return new LinuxSocketRow(
        Transport.TCP, address, Listener.Ipv4.ACCEPTED, LinuxSocketRow.LISTEN, 0, inode, group);
  }

  private static final Ownership UNKNOWN = NotVisible.notRequested();

  @Test
  void theGroupOfASocketIsTheFolderWithItsNumber() throws IOException {
    mounted("/");
    long web = folder("system.slice/web.service");
    long deep = folder("user.slice/user-1000.slice/user@1000.service/app.slice/a.service");
    List<LinuxSocketRow> rows = List.of(socket(7, web), socket(8, deep), socket(9, web));
    LinuxSocketGroups found = groups(rows);

    assertThat(rows)
        .extracting(row -> found.of(row, UNKNOWN).path())
        .containsExactly(
            "/system.slice/web.service",
            "/user.slice/user-1000.slice/user@1000.service/app.slice/a.service",
            "/system.slice/web.service");
  }

  @Test
  void theMountOfAPartOfTheGroupsIsEnoughForThat() throws IOException {
    mounted("/system.slice");
    LinuxSocketRow row = socket(7, folder("web.service/inner"));

    assertThat(groups(List.of(row)).of(row, UNKNOWN).path())
        .isEqualTo("/system.slice/web.service/inner");
  }

  @Test
  void theRootAndARemovedGroupAndOneThatIsMountedFromOutsideShowNothing() throws IOException {
    mounted("/");
    long web = folder("web.service");
    for (long group : new long[] {0, 1, web + 1_000_000, -1}) {
      LinuxSocketRow row = socket(7, group);
      assertThat(groups(List.of(row)).of(row, UNKNOWN)).isNull();
    }
    mounted("/../other");
    LinuxSocketRow row = socket(7, web);
    assertThat(groups(List.of(row)).of(row, UNKNOWN)).isNull();
  }

  @Test
  void withoutAMountOfGroupsThereIsNone() throws IOException {
    LinuxSocketRow row = socket(7, 44);
    assertThat(groups(List.of(row)).of(row, UNKNOWN)).isNull();

    proc.write("50/mountinfo", " - cgroup2 \n1 2 3 4\n");
    assertThat(groups(List.of(row)).of(row, UNKNOWN)).isNull();
  }

  @Test
  void theGroupOfTheOwnerIsLookedAtFirst() throws IOException {
    mounted("/");
    // The search passes by what is called like a controller's files.
    LinuxSocketRow row = socket(7, folder("memory.web/web.service"));
    String path = "/memory.web/web.service";
    ControlGroup group = new ControlGroup(Kind.OTHER, "", path);
    ProcessRef owner =
        new ProcessRef(
            60,
            null,
            "web",
            ProgramFile.named(null, false),
            List.of(),
            "root",
            new Background("", null, group, List.of()));

    assertThat(groups(List.of(row)).of(row, UNKNOWN)).isNull();
    assertThat(groups(List.of(row)).of(row, new Known(List.of(owner), true)).path())
        .isEqualTo(path);
  }

  @Test
  void nothingIsReadWhereTheKernelGivesNoGroups() throws IOException {
    LinuxSocketRow row = socket(7, 0);
    groups(List.of(row)).of(row, UNKNOWN);

    assertThat(proc.read()).isEmpty();
  }

  @Test
  void aGroupThatWasNotFoundIsNotLookedForAgain() throws IOException {
    mounted("/");
    LinuxSocketRow row = socket(7, folder("memory.web/web.service"));
    Map<Long, Path> remembered = new HashMap<>();
    LinuxSocketGroups found = new LinuxSocketGroups(proc, List.of(row), remembered, Some.time());
    assertThat(found.folder(row)).isNull();

    remembered.put(row.group(), groups.resolve("memory.web/web.service"));
    assertThat(found.folder(row)).isNull();
  }

  @Test
  void aRememberedFolderNeedsNoSearch() throws IOException {
    mounted("/");
    LinuxSocketRow row = socket(7, folder("memory.web/web.service"));
    Map<Long, Path> remembered = new HashMap<>();
    remembered.put(row.group(), groups.resolve("memory.web/web.service"));

    LinuxSocketGroups found = new LinuxSocketGroups(proc, List.of(row), remembered, Some.time());
    assertThat(found.folder(row).place()).isEqualTo(groups.resolve("memory.web/web.service"));
  }

  @ParameterizedTest
  @CsvSource({"4095, 4096", "4096, 1"})
  void allFoldersAreForgottenBeforeTheyAreTooMany(int before, int after) throws IOException {
    mounted("/");
    LinuxSocketRow row = socket(7, folder("web.service"));
    Map<Long, Path> remembered = new HashMap<>();
    for (long i = 1; i <= before; i++) {
      remembered.put(-i, groups);
    }

    new LinuxSocketGroups(proc, List.of(row), remembered, Some.time()).folder(row);
    assertThat(remembered).hasSize(after).containsKey(row.group());
  }

  @Test
  void aFolderWithoutSubfoldersIsNotListed() throws IOException {
    mounted("/");
    folder("system.slice/web.service");
    Object names = Files.getAttribute(groups.resolve("system.slice/web.service"), "unix:nlink");
    assumeTrue(names.equals(2), "needs a file system that counts the links of folders");

    LinuxSocketRow row = socket(7, Long.MAX_VALUE);
    assertThat(groups(List.of(row)).folder(row)).isNull();
    assertThat(proc.read())
        .contains(groups.resolve("system.slice").toString())
        .doesNotContain(groups.resolve("system.slice/web.service").toString());
  }

  @ParameterizedTest
  @CsvSource({"157, true", "158, false"})
  void only160FoldersAreSearchedSoon(int others, boolean soon) throws IOException {
    mounted("/");
    for (int i = 0; i < others; i++) {
      Files.createDirectory(groups.resolve("other" + i));
    }
    // With the root and this folder's own, there are two more than the others.
    LinuxSocketRow row = socket(7, folder("system.slice/web.service", "70"));
    LinuxSocketGroups found = groups(List.of(row));

    assertThat(found.membersSoonFound()).isEqualTo(soon ? List.of("70") : List.of());
    // The rest is searched when it is asked for.
    assertThat(found.folder(row)).isNotNull();
  }

  @Test
  void filesAndRemovedFoldersAreNotCounted() throws IOException {
    mounted("/");
    for (int i = 0; i < 170; i++) {
      Files.createFile(groups.resolve("file" + i));
    }
    LinuxSocketRow row = socket(7, folder("system.slice/web.service", "70"));
    LinuxProcFiles removed =
        new LinuxProcFiles(temp.resolve("proc")) {
          @Override
          String[] listFolder(Path folder) {
            return Stream.concat(
                    IntStream.range(0, 170).mapToObj(i -> "removed" + i),
                    Stream.of(super.listFolder(folder)))
                .toArray(String[]::new);
          }
        };

    assertThat(
            new LinuxSocketGroups(removed, List.of(row), new HashMap<>(), Some.time())
                .membersSoonFound())
        .containsExactly("70");
  }

  @ParameterizedTest
  @CsvSource({"19998, true", "19999, false"})
  void only20000FoldersAreSearchedAtAll(int others, boolean shown) throws IOException {
    mounted("/");
    Files.createDirectory(groups.resolve("other"));
    LinuxSocketRow row = socket(7, folder("web.service"));
    // One folder again and again, which is quicker than so many.
    List<String> names = new ArrayList<>(Collections.nCopies(others, "other"));
    names.add("web.service");
    LinuxProcFiles many =
        new LinuxProcFiles(temp.resolve("proc")) {
          @Override
          String[] listFolder(Path folder) {
            return folder.equals(groups) ? names.toArray(new String[0]) : new String[0];
          }
        };

    LinuxSocketGroups found =
        new LinuxSocketGroups(many, List.of(row), new HashMap<>(), Some.time());
    assertThat(found.folder(row) != null).isEqualTo(shown);
  }

  private LinuxSocketGroups groups(List<LinuxSocketRow> rows) {
    return new LinuxSocketGroups(proc, rows, new HashMap<>(), Some.time());
  }

  // Whom to ask first

  private LinuxOwnerSearch first(LinuxSocketRow row, LinuxSocketGroups groups) {
    LinuxProcessFacts facts = new LinuxProcessFacts(proc, LinuxUserNames.numbers(), Some.time());
    return new LinuxOwnerSearch(
        proc, facts, Owners.FIRST, Some.time(), List.of(row), groups::membersSoonFound);
  }

  @Test
  void oneOwnerIsLookedForInTheGroupOfTheSocketFirst() throws IOException {
    mounted("/");
    process(60);
    process(70, 7);
    LinuxSocketRow row = socket(7, folder("system.slice/web.service", "0", "71", "70"));

    assertThat(first(row, groups(List.of(row))).owners(7))
        .extracting(ProcessRef::pid)
        .containsExactly(70L);
    assertThat(proc.read()).doesNotContain("", "60/fd");
  }

  @Test
  void anOwnerThatIsNotInTheGroupOfTheSocketIsFoundNevertheless() throws IOException {
    mounted("/");
    process(60, 7);
    process(70);
    LinuxSocketRow row = socket(7, folder("system.slice/web.service", "70"));

    assertThat(first(row, groups(List.of(row))).owners(7))
        .extracting(ProcessRef::pid)
        .containsExactly(60L);
  }

  @Test
  void aFolderThatIsRememberedIsNotSearchedAgain() throws IOException {
    mounted("/");
    process(70, 7);
    long number = folder("a/b/c/web.service", "70");
    LinuxSocketRow row = socket(7, number);
    Map<Long, Path> remembered = new HashMap<>();
    new LinuxSocketGroups(proc, List.of(row), remembered, Some.time()).folder(row);

    assertThat(remembered).containsOnlyKeys(number);
    LinuxSocketGroups again =
        new LinuxSocketGroups(proc, List.of(row), remembered, new Deadline(Duration.ofNanos(1)));
    assertThat(again.membersSoonFound()).containsExactly("70");
    Files.delete(groups.resolve("a/b/c/web.service/cgroup.procs"));
    Files.delete(groups.resolve("a/b/c/web.service"));
    assertThat(
            new LinuxSocketGroups(proc, List.of(row), remembered, Some.time()).membersSoonFound())
        .isEmpty();
  }

  // Likely owners

  private Likely likely(long group) {
    LinuxSocketRow row = socket(7, group);
    LinuxProcessFacts facts = new LinuxProcessFacts(proc, LinuxUserNames.numbers(), Some.time());
    LinuxOwnerSearch search =
        new LinuxOwnerSearch(proc, facts, Owners.ALL, Some.time(), List.of(row), List::of);
    assertThat(search.owners(7)).isEmpty();
    return new LinuxGroupMembers(proc, groups(List.of(row)), facts, Some.time())
        .of(row, search, "Why.");
  }

  @Test
  void processesOfTheGroupThatDidNotShowTheirDescriptorsAreLikelyOwners() throws IOException {
    mounted("/");
    process(60).refuse("60/fd");
    process(70).refuse("70/fd/");
    process(80);
    process(90).refuse("90/fd");

    // Process 0 is one of another pid namespace.
    Likely likely = likely(folder("system.slice/web.service", "70", "0", "80", "60"));

    assertThat(likely.candidates()).extracting(ProcessRef::pid).containsExactly(60L, 70L);
    assertThat(likely.basis()).isEqualTo(Likely.Basis.CONTROL_GROUP);
    assertThat(likely.why()).isEqualTo("Why.");
  }

  @Test
  void ofAGroupThatWasLookedThroughNobodyIsLikely() throws IOException {
    mounted("/");
    process(60);
    process(70).refuse("70/fd");

    assertThat(likely(folder("system.slice/web.service", "60"))).isNull();
    assertThat(likely(folder("system.slice/empty.service"))).isNull();
    assertThat(likely(0)).isNull();
  }

  @Test
  void ofAGroupWithManyProcessesNobodyIsLikely() throws IOException {
    mounted("/");
    String[] pids = IntStream.range(100, 109).mapToObj(Integer::toString).toArray(String[]::new);
    for (String pid : pids) {
      process(Long.parseLong(pid)).refuse(pid + "/fd");
    }

    String[] eight = List.of(pids).subList(0, 8).toArray(new String[0]);
    assertThat(likely(folder("eight.service", eight)).candidates()).hasSize(8);
    assertThat(likely(folder("nine.service", pids))).isNull();
  }

  @Test
  void aProcessThatEndedMeanwhileIsNotLikely() throws IOException {
    mounted("/");
    process(60).refuse("60/fd");
    proc.delete("60/stat");

    assertThat(likely(folder("web.service", "60"))).isNull();
  }
}
