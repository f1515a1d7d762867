package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinuxUserNamesTest {

  @TempDir private Path temp;

  private LinuxUserNames users(String passwd) throws IOException {
    return new LinuxUserNames(Files.writeString(temp.resolve("passwd"), passwd));
  }

  @ParameterizedTest
  @CsvSource({"0, root", "1000, ann", "1001, 1001", "7, short", "9, 9"})
  void aUserHasTheFirstNameOfTheFileElseItsNumber(long uid, String name) throws IOException {
    LinuxUserNames users =
        users(
            """
            root:x:0:0::/:
            toor:x:0:0::/:
            ann:x:1000:1000::/:
            short:x:7
            +::::::
            nobody
            x:9
            x:y:z
            """);

    assertThat(users.name(uid)).isEqualTo(name);
  }

  @Test
  void theFileIsReadOnce() throws IOException {
    LinuxUserNames users = users("ann:x:1000:1000::/:\n");

    assertThat(users.name(1000)).isEqualTo("ann");
    Files.delete(temp.resolve("passwd"));
    assertThat(users.name(1000)).isEqualTo("ann");
  }

  @Test
  void withoutTheFileUsersHaveNumbers() {
    assertThat(new LinuxUserNames(temp.resolve("none")).name(0)).isEqualTo("0");
    assertThat(LinuxUserNames.numbers().name(0)).isEqualTo("0");
  }

  private LinuxUserNames mapped(String map) throws IOException {
    FakeProc proc = new FakeProc(temp.resolve("proc")).write("self/uid_map", map);
    return LinuxUserNames.numbers(proc);
  }

  @Test
  void whereTheKernelDoesNotTellWhichNumberStandsForUsersElsewhereItIsTheUsualOne()
      throws IOException {
    LinuxUserNames users = mapped("0 1000 1\n");

    assertThat(users.name(65_534)).isEqualTo(LinuxUserNames.ELSEWHERE);
    assertThat(users.name(0)).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({
    "0 100000 65534, true",
    "0 100000 65535, false",
    "65534 100000 1, false",
    "65535 100000 9, true"
  })
  void theNumberForUsersElsewhereMayBeThatOfAUserToo(String map, boolean elsewhere)
      throws IOException {
    LinuxUserNames users = mapped(map + "\n");

    assertThat(users.mayBeElsewhere(65_534)).isTrue();
    assertThat(users.isElsewhere(65_534)).isEqualTo(elsewhere);
  }
}
