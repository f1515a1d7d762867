package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SkippedTestsTest {

  static class WantsAnInput {
    @Test
    void one() {
      assumeTrue(false, "needs an input");
    }

    @Test
    void two() {
      assumeTrue(false, "needs an input");
    }

    @Test
    void three() {}
  }

  @Disabled("not here")
  static class NotHere {
    @Test
    void one() {}

    @Test
    void two() {}
  }

  static class WantsAnotherInput {
    @BeforeAll
    static void input() {
      assumeTrue(false, "needs another input");
    }

    @Test
    void one() {}
  }

  private static String printedAfter(Class<?>... tests) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (Class<?> test : tests) {
      request.selectors(selectClass(test));
    }
    LauncherConfig alone =
        LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    Launcher launcher = LauncherFactory.create(alone);
    launcher.execute(
        request.build(), new SkippedTests(new PrintStream(printed, true, StandardCharsets.UTF_8)));
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void skippedTestsAreCountedByTheirReasonInOneLine() {
    assertThat(printedAfter(WantsAnInput.class, NotHere.class, WantsAnotherInput.class))
        .isEqualToNormalizingNewlines(
            "5 tests skipped: needs an input (2), needs another input (1), not here (2)\n");
  }

  @Test
  void aRunThatSkipsNothingPrintsNothing() {
    assertThat(printedAfter()).isEmpty();
  }
}
