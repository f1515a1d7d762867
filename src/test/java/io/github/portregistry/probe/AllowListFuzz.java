package io.github.portregistry.probe;

import io.github.portregistry.RegistryFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** A list of what may listen: it is refused as is documented, or judges every listener. */
public final class AllowListFuzz {

  private static final Survey FOUND =
      new FixedSource()
          .with(
              FixedSource.tcp("127.0.0.1", 80, Some.process(5, "/usr/sbin/nginx").known()),
              FixedSource.tcp("fe80::1%2", 80, new Denied("w")),
              FixedSource.tcp("::", 8000, Some.process(6, "/usr/bin/python3").runs("a").known()))
          .probe()
          .survey();

  private AllowListFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    AllowList list;
    try {
      list = AllowList.read(new ByteArrayInputStream(data), "list");
    } catch (RegistryFormatException e) {
      return;
    }
    List<Refusal> refusals = list.refusals(FOUND);
    for (PortFinding finding : FOUND.findings()) {
      FuzzedProbe.require(
          list.allows(finding)
              == refusals.stream()
                  .noneMatch(
                      refusal ->
                          refusal.listener() != null
                              && refusal.listener().port() == finding.port()),
          "what is not refused is allowed");
    }
    for (Refusal refusal : refusals) {
      FuzzedProbe.require(
          refusal.why().chars().noneMatch(Character::isISOControl),
          "a reason does nothing to a terminal");
    }
  }
}
