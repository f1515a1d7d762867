package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row: the file's name, the command line with a word for each blank, what runs. */
class InterpreterRunsTest {

  private static String runs(String file, String line) {
    return InterpreterRuns.of(file, List.of(line.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java | java -Xmx64m -Da=b -jar billing.jar --port 80 | billing.jar",
        "java | java -jar -Xmx1g /opt/a/billing.jar -jar other.jar | /opt/a/billing.jar",
        "java | /usr/bin/java -classpath a.jar:b.jar:c.jar com.acme.Main -x | com.acme.Main",
        "java | java -cp a.jar com.acme.Main | com.acme.Main",
        "java | java --class-path=a.jar Main | Main",
        "java | java --class-path a.jar Main | Main",
        "java | java -p mods --add-modules a,b -m acme/com.acme.Main x | acme/com.acme.Main",
        "java | java --module-path=mods --module=acme/com.acme.Main | acme/com.acme.Main",
        "java | java --add-opens java.base/java.util=ALL-UNNAMED --module acme | acme",
        "java | java --add-exports=a/b=c -ea -XX:+UseZGC --source 17 Hello.java | Hello.java",
        "java | java -agentlib:jdwp=transport=dt_socket -javaagent:a.jar App | App",
        "java | java @opts.txt | @opts.txt",
        "java | java @opts.txt start | @opts.txt",
        "java | java @opts.txt www.acme.com | @opts.txt",
        "java | java @opts.txt com.acme.Billing$Main x | com.acme.Billing$Main",
        "java | java @opts.txt -jar billing.jar | billing.jar",
        "java | java @opts.txt -m acme/com.acme.Main | acme/com.acme.Main",
        "java | my-service -jar billing.jar | billing.jar",
        "java | java -version | ''",
        "java | java -cp | ''",
        "java | java -jar | ''",
      })
  void ofJavaTheJarOrTheMainClassOrTheModule(String file, String line, String runs) {
    assertThat(runs(file, line)).isEqualTo(runs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python3.11 | python -m http.server 8000 | http.server",
        "python3.11 | /srv/venv/bin/python3 -u -W ignore app.py -m x | app.py",
        "python3 | python3 -Wignore -Xdev -X utf8 -Im http.server | http.server",
        "python3 | python3 -umhttp.server | http.server",
        "python2.7 | python -OO -Q new -- -odd.py | -odd.py",
        "python3.12 | /usr/bin/python3 /usr/bin/gunicorn app:app -w 4 | /usr/bin/gunicorn",
        "pypy3 | pypy3 --jit off main.py | main.py",
        "python3 | python3 --check-hash-based-pycs never main.py | main.py",
        "python3 | python3 -c import(x) -m http.server | -c",
        "python3 | python3 -ic x | -c",
        "python3 | python3 - a.py | ''",
        "python3 | python3 -i | ''",
        "python3 | python3 -m | ''",
      })
  void ofPythonTheModuleOrTheScript(String file, String line, String runs) {
    assertThat(runs(file, line)).isEqualTo(runs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node | node server/index.js --port 80 | server/index.js",
        "node-20 | node -r dotenv/config --import ./a.mjs app.js | app.js",
        "nodejs | nodejs --require=x --loader ts-node/esm --inspect=0:9229 src/a.ts | src/a.ts",
        "node | node --max-old-space-size=4096 -C dev --env-file .env --watch main.js | main.js",
        "node | node inspect app.js | app.js",
        "node | node --run dev | dev",
        "node | node -e code app.js | -e",
        "node | node --eval=code | --eval",
        "node | node --title shop -pe 1 | -pe",
        "node | node | ''",
        "deno | deno run -A --config deno.json main.ts x | main.ts",
        "deno | deno serve --port 80 main.ts | main.ts",
        "deno | deno task dev | dev",
        "bun | bun run --preload ./a.ts index.ts | index.ts",
        "bun | bun --cwd /srv/a --hot server.tsx | server.tsx",
        "bun | bun -e x | -e",
      })
  void ofJavaScriptTheScript(String file, String line, String runs) {
    assertThat(runs(file, line)).isEqualTo(runs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ruby3.1 | ruby -Ilib -I test -r bundler/setup bin/rails server | bin/rails",
        "ruby | ruby -W0 --encoding utf-8 --yjit -S puma | puma",
        "ruby | ruby -run -e httpd . | -e",
        "perl5.36 | perl -wT -I lib -Mstrict /usr/bin/starman --port 80 | /usr/bin/starman",
        "perl | perl -lne print | -e",
        "perl | perl -MIO::Socket -E say | -E",
        "php8.2 | php -S 0.0.0.0:8000 -t public | -S 0.0.0.0:8000",
        "php | php -d display_errors=1 -S[::]:80 | -S [::]:80",
        "php | php -dmemory_limit=1G -n artisan serve | artisan",
        "php | php -c /etc/php.ini -f worker.php | worker.php",
        "php | php --server localhost:80 | -S localhost:80",
        "php | php -r code; x | -r",
        "dotnet | dotnet Shop.dll --urls x | Shop.dll",
        "dotnet | dotnet exec --runtimeconfig a.json --depsfile b.json /a/Shop.dll | /a/Shop.dll",
        "dotnet | dotnet --fx-version 8.0.1 Shop.dll | Shop.dll",
        "mono-sgen | /usr/bin/mono --debug --config a.xml /opt/x/Sonarr.exe -data=/c | /opt/x/Sonarr.exe",
        "bash | /bin/bash -euo pipefail deploy.sh prod | deploy.sh",
        "bash | bash --rcfile x -O extglob +o posix -x run.sh | run.sh",
        "dash | sh -c 'node | -c",
        "dash | sh -ec x | -c",
        "bash | -bash -l | ''",
        "bash | bash -s a b | ''",
        "lua5.4 | lua -e x=1 -l socket server.lua | server.lua",
        "luajit | luajit -O3 -joff app.lua | app.lua",
        "Rscript | Rscript --vanilla app.R 80 | app.R",
        "Rscript | Rscript -e shiny::runApp() | -e",
        "R | /usr/lib/R/bin/exec/R --no-echo --no-restore --file=app.R --args a | app.R",
        "R | /usr/lib/R/bin/exec/R --no-echo --args a | ''",
        "tclsh8.6 | tclsh -encoding utf-8 a.tcl | a.tcl",
        "busybox | busybox httpd -f -p 80 | httpd",
        "busybox | httpd -f -p 80 | ''",
      })
  void ofOthersTheScriptOrWhatServes(String file, String line, String runs) {
    assertThat(runs(file, line)).isEqualTo(runs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nginx | nginx -g a.conf",
        "javac | javac -cp a.jar Main.java",
        "node_exporter | node_exporter --web.listen-address :80",
        "php-fpm8.2 | php-fpm -F",
        "beam.smp | beam.smp -W w -- -root /usr/lib/erlang",
        "'' | java -jar a.jar",
      })
  void ofOtherProgramsNothing(String file, String line) {
    assertThat(runs(file, line)).isEmpty();
  }

  @Test
  void aTitleIsNoCommandLine() {
    assertThat(InterpreterRuns.of("node", List.of("npm run dev"))).isEmpty();
    assertThat(InterpreterRuns.of("python3", List.of("gunicorn: master [a:b]", "x.py"))).isEmpty();
    assertThat(InterpreterRuns.of("ruby", List.of("puma 6.4 (tcp://0.0.0.0:3000) [shop]")))
        .isEmpty();
    assertThat(InterpreterRuns.of("python3", List.of())).isEmpty();
    assertThat(InterpreterRuns.of("python3", List.of("/my app/python3", "x y.py")))
        .isEqualTo("x y.py");
  }

  @Test
  void theMainClassComesAfterFortyJars() {
    List<String> words = new ArrayList<>(List.of("java", "-classpath"));
    words.add("/opt/billing/lib/some-library-1.2.3.jar:".repeat(40));
    words.addAll(List.of("com.acme.billing.Billing", "--spring.profiles.active=dev"));

    assertThat(InterpreterRuns.of("java", words)).isEqualTo("com.acme.billing.Billing");
  }

  @Test
  void whatWasNotReadIsNotWhatRuns() {
    assertThat(InterpreterRuns.of("java", List.of("java", "-jar", LinuxCommandLine.CUT))).isEmpty();
    assertThat(InterpreterRuns.of("node", List.of("node", LinuxCommandLine.CUT))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java @opts.txt a.B | a.B",
        "java @opts.txt .Main | @opts.txt",
        "java @opts.txt com.acme. | @opts.txt",
        "java @opts.txt com.acme.main | @opts.txt",
        "java @opts.txt host:80/a.Main | @opts.txt",
        "java @opts.txt @more.txt x | @opts.txt",
        "java -ea @opts.txt com.acme.Main | com.acme.Main",
        "java --disable-@files @x com.acme.Main | @x",
        "java @ com.acme.Main | @",
        "java @opts.txt | @opts.txt",
      })
  void anArgumentFileMayNameTheProgramUnlessAClassFollows(String line, String runs) {
    assertThat(runs("java", line)).isEqualTo(runs);
  }

  @Test
  void aLonePlusIsNoOptionOfAShell() {
    assertThat(runs("bash", "bash + a.sh")).isEqualTo("+");
  }

  @Test
  void aFirstWordThatBeginsWithABlankIsATitle() {
    assertThat(InterpreterRuns.of("node", List.of(" shop", "a.js"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PYTHON, app.py, true",
    "PYTHON, src/app, true",
    "PYTHON, ., true",
    "PYTHON, http.server, false",
    "PYTHON, /srv/app.py, false",
    "PYTHON, -c, false",
    "PYTHON, @app.py, false",
    "PYTHON, :app.py, false",
    "PYTHON, app.py:main, false",
    "PYTHON, '', false",
    "JAVA, app.jar, true",
    "JAVA, src/Main.java, true",
    "JAVA, acme/com.acme.Main, false",
    ", app.py, false"
  })
  void whatRunsIsAFileBelowTheWorkingDirectoryIfItsNameSaysSo(
      @Nullable Interpreter interpreter, String runs, boolean expected) {
    assertThat(InterpreterRuns.isRelativeFile(interpreter, runs)).isEqualTo(expected);
  }
}
