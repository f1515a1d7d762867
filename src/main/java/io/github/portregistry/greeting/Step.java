package io.github.portregistry.greeting;

import io.github.portregistry.Transport;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One question to a listener.
 *
 * @param protocol the protocol whose hello is sent, inside TLS if this step uses TLS; null if none
 *     is known
 * @param own whether it is a protocol of the port
 */
record Step(@Nullable Protocol protocol, boolean tls, boolean own) {

  /**
   * Returns the questions to a listener in order: its port's own protocols, then the general ones.
   */
  static Deque<Step> of(Expected expected, Transport transport) {
    Deque<Step> steps = new ArrayDeque<>();
    for (Expected.Own own : expected.own()) {
      Protocol protocol = own.protocol();
      if (own.tls() || protocol.isTls()) {
        add(steps, new Step(protocol.isTls() ? null : protocol, true, true));
      } else if (!protocol.serverSpeaksFirst() && !protocol.hello().isEmpty()) {
        add(steps, new Step(protocol, false, true));
      }
    }
    Protocol inside = expected.own().isEmpty() ? null : expected.own().get(0).protocol();
    for (Protocol protocol : expected.protocols().general(transport)) {
      add(steps, new Step(protocol.isTls() ? inside : protocol, protocol.isTls(), false));
    }
    return steps;
  }

  /** Adds a question, unless another sends the same bytes. */
  private static void add(Deque<Step> steps, Step step) {
    for (Step other : steps) {
      if (step.tls == other.tls && (step.tls || step.hello().equals(other.hello()))) {
        return;
      }
    }
    steps.add(step);
  }

  private String hello() {
    return protocol == null ? "" : protocol.hello();
  }
}
