package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report for pipelines, as it is written. */
class JunitReportTest {

  private static String report(JunitReport.Case... cases) {
    return new String(JunitReport.of(List.of(cases)), StandardCharsets.UTF_8);
  }

  @Test
  void aCaseHasAFailureOrARemarkOrNothing() {
    assertThat(
            report(
                new JunitReport.Case("passed", "", ""),
                new JunitReport.Case("remarked", "", "moved: 1 -> 2"),
                new JunitReport.Case("failed", "appeared", "Why."),
                new JunitReport.Case("unexplained", "appeared", "")))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="port-registry listening" time="0" tests="4" errors="0" skipped="0" failures="2">
              <testcase classname="port-registry listening" time="0" name="passed"/>
              <testcase classname="port-registry listening" time="0" name="remarked">
                <system-out>moved: 1 -&gt; 2</system-out>
              </testcase>
              <testcase classname="port-registry listening" time="0" name="failed">
                <failure type="appeared" message="Why.">failed: Why.</failure>
              </testcase>
              <testcase classname="port-registry listening" time="0" name="unexplained">
                <failure type="appeared" message="">unexplained: </failure>
              </testcase>
            </testsuite>
            """);
  }
}
