package io.github.portregistry;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says in one line at the end of a test run how many tests were skipped, and why. */
public final class SkippedTests implements TestExecutionListener {

  private final Map<String, Long> byReason = new TreeMap<>();
  private final PrintStream out;
  private TestPlan plan;

  /** Prints where the tests print; for {@code META-INF/services}. */
  public SkippedTests() {
    this(System.out);
  }

  SkippedTests(PrintStream out) {
    this.out = out;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    count(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      count(test, result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
    }
  }

  private synchronized void count(TestIdentifier test, String reason) {
    long tests =
        test.isTest() ? 1 : plan.getDescendants(test).stream().filter(it -> it.isTest()).count();
    // A parameterized test has none before it has run.
    byReason.merge(reason.replace("Assumption failed: ", ""), Math.max(tests, 1), Long::sum);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan testPlan) {
    long all = byReason.values().stream().mapToLong(Long::longValue).sum();
    if (all > 0) {
      out.println(
          byReason.entrySet().stream()
              .map(reason -> reason.getKey() + " (" + reason.getValue() + ")")
              .collect(Collectors.joining(", ", all + " tests skipped: ", "")));
    }
  }
}
