package io.github.portregistry;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads ask a fresh registry for a port: they get one record, which tells the same. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "one record, right for both")
@Outcome(expect = Expect.FORBIDDEN, desc = "another record, or one that tells something else")
@State
public class RecordRace {

  private final PortRegistry registry = Tables.registry();
  private PortRecord first;
  private PortRecord second;

  @Actor
  public void one(III_Result result) {
    first = registry.port(Tables.PORT);
    result.r1 = Tables.judged(first);
  }

  @Actor
  public void other(III_Result result) {
    second = registry.port(Tables.PORT);
    result.r2 = Tables.judged(second);
  }

  @Arbiter
  public void compare(III_Result result) {
    result.r3 = first == second && registry.port(Tables.PORT) == first ? 1 : 2;
  }
}
