package io.github.portregistry.greeting;

import static java.util.Objects.requireNonNull;

import io.github.portregistry.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is said with one listener, over one connection after another: on each the listener can speak
 * first, then one hello is sent, and at most one harmless word that tells protocols apart whose
 * servers begin alike. It ends with the first answer that is recognized.
 */
final class Dialogue {

  /** Loopback connections are made at once, unless the listener's queue is full. */
  private static final int CONNECT_MILLIS = 300;

  /** How long a server can speak first where the client usually does. */
  private static final int CLIENT_FIRST_MILLIS = 100;

  private static final int UNKNOWN_MILLIS = 200;

  /** A server that speaks first is not waited for longer, so that others can be asked for. */
  private static final int MOST_LISTEN_MILLIS = 500;

  private static final int INSIDE_MILLIS = 60;

  /** A general hello is one of several, and hardly the right one. */
  private static final int GENERAL_MILLIS = 250;

  /**
   * An answer is whole once nothing more has come for so long, or at most so long after it began.
   */
  private static final int QUIET_MILLIS = 30;

  private static final int MOST_ANSWER_MILLIS = 300;

  /** An echo of fewer bytes can be chance. */
  private static final int LEAST_ECHO = 4;

  private enum Phase {
    CONNECTING,
    LISTENING,
    HANDSHAKE,
    ASKED,
    DONE
  }

  private final Target target;
  private final Protocols protocols;
  private final Selector selector;
  private final Deque<Step> steps;
  private final List<String> asked = new ArrayList<>();

  // The connection

  private Phase phase = Phase.CONNECTING;
  private @Nullable SelectableChannel channel;
  private @Nullable Line line;
  private boolean first = true;
  private @Nullable Step step;

  /** Whose hello was sent on this connection, and the bytes of it. */
  private @Nullable Protocol askedFor;

  private byte[] sent = {};
  private final ByteBuffer answer = ByteBuffer.allocate(Line.MOST_BYTES);

  /** How many bytes had come when something was sent last. */
  private int before;

  private long until;
  private long answerBegan;
  private long lastCame;

  // What is known so far

  private @Nullable Heard heard;
  private @Nullable Heard secondBest;
  private boolean isMirror;
  private @Nullable Heard mirrored;
  private String unknown = "";
  private boolean wasSilent;
  private String why = "";

  Dialogue(Target target, Selector selector) {
    this.target = target;
    this.protocols = target.expected().protocols();
    this.selector = selector;
    this.steps = Step.of(target.expected(), target.transport());
  }

  boolean isDone() {
    return phase == Phase.DONE;
  }

  /** What was heard; there is something once it is done. */
  Heard heard() {
    return requireNonNull(heard, "heard");
  }

  /** When it has to be looked at again if nothing comes. */
  long nextTime() {
    return answer.position() > before
        ? Math.min(lastCame + nanos(QUIET_MILLIS), answerBegan + nanos(MOST_ANSWER_MILLIS))
        : until;
  }

  private static long nanos(int millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static long in(int millis) {
    return System.nanoTime() + nanos(millis);
  }

  // Connections

  void start() {
    String never = target.expected().whyNever();
    if (!never.isEmpty()) {
      end(Heard.notAsked(never));
    } else if (target.transport() == Transport.UDP && steps.isEmpty()) {
      end(Heard.notAsked("no harmless question is known for what the port is for"));
    } else {
      connect();
    }
  }

  private void connect() {
    step = steps.poll();
    askedFor = null;
    sent = new byte[0];
    answer.clear();
    before = 0;
    if (step == null && !first) {
      finish();
      return;
    }
    try {
      if (target.transport() == Transport.UDP) {
        DatagramChannel datagrams = DatagramChannel.open();
        channel = datagrams;
        datagrams.configureBlocking(false);
        datagrams.connect(target.address());
        datagrams.register(selector, SelectionKey.OP_READ, this);
        line = Line.clear(datagrams);
        first = false;
        ask();
      } else {
        SocketChannel stream = SocketChannel.open();
        channel = stream;
        stream.configureBlocking(false);
        phase = Phase.CONNECTING;
        until = in(CONNECT_MILLIS);
        boolean connected = stream.connect(target.address());
        SelectionKey key = stream.register(selector, SelectionKey.OP_CONNECT, this);
        if (connected) {
          listen(key, stream);
        }
      }
    } catch (ConnectException e) {
      refused();
    } catch (IOException e) {
      end(Heard.notAsked("the system makes no connection: " + e.getMessage()));
    }
  }

  private void refused() {
    why = "the connection was refused";
    close();
    finish();
  }

  private void listen(SelectionKey key, SocketChannel stream) throws IOException {
    if (stream.getLocalAddress().equals(stream.getRemoteAddress())) {
      // Connected with itself: nothing listens any more. The port is not to be kept back.
      stream.setOption(StandardSocketOptions.SO_LINGER, 0);
      refused();
      return;
    }
    key.interestOps(SelectionKey.OP_READ);
    line = Line.clear(stream);
    phase = Phase.LISTENING;
    until = first ? in(listenMillis()) : System.nanoTime();
    boolean sayNothing = first;
    first = false;
    if (!sayNothing) {
      ask();
    }
  }

  /** How long the answer to a hello is waited for. */
  private int waitMillis(Protocol protocol) {
    boolean isGeneral = step != null && !step.own() && !protocol.serverSpeaksFirst();
    return isGeneral ? Math.min(protocol.waitMillis(), GENERAL_MILLIS) : protocol.waitMillis();
  }

  /** How long the listener can speak first. */
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

  private void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // Nothing more is said on it.
      }
      channel = null;
    }
    line = null;
  }

  private void next() {
    close();
    connect();
  }

  // What comes

  /** Something can be done on the connection. */
  void ready(SelectionKey key) {
    try {
      if (phase == Phase.CONNECTING && key.isConnectable()) {
        SocketChannel stream = (SocketChannel) key.channel();
        if (stream.finishConnect()) {
          listen(key, stream);
        }
      } else if (key.isReadable() && line != null) {
        receive(line);
      }
    } catch (ConnectException e) {
      refused();
    } catch (PortUnreachableException e) {
      refused();
    } catch (IOException e) {
      // Reset by the listener: that ends what it said.
      ended();
    }
  }

  private void receive(Line from) throws IOException {
    int start = answer.position();
    int read = 0;
    while (answer.hasRemaining()) {
      read = from.receive(answer);
      if (read <= 0 || target.transport() == Transport.UDP) {
        break;
      }
    }
    long now = System.nanoTime();
    if (answer.position() > start) {
      answerBegan = start == before ? now : answerBegan;
      lastCame = now;
    }
    if (from instanceof TlsLine tls && phase == Phase.HANDSHAKE) {
      advance(tls);
    } else if (read < 0) {
      ended();
    } else if (!answer.hasRemaining() || target.transport() == Transport.UDP) {
      evaluate(false);
    }
  }

  private void advance(TlsLine tls) throws IOException {
    if (tls.isClear()) {
      String text = tls.clearText();
      for (int i = 0; i < text.length() && answer.hasRemaining(); i++) {
        answer.put((byte) text.charAt(i));
      }
      sent = tls.hello();
      line = null;
      evaluate(true);
    } else if (tls.isTls() && tls.isOver()) {
      end(Heard.recognized(tlsOnly(), true, asked, ""));
    } else if (tls.isOver()) {
      ended();
    } else if (tls.isEstablished()) {
      phase = Phase.LISTENING;
      Protocol inside = step == null ? null : step.protocol();
      until =
          in(
              inside != null && inside.serverSpeaksFirst()
                  ? Math.min(inside.waitMillis(), MOST_LISTEN_MILLIS)
                  : INSIDE_MILLIS);
    }
  }

  private Recognition tlsOnly() {
    return new Recognition(List.of(protocols.get(Protocol.TLS)), "", "");
  }

  private boolean isInside() {
    return line instanceof TlsLine tls && tls.isEstablished();
  }

  /** The listener closed the connection. */
  private void ended() {
    if (answer.position() > 0) {
      evaluate(true);
    } else if (isInside()) {
      end(Heard.recognized(tlsOnly(), true, asked, ""));
    } else {
      if (phase == Phase.LISTENING && step != null) {
        // It was not asked yet.
        steps.addFirst(step);
      }
      next();
    }
  }

  /** The time came for which nothing or nothing more was waited. */
  void tick(long now) {
    if (phase == Phase.DONE || now < nextTime() || cameMeanwhile()) {
      return;
    }
    if (answer.position() > before) {
      evaluate(false);
    } else if (phase == Phase.CONNECTING) {
      wasSilent = true;
      why = "the connection was not accepted within " + CONNECT_MILLIS + " ms";
      close();
      finish();
    } else if (phase == Phase.LISTENING) {
      ask();
    } else if (answer.position() > 0) {
      evaluate(true);
    } else if (isInside()) {
      end(Heard.recognized(tlsOnly(), true, asked, ""));
    } else {
      wasSilent = true;
      next();
    }
  }

  /** Whether something came after the last look, as where this thread had to wait. */
  private boolean cameMeanwhile() {
    int start = answer.position();
    Line from = line;
    if (from == null) {
      return false;
    }
    try {
      receive(from);
    } catch (PortUnreachableException e) {
      refused();
    } catch (IOException e) {
      ended();
    }
    return from != line || answer.position() != start;
  }

  // What is said

  private void ask() {
    try {
      if (isInside()) {
        askInside();
      } else if (step == null) {
        wasSilent = true;
        close();
        finish();
      } else if (step.tls()) {
        phase = Phase.HANDSHAKE;
        Protocol tls = protocols.get(Protocol.TLS);
        until = in(waitMillis(tls));
        asked.add(tls.name());
        line = TlsLine.start((SocketChannel) requireNonNull(channel));
      } else {
        say(requireNonNull(step.protocol()));
      }
    } catch (IOException e) {
      ended();
    }
  }

  private void askInside() throws IOException {
    Protocol inside = step == null ? null : step.protocol();
    if (inside == null) {
      inside = protocols.general(Transport.TCP).get(0);
    }
    if (inside.hello().isEmpty() || inside.serverSpeaksFirst()) {
      end(Heard.recognized(tlsOnly(), true, asked, ""));
    } else {
      say(inside);
    }
  }

  private void say(Protocol protocol) throws IOException {
    phase = Phase.ASKED;
    until = in(waitMillis(protocol));
    askedFor = protocol;
    asked.add(protocol.name());
    sent = protocol.helloBytes();
    before = answer.position();
    requireNonNull(line, "line").send(sent);
  }

  // What it means

  private void evaluate(boolean isLast) {
    boolean inside = isInside();
    String text = Protocol.text(answer.array(), answer.position());
    if (isEcho(text)) {
      return;
    }
    List<Protocol> own = new ArrayList<>();
    for (Expected.Own one : target.expected().own()) {
      if (one.tls() == inside) {
        own.add(one.protocol());
      }
    }
    Recognition found = Recognition.of(text, protocols, target.transport(), own, askedFor);
    if (found.names().size() > 1 && !isLast && askedFor == null && line != null) {
      Protocol word = wordOf(found);
      if (word != null) {
        try {
          say(word);
          return;
        } catch (IOException e) {
          // What was heard is all there is.
        }
      }
    }
    if (inside && found.protocols().isEmpty()) {
      end(Heard.recognized(tlsOnly(), true, asked, text));
    } else if (found.protocols().isEmpty()) {
      unknown = unknown.isEmpty() ? text : unknown;
      if (asked.isEmpty()) {
        // It spoke first, so that it does not wait for the hello of a general protocol.
        steps.removeIf(other -> !other.own());
      }
      next();
    } else {
      Heard recognized = Heard.recognized(found, inside, asked, text);
      if (!isDoubtful(recognized, text)) {
        end(recognized);
      }
    }
  }

  /** The word that tells protocols apart whose servers begin alike; null if none does. */
  private static @Nullable Protocol wordOf(Recognition found) {
    for (Protocol protocol : found.protocols()) {
      if (protocol.serverSpeaksFirst() && !protocol.hello().isEmpty()) {
        return protocol;
      }
    }
    return null;
  }

  /** Whether the answer repeats the hello: twice it is an echo, once there are others that do. */
  private boolean isEcho(String text) {
    if (sent.length < LEAST_ECHO
        || before > 0
        || !text.startsWith(Protocol.text(sent, sent.length))) {
      return false;
    }
    Protocol echo = protocols.get(Protocol.ECHO);
    Heard anEcho =
        Heard.recognized(new Recognition(List.of(echo), "", ""), isInside(), asked, text);
    if (isMirror || isInside()) {
      end(anEcho);
      return true;
    }
    isMirror = true;
    Protocol alike = askedFor;
    if (alike != null && alike.answer() != null && alike.answer().matcher(text).lookingAt()) {
      mirrored = Heard.recognized(new Recognition(List.of(alike), "", ""), false, asked, text);
    } else {
      mirrored = anEcho;
    }
    next();
    return true;
  }

  /**
   * Whether something else may be the better answer: TLS, where HTTP without it is refused; or the
   * port's own protocol, where a listener serves several.
   */
  private boolean isDoubtful(Heard recognized, String text) {
    if (secondBest != null || recognized.tls()) {
      return false;
    }
    boolean refused = text.startsWith("HTTP/1.") && text.startsWith("400", "HTTP/1.1 ".length());
    if (refused && !asked.contains(Protocol.TLS) && target.transport() == Transport.TCP) {
      Step inTls = steps.stream().filter(Step::tls).findFirst().orElse(new Step(null, true, false));
      steps.clear();
      steps.add(inTls);
    } else if (target.expected().fit(recognized.protocols(), false) == Expected.Fit.OTHER) {
      steps.removeIf(other -> !other.own());
    } else {
      return false;
    }
    if (steps.isEmpty()) {
      return false;
    }
    secondBest = recognized;
    next();
    return true;
  }

  // The end

  /** There is nothing more to ask, or no time. */
  void finish() {
    close();
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

  /** There is no time left. */
  void expire() {
    if (phase != Phase.DONE) {
      steps.clear();
      if (answer.position() > 0 && phase != Phase.HANDSHAKE) {
        evaluate(true);
      }
      if (phase != Phase.DONE) {
        wasSilent = true;
        finish();
      }
    }
  }

  /** There was no time to begin. */
  void skip() {
    end(Heard.notAsked("there was no time left to ask it"));
  }

  private void end(Heard result) {
    close();
    heard = heard == null ? result : heard;
    phase = Phase.DONE;
  }
}
