package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinuxAncestorsTest extends FakeMachine {

  /** A process with a parent. */
  private void process(long pid, long parent, String name, String exe, String line)
      throws IOException {
    proc.write(pid + "/stat", pid + " (" + name + ") S " + parent + " 0 0 0\n")
        .write(pid + "/cmdline", line)
        .link(pid + "/exe", exe);
  }

  private List<Ancestor> from(long parent) {
    return new LinuxAncestors(proc).from(parent);
  }

  @Test
  void theParentComesFirstAndProcess1Last() throws IOException {
    process(5, 1, "npm run dev", "/usr/bin/node", "npm run dev\0\0");
    process(177, 5, "sh", "/usr/bin/dash", "sh\0-c\0node server/index.js\0");

    assertThat(from(177))
        .containsExactly(
            new Ancestor(177, "sh"), new Ancestor(5, "npm run dev"), new Ancestor(1, "init"));
    assertThat(from(0)).isEmpty();
  }

  @Test
  void whatAnInterpreterRunsIsPartOfItsName() throws IOException {
    process(7, 0, "node", "/usr/bin/node", "/usr/bin/node\0/srv/app.js\0");

    assertThat(from(7)).containsExactly(new Ancestor(7, "node /srv/app.js"));
  }

  @Test
  void outsideThePidNamespaceNoProcessIsAskedFor() throws IOException {
    process(7, 0, "cron", "/usr/sbin/cron", "/usr/sbin/cron\0");

    assertThat(from(7)).hasSize(1);
    assertThat(proc.read()).doesNotContain("0/stat");
  }

  @Test
  void theyEndWhereTheSystemShowsNoMore() throws IOException {
    process(177, 6, "sh", "/usr/bin/dash", "sh\0");

    assertThat(from(177)).containsExactly(new Ancestor(177, "sh"));
  }

  @Test
  void eachIsReadOnce() throws IOException {
    process(177, 1, "sh", "/usr/bin/dash", "sh\0");
    LinuxAncestors ancestors = new LinuxAncestors(proc);

    assertThat(ancestors.from(177)).isEqualTo(ancestors.from(177));
    assertThat(proc.read()).filteredOn("177/stat"::equals).hasSize(1);
  }

  @Test
  void aCircleOfNumbersThatWereGivenAgainEnds() throws IOException {
    process(7, 8, "a", "/a", "a\0");
    process(8, 7, "b", "/b", "b\0");

    assertThat(from(7)).hasSize(32);
  }

  @Test
  void whatMayNotBeReadLeavesTheName() throws IOException {
    process(7, 0, "cron", "/usr/sbin/cron", "/usr/sbin/cron\0-f\0");
    proc.refuse("7/exe").refuse("7/cmdline");

    assertThat(from(7)).containsExactly(new Ancestor(7, "cron"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "/usr/bin/java | java | java,-Dpassword=x,-jar,billing.jar,--token=y | java billing.jar",
        "/usr/bin/python3.11 | gunicorn | /usr/bin/python3,/usr/bin/gunicorn,a:b | gunicorn",
        "/usr/bin/python3.11 | python3 | python3,manage.py,runserver | python3 manage.py",
        "/usr/bin/python3.11 | gunicorn | gunicorn: master [a:b] | gunicorn: master [a:b]",
        "/usr/bin/node | npm exec a-long- | node,/usr/bin/npx,--yes | node /usr/bin/npx",
        "/usr/bin/node | a-name-that-is- | node,/b/a-name-that-is-long | a-name-that-is-long",
        "/usr/bin/node | node | node /srv/app.js --password x | node /srv/app.js",
        "/usr/bin/bash | bash | -bash | bash",
        "/usr/bin/bash | bash | -bash,-c,mysql -psecret | bash",
        "/usr/bin/bash | bash | bash,deploy.sh,secret | bash deploy.sh",
        "/usr/bin/dash | sh | renamed,run.sh | dash run.sh",
        "/usr/bin/tmux | tmux: server | tmux,new,-s,x | tmux: server",
        "/usr/sbin/nginx | nginx | nginx: master process nginx -g daemon off; | nginx: master process nginx",
        "/usr/sbin/nginx | nginx | /usr/sbin/nginx,-g,secret | nginx",
        "/opt/my app/x | x | /opt/my app/x | x",
        "/opt/x | x | x url=http://a:b@c | x",
        "/opt/x | x | x http://a:b@c | x",
        "/opt/x | y | ' z' | y",
        "/opt/x | x | --url=http://a:b@c --daemon | x",
        "/opt/x | '' | x,y | x",
        "'' | kthread | '' | kthread",
      })
  void aNameIsWhatAPersonRecognizes(String exe, String comm, String line, String name) {
    assertThat(LinuxAncestors.name(exe, comm, List.of(line.split(",", -1)))).isEqualTo(name);
  }

  @Test
  void aLongTitleIsCut() {
    String title = "server " + "word ".repeat(100);

    assertThat(LinuxAncestors.name("/opt/x", "x", List.of(title))).hasSize(60);
    assertThat(LinuxAncestors.name("/opt/x", "x", List.of("a " + "\ud83d\ude80".repeat(40))))
        .hasSize(60);
    assertThat(LinuxAncestors.name("/opt/x", "x", List.of("ab " + "\ud83d\ude80".repeat(40))))
        .hasSize(59);
  }
}
