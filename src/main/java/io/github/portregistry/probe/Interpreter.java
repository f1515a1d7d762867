package io.github.portregistry.probe;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The interpreters, which run a program that their command line names, and their options that take
 * values.
 *
 * <p>Interpreters with {@link Letters} accept several options in one word, such as {@code -euo
 * pipefail}. An option that is not listed has no value, or has it after {@code =}.
 */
// Its sets are immutable, which their type does not show.
@SuppressWarnings("ImmutableEnumChecker")
enum Interpreter {
  /** The options of the launcher, from {@code java.c} in JDK 17 to 25. */
  JAVA(
      "java javaw",
      null,
      "-m --module",
      "",
      "-cp -classpath --class-path -p --module-path --upgrade-module-path --add-modules"
          + " --enable-native-access --limit-modules --add-exports --add-opens --add-reads"
          + " --patch-module --source -d --describe-module",
      ""),
  PYTHON(
      "python pythonw pypy",
      new Letters("m", "c", "WXQ", "", ""),
      "",
      "",
      "--check-hash-based-pycs --jit",
      ""),
  NODE(
      "node nodejs",
      null,
      "--run",
      "-e --eval -p --print -pe",
      "-r --require --import --loader --experimental-loader -C --conditions --env-file"
          + " --env-file-if-exists --allow-fs-read --allow-fs-write --build-snapshot-config"
          + " --cpu-prof-dir --cpu-prof-interval --cpu-prof-name --diagnostic-dir --disable-proto"
          + " --disable-warning --dns-result-order --experimental-config-file"
          + " --experimental-default-type --experimental-policy --experimental-sea-config"
          + " --experimental-specifier-resolution --heap-prof-dir --heap-prof-interval"
          + " --heap-prof-name --heapsnapshot-near-heap-limit --heapsnapshot-signal --icu-data-dir"
          + " --input-type --inspect-port --debug-port --inspect-publish-uid --localstorage-file"
          + " --max-http-header-size --network-family-autoselection-attempt-timeout"
          + " --openssl-config --policy-integrity --redirect-warnings --report-directory"
          + " --report-dir --report-filename --report-signal --secure-heap --secure-heap-min"
          + " --snapshot-blob --test-concurrency --test-name-pattern --test-reporter"
          + " --test-reporter-destination --test-shard --test-skip-pattern --test-timeout --title"
          + " --tls-cipher-list --tls-keylog --trace-event-categories --trace-event-file-pattern"
          + " --trace-require-module --unhandled-rejections --use-largepages --v8-pool-size"
          + " --watch-path",
      "inspect debug"),
  DENO(
      "deno",
      null,
      "",
      "",
      "-c --config --import-map --lock --cert --location --seed -L --log-level --ext --preload"
          + " --import --port --host",
      "run serve task"),
  BUN(
      "bun",
      null,
      "",
      "-e --eval -p --print",
      "-r --preload --require --import --cwd --env-file --port -d --define -l --loader"
          + " --tsconfig-override --filter --conditions --main-fields --max-http-header-size",
      "run x"),
  RUBY(
      "ruby",
      new Letters("", "e", "ICErX", "FKTWxi", ""),
      "",
      "",
      "--encoding --external-encoding --internal-encoding --enable --disable",
      ""),
  PERL("perl", new Letters("", "eE", "I", "mMCFixDdV", ""), "", "", "", ""),
  PHP(
      "php php-cgi",
      new Letters("fF", "rBRE", "cdtz", "", ""),
      "--file --process-file",
      "--run --process-begin --process-code --process-end",
      "--php-ini --define --docroot --zend-extension",
      ""),
  DOTNET(
      "dotnet",
      null,
      "",
      "",
      "--additionalprobingpath --additional-deps --fx-version --roll-forward"
          + " --roll-forward-on-no-candidate-fx --depsfile --runtimeconfig",
      "exec"),
  MONO("mono mono-sgen", null, "", "", "--config", ""),
  SHELL(
      "sh bash dash ash zsh ksh mksh",
      new Letters("", "c", "", "", "oO"),
      "",
      "",
      "--rcfile --init-file",
      ""),
  LUA("lua luajit", new Letters("", "", "elj", "O", ""), "", "", "", ""),
  RSCRIPT("Rscript rscript", null, "", "-e", "", ""),
  R("R", null, "-f --file", "-e", "--encoding -g --gui -d --debugger", ""),
  TCL("tclsh wish", null, "", "", "-encoding", ""),
  /** Its first word is the program that runs. */
  BUSYBOX("busybox", null, "", "", "", "");

  /**
   * The options of one letter, and where their values are.
   *
   * @param what options whose value is the program that runs
   * @param code those whose value is the text of a program
   * @param value options whose value is the rest of the word, or else the next word
   * @param rest options whose value is the rest of the word, if there is one
   * @param next options whose value is the next word, even with more letters in this one
   */
  record Letters(String what, String code, String value, String rest, String next) {}

  private final Set<String> names;

  /** The options of one letter; null for an interpreter that takes one option per word. */
  private final @Nullable Letters letters;

  private final Set<String> what;
  private final Set<String> code;
  private final Set<String> values;
  private final Set<String> commands;

  /**
   * Creates an interpreter.
   *
   * @param what the options, as whole words, whose value is the program that runs
   * @param code options whose value is the text of a program
   * @param values options that have another value
   * @param commands the words that may come before the program
   */
  Interpreter(
      String names,
      @Nullable Letters letters,
      String what,
      String code,
      String values,
      String commands) {
    this.names = words(names);
    this.letters = letters;
    this.what = words(what);
    this.code = words(code);
    this.values = words(values);
    this.commands = words(commands);
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.copyOf(List.of(text.split(" ", -1)));
  }

  /**
   * Returns the interpreter with a file name, with or without a version; null for other programs.
   */
  static @Nullable Interpreter named(String fileName) {
    String name = withoutVersion(fileName);
    for (Interpreter interpreter : values()) {
      if (interpreter.names.contains(name)) {
        return interpreter;
      }
    }
    return null;
  }

  /** Returns {@code python} for {@code python3.11}, {@code node} for {@code node-20}. */
  static String withoutVersion(String name) {
    int end = name.length();
    while (end > 0 && "0123456789.-".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return name.substring(0, end);
  }

  @Nullable Letters letters() {
    return letters;
  }

  boolean isWhat(String option) {
    return what.contains(option);
  }

  boolean isCode(String option) {
    return code.contains(option);
  }

  boolean hasValue(String option) {
    return values.contains(option);
  }

  boolean isCommand(String word) {
    return commands.contains(word);
  }
}
