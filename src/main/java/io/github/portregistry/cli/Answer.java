package io.github.portregistry.cli;

import java.util.List;
import java.util.function.Supplier;

/** The answer to one word of the command line. */
interface Answer {

  int status();

  Object json();

  void print();

  /** Whether nothing is printed but a message that nothing was found. */
  default boolean isSilent() {
    return false;
  }

  /**
   * An answer as a table, which is created when it is printed.
   *
   * @param json the value to print as JSON
   */
  static Answer table(Object json, Supplier<Table> table, Terminal terminal) {
    return new Answer() {
      @Override
      public int status() {
        return Main.FOUND;
      }

      @Override
      public Object json() {
        return json;
      }

      @Override
      public void print() {
        table.get().print(terminal);
      }
    };
  }

  /**
   * The answer that nothing was found.
   *
   * @param message prints the reason, unless it is already printed
   */
  static Answer none(Runnable message) {
    return new Answer() {
      @Override
      public int status() {
        return Main.NOTHING;
      }

      @Override
      public Object json() {
        return List.of();
      }

      @Override
      public boolean isSilent() {
        return true;
      }

      @Override
      public void print() {
        message.run();
      }
    };
  }

  /** The same answer as an array in JSON, for a question that can have several answers. */
  static Answer arrayOf(Answer answer) {
    return new Changed(answer) {
      @Override
      public Object json() {
        return List.of(answer.json());
      }
    };
  }

  /** The same answer after sentences that explain a name. */
  static Answer after(List<String> sentences, Answer answer, Terminal terminal) {
    return new Changed(answer) {
      @Override
      public void print() {
        sentences.forEach(terminal.out()::println);
        terminal.out().println();
        answer.print();
      }
    };
  }

  /** An answer that differs from another in one respect. */
  abstract class Changed implements Answer {

    private final Answer answer;

    Changed(Answer answer) {
      this.answer = answer;
    }

    @Override
    public int status() {
      return answer.status();
    }

    @Override
    public Object json() {
      return answer.json();
    }

    @Override
    public boolean isSilent() {
      return answer.isSilent();
    }

    @Override
    public void print() {
      answer.print();
    }
  }
}
