package io.github.portregistry.greeting;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one listener, on one connection after another. On the first connection the listener can
 * speak first. On each connection, one hello is sent, or a harmless word that distinguishes
 * protocols whose servers begin alike. The first answer that is recognized ends it.
 */
final class Dialogue {

  /** The time for a server to speak first, on a port where the client usually does. */
  private static final int CLIENT_FIRST_MILLIS = 100;

  private static final int UNKNOWN_MILLIS = 150;

  /** The longest wait for a server that speaks first; a longer one leaves no time for hellos. */
  private static final int MOST_LISTEN_MILLIS = 450;

  private static final int INSIDE_MILLIS = 60;

  /** A general hello is one of several, and unlikely to be the right one. */
  private static final int GENERAL_MILLIS = 180;

  /** If other questions follow, the port's own hello waits for this part of the time left. */
  private static final int OWN_PART = 3;

  /** Any shorter wait would miss servers that are only slow. */
  private static final int LEAST_MILLIS = 100;

  private static final String NO_TLS = "this JVM has no TLS to ask with";

  /** An echo of fewer bytes can be chance. */
  private static final int LEAST_ECHO = 4;

  private final Target target;
  private final Protocols protocols;
  private final Selector selector;
  private final boolean hasTls;
  private final LongSupplier millisLeft;
  private final Deque<Step> steps;
  private final List<String> asked = new ArrayList<>();

  // The connection

  private @Nullable Connection connection;

  /** Whether it waits for the listener to speak first. */
  private boolean isListening;

  /** Whether there was a connection; without one, not even silence is known. */
  private boolean hasBegun;

  private boolean isFirst = true;

  /** The index of the first address that this machine has. */
  private int address;

  private @Nullable Step step;

  /** The protocol whose hello was sent on this connection. */
  private @Nullable Protocol askedFor;

  // What is known so far

  private @Nullable Heard heard;
  private @Nullable Heard secondBest;
  private @Nullable Heard mirrored;
  private String unknown = "";
  private boolean wasSilent;
  private String why = "";

  /**
   * Creates a dialogue.
   *
   * @param millisLeft the time left for all dialogues
   */
  Dialogue(Target target, Selector selector, boolean hasTls, LongSupplier millisLeft) {
    this.target = target;
    this.protocols = target.expected().protocols();
    this.selector = selector;
    this.hasTls = hasTls;
    this.millisLeft = millisLeft;
    this.steps = Step.of(target.expected(), target.transport());
  }

  boolean isDone() {
    return heard != null;
  }

  /** Returns what was heard; only after it is done. */
  Heard heard() {
    return requireNonNull(heard, "heard");
  }

  /** The time at which to check it again if nothing arrives. */
  long nextTime() {
    return connection == null ? System.nanoTime() : connection.nextTime();
  }

  /** Whether it needs a connection to go on. */
  boolean isWaiting() {
    return !isDone() && connection == null;
  }

  /**
   * Opens the next connection, or ends if there is nothing more to ask.
   *
   * @param isOnly whether no other dialogue has a connection, so that none will be released
   * @return false if the system has no socket at the moment
   */
  boolean proceed(boolean isOnly) {
    String never = target.expected().whyNever();
    if (!never.isEmpty()) {
      end(Heard.notAsked(never));
    } else if (target.transport() == Transport.UDP && steps.isEmpty() && isFirst) {
      end(Heard.notAsked("no harmless hello is known for this port"));
    } else if (steps.isEmpty() && !isFirst) {
      finish();
    } else {
      return connect(isOnly);
    }
    return true;
  }

  /** Handles a connection that the selector reports as ready. */
  void ready(SelectionKey key) {
    if (connection != null) {
      happened(connection.ready(key));
    }
  }

  /** Handles the time that has passed. */
  void tick(long now) {
    if (connection != null) {
      happened(connection.look(now));
    }
  }

  private void happened(Connection.Event event) {
    switch (event) {
      case NOTHING -> {}
      case OPENED -> opened();
      case REFUSED -> refused();
      case INSIDE -> inside();
      case TLS_ONLY -> end(tlsOnly(""));
      case ANSWERED -> evaluate(false);
      case ENDED -> ended();
      case TIMED_OUT -> timedOut();
    }
  }

  // Connections

  private Connection connection() {
    return requireNonNull(connection, "connection");
  }

  private boolean connect(boolean isOnly) {
    askedFor = null;
    isListening = false;
    try {
      connection =
          Connection.open(target.transport(), target.addresses().get(address), selector, this);
      hasBegun = true;
      step = steps.poll();
      if (connection.isOpen()) {
        opened();
      }
    } catch (ConnectException e) {
      refused();
    } catch (Connection.NoSocketException e) {
      if (!isOnly) {
        return false;
      }
      unreachable(e);
    } catch (IOException | UnsupportedAddressTypeException e) {
      // Such as an IPv6 address on a machine, or in a JVM, that has none.
      address++;
      if (address == target.addresses().size()) {
        unreachable(e);
      }
    }
    return true;
  }

  private void unreachable(Exception e) {
    if (asked.isEmpty() && unknown.isEmpty()) {
      String reason = String.valueOf(e.getMessage());
      end(
          Heard.notAsked(
              e instanceof Connection.ElsewhereException
                  ? reason
                  : "the system cannot open a connection: " + reason));
    } else {
      finish();
    }
  }

  private void opened() {
    boolean speaksFirst = isFirst && target.transport() != Transport.UDP;
    isFirst = false;
    if (speaksFirst) {
      isListening = true;
      connection().waitFor(listenMillis());
    } else {
      ask();
    }
  }

  /** The time for the listener to speak first. */
  private int listenMillis() {
    List<Expected.Own> own = target.expected().own();
    if (own.isEmpty()) {
      return UNKNOWN_MILLIS;
    }
    Protocol main = own.get(0).protocol();
    return main.serverSpeaksFirst() && !own.get(0).tls()
        ? Math.min(main.waitMillis(), MOST_LISTEN_MILLIS)
        : CLIENT_FIRST_MILLIS;
  }

  private void inside() {
    Protocol protocol = step == null ? null : step.protocol();
    isListening = true;
    connection()
        .waitFor(
            protocol != null && protocol.serverSpeaksFirst()
                ? Math.min(protocol.waitMillis(), MOST_LISTEN_MILLIS)
                : INSIDE_MILLIS);
  }

  private void refused() {
    why = "the connection was refused";
    finish();
  }

  /** Closes the connection; the remaining questions are asked on the next. */
  private void next() {
    close();
    if (steps.isEmpty()) {
      finish();
    }
  }

  private void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  /** Handles a connection that the listener closed. */
  private void ended() {
    if (connection().hasText()) {
      evaluate(true);
    } else if (connection().isInside()) {
      end(tlsOnly(""));
    } else {
      if (isListening && step != null) {
        // It closed before the hello was sent: send it on the next connection.
        steps.addFirst(step);
      }
      next();
    }
  }

  private void timedOut() {
    if (!connection().isOpen()) {
      wasSilent = true;
      why = "the connection was not accepted within " + Connection.CONNECT_MILLIS + " ms";
      finish();
    } else if (isListening) {
      ask();
    } else if (connection().hasText()) {
      // The word that distinguishes protocols got no answer.
      evaluate(true);
    } else if (connection().isTls()) {
      end(tlsOnly(""));
    } else {
      wasSilent = true;
      next();
    }
  }

  // What is sent and received

  private void ask() {
    isListening = false;
    try {
      if (connection().isInside()) {
        askInside();
      } else if (step == null) {
        wasSilent = true;
        finish();
      } else if (step.tls() && !hasTls) {
        why = NO_TLS;
        next();
      } else if (step.tls()) {
        Protocol tls = protocols.get(Protocol.TLS);
        connection().waitFor(waitMillis(tls));
        connection().startTls();
        asked.add(tls.name());
      } else {
        say(requireNonNull(step.protocol(), "protocol"));
      }
    } catch (SSLException e) {
      // Nothing was sent: every version of TLS can be switched off.
      why = NO_TLS;
      next();
    } catch (IOException e) {
      ended();
    }
  }

  private void askInside() throws IOException {
    Protocol protocol = step == null ? null : step.protocol();
    boolean hasHello =
        protocol != null && !protocol.hello().isEmpty() && !protocol.serverSpeaksFirst();
    Protocol http = protocols.general(Transport.TCP).get(0);
    say(hasHello ? requireNonNull(protocol) : http);
  }

  private void say(Protocol protocol) throws IOException {
    isListening = false;
    askedFor = protocol;
    asked.add(protocol.name());
    connection().waitFor(waitMillis(protocol));
    connection().send(protocol.helloBytes());
  }

  /** The time to wait for the answer to a hello, which leaves time for the ones that follow. */
  private int waitMillis(Protocol protocol) {
    boolean isGeneral = step != null && !step.own() && !protocol.serverSpeaksFirst();
    int most = isGeneral ? Math.min(protocol.waitMillis(), GENERAL_MILLIS) : protocol.waitMillis();
    if (steps.isEmpty()) {
      return most;
    }
    long part = millisLeft.getAsLong() / (isGeneral ? steps.size() + 1 : OWN_PART);
    return (int) Math.min(most, Math.max(LEAST_MILLIS, part));
  }

  // What it means

  private void evaluate(boolean isLast) {
    String text = connection().text();
    boolean isInside = connection().isInside();
    if (connection().isEcho(LEAST_ECHO)) {
      echoed(text);
      return;
    }
    Recognition found = recognize(text, isInside);
    if (text.equals(unknown)
        && found.protocols().stream().noneMatch(one -> one.isAnsweredBy(text))) {
      // It gives the same answer to another protocol's hello, so a weak answer shows nothing.
      found = Recognition.NONE;
    }
    boolean isNew = found.protocols().isEmpty() && unknown.isEmpty();
    if (isNew && !isLast && connection().waitForMore()) {
      return;
    }
    if (found.names().size() > 1 && !isLast && askedFor == null) {
      Protocol word = wordOf(found);
      if (word != null) {
        try {
          say(word);
          return;
        } catch (IOException e) {
          // No more can be heard.
        }
      }
    }
    if (!found.protocols().isEmpty()) {
      recognized(Heard.recognized(found, isInside, asked, text), text);
    } else if (isInside) {
      end(tlsOnly(text));
    } else {
      unknown = unknown.isEmpty() ? text : unknown;
      if (asked.isEmpty()) {
        // It spoke first, so it does not wait for the hello of a general protocol.
        steps.removeIf(other -> !other.own());
      }
      next();
    }
  }

  private Recognition recognize(String text, boolean isInside) {
    List<Protocol> own = new ArrayList<>();
    for (Expected.Own one : target.expected().own()) {
      if (one.tls() == isInside) {
        own.add(one.protocol());
      }
    }
    return Recognition.of(text, protocols, target.transport(), own, askedFor);
  }

  /** The protocol whose word distinguishes servers that begin alike; null if there is none. */
  private static @Nullable Protocol wordOf(Recognition found) {
    for (Protocol protocol : found.protocols()) {
      if (protocol.serverSpeaksFirst() && !protocol.hello().isEmpty()) {
        return protocol;
      }
    }
    return null;
  }

  private Heard tlsOnly(String text) {
    Protocol tls = protocols.get(Protocol.TLS);
    return Heard.recognized(new Recognition(List.of(tls), "", ""), true, asked, text);
  }

  /**
   * Handles an answer that repeats the hello: twice means an echo; once can be another protocol.
   */
  private void echoed(String text) {
    boolean isInside = connection().isInside();
    Protocol as = protocols.get(Protocol.ECHO);
    boolean isCertain = mirrored != null || isInside;
    if (!isCertain && askedFor != null && askedFor.isAnsweredBy(text)) {
      as = askedFor;
    }
    Heard echo = Heard.recognized(new Recognition(List.of(as), "", ""), isInside, asked, text);
    if (isCertain) {
      end(echo);
    } else {
      mirrored = echo;
      next();
    }
  }

  /**
   * Ends with the recognized protocol, unless a better answer is likely: the protocol inside TLS,
   * if plain HTTP was refused or answered with a TLS alert; or the port's own protocol, if the
   * listener may serve several.
   */
  private void recognized(Heard recognized, String text) {
    if (secondBest == null && !recognized.tls()) {
      boolean isRefusal =
          (text.startsWith("HTTP/1.") && text.startsWith("400", "HTTP/1.1 ".length()))
              || recognized.protocols().equals(List.of(Protocol.TLS));
      if (isRefusal && !asked.contains(Protocol.TLS) && target.transport() == Transport.TCP) {
        Step inTls =
            steps.stream().filter(Step::tls).findFirst().orElse(new Step(null, true, false));
        steps.clear();
        steps.add(inTls);
        secondBest = recognized;
      } else if (target.expected().fit(recognized.protocols(), false) == Expected.Fit.OTHER
          && steps.stream().anyMatch(Step::own)) {
        steps.removeIf(other -> !other.own());
        secondBest = recognized;
      }
      if (secondBest != null) {
        next();
        return;
      }
    }
    end(recognized);
  }

  // The end

  /** Ends the dialogue because no question is left. */
  private void finish() {
    if (secondBest != null) {
      end(secondBest);
    } else if (mirrored != null) {
      end(mirrored);
    } else if (!unknown.isEmpty()) {
      end(Heard.unknown(asked, unknown));
    } else {
      end(Heard.nothing(wasSilent ? Heard.Kind.SILENT : Heard.Kind.CLOSED, asked, why));
    }
  }

  /** Ends the dialogue because the time is over. */
  void expire() {
    steps.clear();
    if (!isDone() && connection != null) {
      if (connection.hasText()) {
        evaluate(true);
      } else if (connection.isTls()) {
        end(tlsOnly(""));
      }
    }
    if (!hasBegun) {
      end(Heard.notAsked("there was no time left to ask it"));
    } else if (!isDone()) {
      wasSilent = true;
      finish();
    }
  }

  private void end(Heard result) {
    close();
    heard = heard == null ? result : heard;
  }
}
