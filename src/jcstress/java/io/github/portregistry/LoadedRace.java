package io.github.portregistry;

import io.github.portregistry.fact.Loaded;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two threads load a value, and one that cannot be loaded: both get the same, and it is tried once.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "one value and one failure for both")
@Outcome(expect = Expect.FORBIDDEN, desc = "loaded twice")
@State
public class LoadedRace {

  private final Loaded<Object> value = Loaded.by(Object::new);
  private final Loaded<Object> broken =
      Loaded.by(
          () -> {
            throw new IllegalStateException();
          });
  private final Object[] got = new Object[4];

  @Actor
  public void one() {
    got[0] = value.get();
    got[1] = failure();
  }

  @Actor
  public void other() {
    got[2] = value.get();
    got[3] = failure();
  }

  private Object failure() {
    try {
      return broken.get();
    } catch (IllegalStateException e) {
      return e;
    }
  }

  @Arbiter
  public void compare(II_Result result) {
    result.r1 = got[0] == got[2] && got[0] != null ? 1 : 2;
    result.r2 = got[1] == got[3] && got[1] instanceof IllegalStateException ? 1 : 2;
  }
}
