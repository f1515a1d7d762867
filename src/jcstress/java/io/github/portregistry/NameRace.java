package io.github.portregistry;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The names of a transport grow with the ports asked for: each thread gets the right name. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "the right names")
@Outcome(expect = Expect.FORBIDDEN, desc = "another name")
@State
public class NameRace {

  private final PortRegistry registry = Tables.registry();

  @Actor
  public void name(III_Result result) {
    result.r1 = registry.serviceName(Tables.PORT, Transport.TCP).equals("http") ? 1 : 2;
  }

  @Actor
  public void nameOfAHigherPort(III_Result result) {
    String name = registry.serviceName(PortSpan.MAX_PORT, Transport.TCP);
    boolean again = registry.serviceName(Tables.PORT, Transport.TCP).equals("http");
    result.r2 = name.isEmpty() && again ? 1 : 2;
  }

  @Actor
  public void services(III_Result result) {
    result.r3 = registry.service("WWW").size() == 2 ? 1 : 2;
  }
}
