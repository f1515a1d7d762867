package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs whose paths are not ASCII, seen with and without a locale. */
class PathTextTest {

  /** The shell makes the names, because a JVM without a locale cannot. */
  private static final String IN_FOLDER =
      "d=$(printf '%s/caf\\303\\251' TEMP); mkdir $d; cd $d; f=$d/$(printf 'b\\303\\244r'); cp $0 $f; ";

  private static final String RUN = "exec $f \"$@\"";

  @TempDir private Path temp;

  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @ValueSource(
      strings = {
        RUN,
        // Removed while it runs.
        "(sleep 1; rm $f) & " + RUN,
        // Replaced while it runs.
        "(sleep 1; cp --remove-destination $0 $f) & " + RUN,
        // Started by the name of a link.
        "ln -s $f ${f}2; f=${f}2; " + RUN,
        // Not UTF-8 at all, and removed.
        "cp $f ${f}$(printf '\\377'); f=${f}$(printf '\\377'); (sleep 1; rm $f) & " + RUN,
      })
  @Tag("jvm")
  void aProgramHasTheSameNamesInEveryLocale(String script) throws Exception {
    assumeTrue(Child.hasPython(), "needs " + Child.PYTHON);
    ProbeProcess probe = new ProbeProcess(temp);
    Path folder = Files.createDirectory(temp.resolve("programs"));
    String program = "print(port(bind(socket.AF_INET, '127.0.0.1'))); time.sleep(2)";
    try (Child child =
        Child.run(
            Child.PYTHON.toRealPath(),
            script.contains("sleep") ? program : program.substring(0, program.indexOf(';')),
            "sh",
            "-c",
            IN_FOLDER.replace("TEMP", folder.toString()) + script)) {
      String[] words = {"texts", String.valueOf(child.port()), folder.toString()};
      List<String> with = probe.run(List.of("env", "LC_ALL=C.UTF-8"), words);
      List<String> without = probe.run(List.of("env", "-u", "LANG", "LC_ALL=C"), words);

      assertThat(without).isEqualTo(with).doesNotContain("fffd");
      assertThat(with.get(2)).contains(script.contains("377") ? "caf" : "/caf<00e9>/b<00e4>r");
      assertThat(with.get(3)).isEqualTo("caf<00e9>");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aRemovedFileOutOfReachKeepsItsBytes() {
    Path absolute = Path.of(URI.create("file:///(unreachable)/srv/x%FF%20(deleted)"));
    Path link = absolute.subpath(0, absolute.getNameCount());

    Path file = PathText.withoutEnd(link, " (deleted)");

    assertThat(file.isAbsolute()).isFalse();
    assertThat(PathText.of(file)).isEqualTo("(unreachable)/srv/x\u00ff");
  }

  @Test
  void aTextThatIsNoPathIsRefused() {
    assertThatThrownBy(() -> PathText.path("/a\0b")).isInstanceOf(InvalidPathException.class);
  }

  @Test
  void halfASurrogatePairIsNoPath() {
    assertThatThrownBy(() -> PathText.path("/a\ud800")).isInstanceOf(InvalidPathException.class);
    assertThatThrownBy(() -> PathText.path("a\ud800")).isInstanceOf(InvalidPathException.class);
  }

  @Test
  void theEndOfAPathIsCutOff() {
    assertThat(PathText.withoutEnd(Path.of("/srv/app (deleted)"), " (deleted)"))
        .isEqualTo(Path.of("/srv/app"));
  }

  @Test
  void namesAreExactIfNoByteWasReplaced() {
    assertThat(PathText.areExact()).isTrue();
    assertThat(PathText.areExact("nginx", "~")).isTrue();
    assertThat(PathText.areExact("nginx", "x\ufffd", "nginx")).isFalse();
  }

  @Test
  void namesOutsideAsciiAreExactWherePathsAreDecodedAsUtf8() {
    assumeTrue(decodesUtf8(), "needs a UTF-8 locale");

    assertThat(PathText.areExact("b\u00e4r", "\u65e5\u672c")).isTrue();
  }

  private static boolean decodesUtf8() {
    try {
      return Path.of("\u00e9").toUri().getRawPath().endsWith("%C3%A9");
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
