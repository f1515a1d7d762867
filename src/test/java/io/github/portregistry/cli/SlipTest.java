package io.github.portregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words are one slip of the finger apart, and which are names of their own. */
class SlipTest {

  @ParameterizedTest
  @CsvSource({
    // a letter left out
    "htp, http",
    "mysl, mysql",
    "postgesql, postgresql",
    "kuberntes, kubernetes",
    "redi, redis",
    // a letter doubled or put in
    "htttp, http",
    "rediss, redis",
    "mysqql, mysql",
    "grafanna, grafana",
    "mytsql, mysql",
    "mongvodb, mongodb",
    "redisx, redis",
    // two letters swapped
    "hptt, htpt",
    "msyql, mysql",
    "tfpt, tftp",
    "dsn, dns",
    "elasticsaerch, elasticsearch",
    "ymsql, mysql",
    "prometheuss, prometheus",
    // a letter replaced by its neighbor on the keyboard
    "mysqk, mysql",
    "htto, http",
    "kafla, kafka",
    "redus, redis",
    "snmo, snmp",
    "pistgresql," + " postgresql",
    // only the case or a separator
    "MYSQL, mysql",
    "ms_sql, ms-sql",
    "my-sql, mysql",
    "mswbt-server, ms-wbt-server",
  })
  void oneSlipLeadsFromAWordToTheOther(String typed, String meant) {
    assertThat(Slip.isOne(typed, meant)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // products and protocols of one kind
    "mssql, mysql",
    "mysql, mssql",
    "nysql, mysql",
    "mongosql, mysql",
    "pgsqld, pgsql",
    "postgrest, postgres",
    "smtp, snmp",
    "snmp, smtp",
    "imap, ldap",
    "ldap, imap",
    "nfs, ntp",
    "ntp, nfs",
    "redir, redis",
    "natd, nats",
    "ssh, ssl",
    "ftp, rtp",
    "rdp, rtp",
    "sip, sap",
    "vnc, vpc",
    "couchdb, couchbase",
    "mqtt, mgtt",
    "tftp, ftp",
    "ftp, sftp",
    "xmpp, smpp",
    "nsqd, nsca",
    "http, htcp",
    "icmp, icp",
    "rtsp, rtmp",
    "dhcp, dccp",
    "kafka, kazaa",
    // a number says which version
    "pop2, pop3",
    "imap3, imap4",
    "h324, h323",
    "http2, http",
    "http, http3",
    "x12, x11",
    // the daemon, and the secure one
    "sshd, ssh",
    "httpd, http",
    "mysqld, mysql",
    "ldapd, ldap",
    "ircs, irc",
    "coaps, coap",
    // the first letter
    "rttp, http",
    "ttp, http",
    "xredis, redis",
    // two slips
    "hptpt, http",
    "mysssql, mysql",
    "rdeus, redis",
    // nothing
    "'', http",
    "a, b",
    "abc, ''",
  })
  void anotherNameIsNoSlip(String typed, String other) {
    assertThat(Slip.isOne(typed, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "redis, awezx",
    "kafka, qwz",
    "mysql, kop",
    "stream, njk",
    "snmptrap, ol",
    "relay, tugh",
  })
  void aLetterAtTheEndIsASlipIfItsKeyTouchesTheLastOne(String meant, String keys) {
    assertThat(keys.split("")).allMatch(key -> Slip.isOne(meant + key, meant));
  }

  @ParameterizedTest
  @CsvSource({
    "redis, qrcfv",
    "kafka, epxd",
    "mysql, imbj",
    "stream, lbh",
    "snmptrap, kim",
    "relay, rfjin",
  })
  void aLetterAtTheEndIsNoSlipIfItsKeyIsFurtherAway(String meant, String keys) {
    assertThat(keys.split("")).allMatch(key -> !Slip.isOne(meant + key, meant));
  }
}
