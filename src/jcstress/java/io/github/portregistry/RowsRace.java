package io.github.portregistry;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Three threads ask one record for what it reads when it is first asked: each gets all of it. */
@JCStressTest
@Outcome(id = "2, 1, 2", expect = Expect.ACCEPTABLE, desc = "all of the rows")
@Outcome(expect = Expect.FORBIDDEN, desc = "a part of the rows, or none")
@State
public class RowsRace {

  private static final PortRegistry REGISTRY = Tables.registry();

  private final PortRecord port = new PortRecord(Tables.PORT, REGISTRY);

  @Actor
  public void assignments(III_Result result) {
    List<Assignment> services = port.assignments();
    result.r1 = services.get(0).serviceName().equals("http") ? services.size() : -1;
  }

  @Actor
  public void unnamed(III_Result result) {
    List<UnnamedEntry> rows = port.unnamedEntries();
    result.r2 = rows.get(0).state() == IanaState.RESERVED ? rows.size() : -1;
  }

  @Actor
  public void block(III_Result result) {
    PortSpan block = port.block();
    result.r3 = block.first() == Tables.PORT && block.last() == Tables.PORT ? 2 : -1;
  }
}
