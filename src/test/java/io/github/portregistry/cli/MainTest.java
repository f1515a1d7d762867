package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a run ends whose answer cannot be written. */
class MainTest {

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  /** A stream that takes what is written and fails when it has to pass it on. */
  private static final class Failing extends Writer {

    private final boolean unread;

    Failing(boolean unread) {
      this.unread = unread;
    }

    @Override
    public void write(char[] text, int from, int length) {}

    @Override
    public void flush() {
      throw new OutputFailure(new IOException("No space left"), unread);
    }

    @Override
    public void close() {}
  }

  private int run(boolean unread, String line) {
    PrintWriter out = new PrintWriter(new Failing(unread));
    return Main.run(line.split(" ", -1), new Terminal(out, new PrintWriter(err, true), 80, false));
  }

  @ParameterizedTest
  @CsvSource({
    "80, 0",
    "80 --probe, 0",
    "search http, 0",
    // a check that was not read does not pass
    "80/udp --strict, 1",
    "listening --allow LIST, 1",
    "listening --allow=LIST, 1",
    // nor does the status get better
    "qqqqqqqqqqqq, 1",
    "70000, 2",
  })
  void anAnswerThatNobodyReadsIsNoFailureOfTheRun(String line, int status) throws IOException {
    Path list = Files.writeString(folder.resolve("list.csv"), "port\n*\n");

    assertThat(run(true, line.replace("LIST", list.toString()))).isEqualTo(status);
    assertThat(err.toString()).doesNotContain("cannot write");
  }

  @ParameterizedTest
  @CsvSource({"80", "search http", "qqqqqqqqqqqq"})
  void anAnswerThatCannotBeWrittenIsAFailure(String line) {
    assertThat(run(false, line)).isEqualTo(3);
    assertThat(err.toString())
        .endsWith("port-registry: cannot write the answer: No space left" + System.lineSeparator());
  }

  @Test
  void theFailureToWriteIsFoundBehindOthers() {
    OutputFailure failure = new OutputFailure(new IOException("x"), false);

    assertThat(OutputFailure.behind(failure)).isSameAs(failure);
    assertThat(OutputFailure.behind(new IllegalStateException(new IOException(failure))))
        .isSameAs(failure);
    assertThat(OutputFailure.behind(new IllegalStateException())).isNull();
    assertThat(OutputFailure.behind(null)).isNull();
  }

  @Test
  void whyAFileCannotBeReadOrWrittenIsSaid() {
    assertThat(RegistryOptions.reason(new NoSuchFileException("x")))
        .isEqualTo("there is no such file");
    assertThat(RegistryOptions.whyNotWritten(new NoSuchFileException("x")))
        .isEqualTo("its folder does not exist");
    assertThat(RegistryOptions.reason(new AccessDeniedException("x")))
        .isEqualTo("permission denied");
    assertThat(RegistryOptions.whyNotWritten(new AccessDeniedException("x")))
        .isEqualTo("permission denied");
    assertThat(RegistryOptions.reason(new FileSystemException("x", null, "Is a directory")))
        .isEqualTo("x: Is a directory");
  }

  @Test
  void aFileOfTheLargestSizeIsRead() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[WholeFile.MAX_BYTES]);

    assertThat(WholeFile.read(file)).hasSize(WholeFile.MAX_BYTES);
  }

  @Test
  void theHelpIsAsWideAsATerminalOf55ColumnsAtLeast() {
    assertThat(Cli.runAt(20, "--help").out()).isEqualTo(Cli.runAt(55, "--help").out());
    assertThat(Cli.runAt(80, "--help").out()).isNotEqualTo(Cli.runAt(55, "--help").out());
  }
}
