package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.Transport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts about a process that the verdict needs. */
class OwnerCaseTest {

  private static OwnerCase of(ProcessRef process) {
    return new OwnerCase(
        PortRegistry.lookup(700),
        Transport.TCP,
        process,
        owner -> VerdictRule.OwnerCondition.INSTALLED);
  }

  private static OwnerCase of(ProgramFile file) {
    return of(new ProcessRef(7, null, "n", file, List.of(), "", Background.UNKNOWN));
  }

  private static OwnerCase of(String file) {
    return of(ProgramFile.named(Path.of(file), false));
  }

  @ParameterizedTest
  @CsvSource({
    "C:\\x\\svchost.exe, true",
    "C:\\Users\\a\\lsass.exe, true",
    "C:\\Windows\\System32\\svchost.exe, false",
    "C:\\x\\server.exe, false",
    "/opt/x/svchost.exe, false"
  })
  void aSystemProgramOfWindowsRunsFromItsFolder(String file, boolean isFalse) {
    assertThat(of(file).isFalseWindowsProgram()).isEqualTo(isFalse);
  }

  @ParameterizedTest
  @CsvSource({
    "C:\\Users\\a\\x.exe, true",
    "d:\\users\\a\\x.exe, true",
    "C:\\x\\Users\\a\\x.exe, false",
    "C:\\Program Files\\x.exe, false",
    "/x:\\users\\a, false",
    "/home/a/x, true",
    "/Users/a/x, true",
    "/root/x, true",
    "/var/home/a/x, true",
    "/home/linuxbrew/.linuxbrew/bin/x, false",
    "/srv/home/a/x, false"
  })
  void aHomeIsAFolderOfAPerson(String file, boolean home) {
    assertThat(of(file).isInHome()).isEqualTo(home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C:", "C", "", "C:x", "C:/Users/a/x.exe"})
  void aPathThatIsTooShortOrOfAnotherKindIsNoneOfWindows(String file) {
    assertThat(of(file).isInHome()).isFalse();
    assertThat(of(file).isFalseWindowsProgram()).isFalse();
    assertThat(of(file).isInTemporaryPlace()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "C:\\Windows\\System32\\x.exe, true",
    "C:\\Program Files\\x\\x.exe, true",
    "D:\\Program Files (x86)\\x.exe, true",
    "C:\\x\\x.exe, false",
    "C:\\x\\Windows\\x.exe, false",
    "C:\\Users\\a\\x.exe, false",
    "/opt/x, true",
    "/home/a/x, false"
  })
  void aPathIsTrustedWhereOnlyAnAdministratorPutsPrograms(String file, boolean trusted) {
    assertThat(of(file).isFileTrusted()).isEqualTo(trusted);
  }

  @ParameterizedTest
  @CsvSource({
    "IN_PLACE, true, true",
    "IN_PLACE, false, false",
    "REPLACED, true, false",
    "REMOVED, true, false",
    "OTHER_MOUNT_NAMESPACE, true, false",
    "REFUSED, true, false"
  })
  void aFileIsTrustedInItsPlaceIfItIsTheSystems(
      ProgramFile.State state, boolean systems, boolean trusted) {
    assertThat(of(new ProgramFile(Path.of("/opt/x"), state, systems, "", null)).isFileTrusted())
        .isEqualTo(trusted);
  }

  @ParameterizedTest
  @CsvSource({
    "bash, true",
    "bash5.2, true",
    "bash-static, true",
    "zsh-static, true",
    "ksh93, true",
    "PowerShell.exe, true",
    "server-static, false",
    "static, false",
    "-static, false",
    "bashful, false"
  })
  void aShellIsKnownByItsNameWithoutAVersion(String program, boolean shell) {
    assertThat(of("/opt/" + program).isShell()).isEqualTo(shell);
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/.x/server, true",
    "/opt/.server, true",
    ".server, true",
    ".x/server, true",
    "/opt/x/server, false",
    "/opt/x./server, false",
    "/opt/.venv/bin/server, false",
    "/home/a/.x/server, false",
    "/home/a/.x/.y/server, true",
    "/home/a/.venv/.y/server, false",
    "/nix/store/a/bin/.server, false",
    "/gnu/store/a/bin/.server, false",
    "/nix/.server, true"
  })
  void aHiddenPlaceHasAPartThatBeginsWithADot(String file, boolean hidden) {
    assertThat(of(file).isInHiddenPlace()).isEqualTo(hidden);
  }

  @ParameterizedTest
  @CsvSource({
    "C:\\Windows\\Temp\\x.exe, true",
    "C:\\Users\\a\\AppData\\Local\\Temp\\x.exe, true",
    "C:\\Users\\Public\\x.exe, true",
    "C:\\$Recycle.Bin\\x.exe, true",
    "C:\\Temp\\x.exe, false",
    "/tmp/x, true",
    "/run/user/1000/x, true",
    "/opt/tmp/x, false",
    "/opt/a\\windows\\temp\\x, false"
  })
  void aTemporaryPlaceIsOneWhereAnyUserPutsFiles(String file, boolean temporary) {
    assertThat(of(file).isInTemporaryPlace()).isEqualTo(temporary);
  }

  @Test
  void whatAProcessWithoutAPathIsCalledIsNoPlace() {
    OwnerCase owner = of(new ProcessRef(7, null, "/tmp/.x", null, false, List.of(), ""));

    assertThat(owner.isInTemporaryPlace()).isFalse();
    assertThat(owner.isInHiddenPlace()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "IN_PLACE, true, false",
    "IN_PLACE, false, true",
    "REPLACED, true, false",
    "REPLACED, false, true",
    "REFUSED, true, true",
    "OTHER_MOUNT_NAMESPACE, false, true",
    "OTHER_MOUNT_NAMESPACE, true, false",
    "REMOVED, false, false",
    "IN_MEMORY, false, false",
    "NOT_COMPARED, false, false"
  })
  void aUsersFileIsOneThatIsNotTheSystems(ProgramFile.State state, boolean systems, boolean users) {
    assertThat(of(new ProgramFile(Path.of("/opt/x"), state, systems, "", null)).isAnyUsersFile())
        .isEqualTo(users);
  }
}
