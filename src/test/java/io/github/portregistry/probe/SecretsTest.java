package io.github.portregistry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static String masked(String line) {
    return String.join("|", Secrets.masked(List.of(line.split("\\|", -1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x|--password=hunter2|-v; x|--password=***|-v",
        "x|--password=hun ter=2&3|-v; x|--password=***|-v",
        "x|--token|abc|run; x|--token|***|run",
        "x|-storepass|abc; x|-storepass|***",
        "x|-Dspring.datasource.password=a; x|-Dspring.datasource.password=***",
        "x|-Djavax.net.ssl.keyStorePassword=a; x|-Djavax.net.ssl.keyStorePassword=***",
        "env|DB_PASSWORD=a|x; env|DB_PASSWORD=***|x",
        "env|PGPASSWORD=a|MYSQL_PWD=b; env|PGPASSWORD=***|MYSQL_PWD=***",
        "x|-e|AWS_SECRET_ACCESS_KEY=a; x|-e|AWS_SECRET_ACCESS_KEY=***",
        "x|SECRET_KEY_BASE=a; x|SECRET_KEY_BASE=***",
        "x|--env=API_TOKEN=a; x|--env=API_TOKEN=***",
        "x|--apiKey|a; x|--apiKey|***",
        "x|--clientSecret=a; x|--clientSecret=***",
        "redis-server|--requirepass|a; redis-server|--requirepass|***",
        "x|--credential|a; x|--credential|***",
        "x|--password2=a; x|--password2=***",
        "x|postgres://me:pa@ss@db/x; x|postgres://me:***@db/x",
        "x|--db=redis://:pw@db:6379/0; x|--db=redis://:***@db:6379/0",
        "x|https://h/p?user=a&token=b&c=d; x|https://h/p?user=a&token=***&c=d",
        "x|{\"user\":\"a\",\"password\":\"b\"}; x|{\"user\":\"a\",\"password\":\"***\"}",
        "x|-H|Authorization: Bearer abc; x|-H|Authorization: *** ***",
        "sh|-c|serve --password 'a b' --port 1; sh|-c|serve --password *** --port 1",
        "sh|-c|serve  --token  a --port 1; sh|-c|serve  --token  *** --port 1",
        "x|/password:a; x|/password:***",
        "env|DB_PASSWORD=a b|x; env|DB_PASSWORD=***|x",
        "sh|-c|serve --password 'ab' --port 1; sh|-c|serve --password *** --port 1",
        "sh|-c|serve --password ' a' --port 1; sh|-c|serve --password *** --port 1",
        // What begins with an equals sign has no name before it.
        "x|=token=a --port 1; x|=token=*** --port 1"
      })
  void theValueOfASecretIsMasked(String given, String shown) {
    assertThat(masked(given)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x|--keyboard=us|--monkey|abc",
        "x|-keystore|/etc/keys/server.jks",
        "x|--password-file=/run/secrets/db",
        "x|--tls-key-file|/etc/tls.pem",
        "x|AWS_ACCESS_KEY_ID=AKIA",
        "x|--token-ttl|60",
        "x|--bypass|a|--compass=b",
        "x|--no-password|--port|80",
        "x|http://host:8080/a@b",
        "x|-v|/etc/key:/key:ro",
        "sshd: /usr/sbin/sshd -D [listener]|\ta\nb",
        "x|--password=",
        "x|--tokenizer|fast"
      })
  void whatIsNoSecretStays(String given) {
    assertThat(masked(given)).isEqualTo(given);
  }

  @Test
  void aTitleIsMaskedToo() {
    assertThat(Secrets.masked("npm run dev --token abc --port 1"))
        .isEqualTo("npm run dev --token *** --port 1");
  }

  @Test
  void textsAreMaskedAndRecordsAreNot() {
    ProcessRef process =
        Some.process(7, "/usr/bin/node")
            .args("node", "--password", "hunter2")
            .runs("x.js --token=hunter2")
            .by("5 npm run dev --secret hunter2", "1 init")
            .ref();

    assertThat(ProcessText.of(process)).contains("--password ***").doesNotContain("hunter2");
    assertThat(ProcessText.ancestry(process)).doesNotContain("hunter2");
    assertThat(process.label()).isEqualTo("node x.js --token=***");
    assertThat(process.arguments()).contains("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/?access_token=hunter2",
        "jdbc:postgresql://h/db?user=a&password=hunter2",
        "-Dspring.datasource.url=jdbc:postgresql://h/db?password=hunter2",
        "amqps://h?secret=hunter2",
        "--opt:password=hunter2",
        "https://h/#access_token=hunter2",
        "--psk hunter2",
        "--jwt hunter2",
        "--bearer hunter2",
        "GITHUB_PAT=hunter2",
        "https://hunter2hunter2hunter2@example.org/"
      })
  void aSecretIsMaskedWhereverItsNameStands(String line) {
    assertThat(String.join(" ", Secrets.masked(List.of(line.split(" ", -1)))))
        .doesNotContain("hunter2")
        .contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--no-password server.js",
        "--ask-password server.js",
        "--password-stdin app.jar",
        "--sort-key name",
        "--primary-key id",
        "--max-token 500",
        "--key=/etc/ssl/private/server.key",
        "--ssl-key /etc/ssl/k.pem",
        "--public-key x.pem"
      })
  void aSwitchANumberOrAPlaceStays(String line) {
    assertThat(String.join(" ", Secrets.masked(List.of(line.split(" ", -1))))).isEqualTo(line);
  }
}
