package io.github.portregistry;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A thread hands a record that was read from JSON over without any care: it is seen whole. */
@JCStressTest
@Outcome(id = "[01]", expect = Expect.ACCEPTABLE, desc = "not there yet, or whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "there, and not whole")
@State
public class ReadRecordPublished {

  private static final PortJson JSON = PortJson.of(Tables.registry().port(Tables.PORT));

  private PortRecord port;

  @Actor
  public void hand() {
    port = PortRecord.of(JSON);
  }

  @Actor
  public void take(I_Result result) {
    PortRecord taken = port;
    result.r1 = taken == null ? 0 : Tables.judged(taken);
  }
}
