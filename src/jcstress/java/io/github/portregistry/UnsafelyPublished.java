package io.github.portregistry;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread hands a registry and a record of it over without any care: the other sees them whole.
 */
@JCStressTest
@Outcome(id = "[01], [01]", expect = Expect.ACCEPTABLE, desc = "not there yet, or whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "there, and not whole")
@State
public class UnsafelyPublished {

  private PortRegistry registry;
  private PortRecord port;

  @Actor
  public void hand() {
    PortRegistry made = Tables.registry();
    PortRecord asked = made.port(Tables.PORT);
    asked.assignments();
    registry = made;
    port = asked;
  }

  @Actor
  public void take(II_Result result) {
    PortRecord taken = port;
    result.r1 = taken == null ? 0 : Tables.judged(taken);
    PortRegistry takenRegistry = registry;
    result.r2 = takenRegistry == null ? 0 : Tables.judged(takenRegistry.port(Tables.PORT));
  }
}
