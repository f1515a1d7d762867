package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starts the application in a JVM of its own, on a port that this JVM uses. */
class PortInUseTest {

  private static String started(String... settings) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "consumer.Application",
                "--spring.main.banner-mode=off"));
    command.addAll(List.of(settings));
    Process application = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed =
        new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, application.waitFor(), printed);
    System.out.println(printed);
    return printed.replace(System.lineSeparator(), "\n");
  }

  private static void assertContains(String expected, String printed) {
    assertTrue(printed.contains(expected), () -> expected + " in:\n" + printed);
  }

  @Test
  void theReportTellsWhoUsesThePort() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      int port = server.getLocalPort();
      long pid = ProcessHandle.current().pid();
      String user = System.getProperty("user.name");

      String printed = started("--server.port=" + port);

      assertContains("APPLICATION FAILED TO START", printed);
      assertContains("Web server failed to start. Port " + port + " was already in use.", printed);
      assertContains("  Process      ", printed);
      assertContains("(pid " + pid + ", user " + user + ")", printed);
      assertContains("\n  Running      since 20", printed);
      assertContains("\n  Started as   ", printed);
      assertContains("\n  Listens on   all ", printed);
      assertContains("\n  Assigned to  ", printed);
      assertContains("\n  Free nearby  ", printed);
      // What is to be stopped depends on what started this test.
      assertContains(" if it is not needed: ", printed);
      assertContains(" is free. Set server.port to ", printed);
      // Spring Boot's own advice, which ours takes the place of.
      assertFalse(printed.contains("Identify and stop"), printed);
    }
  }
}
