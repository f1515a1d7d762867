package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxCommandLineTest {

  @TempDir private Path temp;

  private static List<String> words(String line, int limit) {
    return LinuxCommandLine.words(line.getBytes(StandardCharsets.UTF_8), limit);
  }

  @Test
  void eachWordEndsWithAZeroByte() {
    assertThat(words("p\0-x\0", 100)).containsExactly("p", "-x");
    assertThat(words("p\0\0-x\0", 100)).containsExactly("p", "", "-x");
    assertThat(words("p -x", 100)).containsExactly("p -x");
    assertThat(words("\0", 100)).containsExactly("");
    assertThat(words("", 100)).isEmpty();
  }

  @Test
  void aLineOfExactlyTheLimitIsWhole() {
    assertThat(words("p\0-x\0", 5)).containsExactly("p", "-x");
  }

  @Test
  void ofALongerLineTheWholeWordsAreKeptAndTheCutIsMarked() {
    assertThat(words("p\0-x\0-y", 6)).containsExactly("p", "-x", LinuxCommandLine.CUT);
    assertThat(words("p\0-x\0-", 5)).containsExactly("p", "-x", LinuxCommandLine.CUT);
    assertThat(words("p\0-x\0", 4)).containsExactly("p", "-x", LinuxCommandLine.CUT);
    assertThat(words("pppp", 3)).containsExactly(LinuxCommandLine.CUT);
  }

  @Test
  void aLineOfEmptyWordsIsCutToo() {
    List<String> words = words("\0".repeat(200_000) + "x", LinuxCommandLine.LIMIT);

    assertThat(words).hasSize(LinuxCommandLine.MOST_WORDS + 1).endsWith("", LinuxCommandLine.CUT);
  }

  @Test
  void aMainClassAfter64KilobytesIsRead() throws IOException {
    FakeProc proc = new FakeProc(temp.resolve("proc"));
    proc.write("60/cmdline", "java\0-cp\0" + "a".repeat(1_000_000) + "\0Main\0");

    assertThat(new LinuxCommandLine(proc).read("60")).endsWith("Main").hasSize(4);
  }

  @Test
  void manyLongLinesAreReadToLessAndLess() throws IOException {
    FakeProc proc = new FakeProc(temp.resolve("proc"));
    proc.write("60/cmdline", "p\0" + "a".repeat(LinuxCommandLine.LIMIT - 3) + "\0");
    LinuxCommandLine lines = new LinuxCommandLine(proc);

    for (int i = 0; i < 16; i++) {
      assertThat(lines.read("60")).hasSize(2).doesNotContain(LinuxCommandLine.CUT);
    }
    assertThat(lines.read("60")).containsExactly("p", LinuxCommandLine.CUT);
    proc.write("60/cmdline", "p\0" + "a".repeat(LinuxCommandLine.AT_LEAST - 3) + "\0");
    assertThat(lines.read("60")).hasSize(2).doesNotContain(LinuxCommandLine.CUT);
  }

  @Test
  void aLineThatIsRefusedHasNoWords() throws IOException {
    FakeProc proc = new FakeProc(temp.resolve("proc")).write("60/cmdline", "p\0");
    proc.refuse("60/cmdline");

    assertThat(new LinuxCommandLine(proc).read("60")).isEmpty();
  }
}
