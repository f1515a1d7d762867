package io.github.portregistry;

import static io.github.portregistry.CsvSpec.HEADER;
import static io.github.portregistry.CsvSpec.IANA_HEADER;
import static io.github.portregistry.CsvSpec.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damages right files at random places, always in the same way: they are refused with the one
 * exception that is made for it, or they are another right file.
 */
@Tag("whole")
class FuzzTest {

  private static final String TABLE =
      HEADER
          + "0-65535,,reserved,,,For nobody,,,,,,,,,␊"
          + "80,tcp,,,http,World Wide Web HTTP,IESG,IETF_Chair,,2021-10-01,RFC9110,,,,␊"
          + "80,tcp,,ghost,www,\"Web, \"\"the\"\"\",,,1994-11,,,,Known use,http,an older table␊"
          + "80-90,tcp,,,eighties,,,,,,RFC1|RFC2,,,,␊"
          + "81,udp,unassigned,released,,Söme remark 😀,X_Y,Z,2000-01-31,2001-02,RFC3,,Used,,Z␊"
          + "82,dccp,assigned,,,any private mail system,,,,,,,,,␊"
          + ",tcp,,,rdp,One,,,,,,,,,␊"
          + ",tcp,,,rdp,Another,,,,,,,,,␊";

  private static final String[] IANA_ROWS = {
    ",2,tcp,Reserved,,,,2025-02-14,,,,\"De-assigned on 2025-02-13, previously x by [B_V]\"␍␊",
    "http,80,tcp,World Wide Web,[IESG],[IETF_Chair],,2021-10-01,[RFC9110],,,TXT keys: None␍␊",
    "sql*net,66,tcp,\"Oracle␊SQL\",,,,,,,,\"This entry is an alias to \"\"sql-net\"\".␊This entry"
        + " is now historic, not usable for use with many␊common service discovery mechanisms.\"␍␊",
    "x11,6000-6063,,X Window System,[S_G],[S_G],2010-01,,[RFC1][RFC2],17,Used,␍␊",
    "rdp,,tcp,One <joe&example.org>,,,,,,,,␍␊",
    ",15,tcp,Unassigned [was netstat],[Jon_Postel],[Jon_Postel],,,,,,␍␊",
    ",2925,,Unassigned (FRP-Released 12/7/00),,,,,,,,␍␊",
    ",114,,unassigned,,,,,,,,Deprecated June 2004␍␊",
    ",1783,,\"Decomissioned Port 04/14/00, ms\",[X],,,,,,,␍␊",
    ",4501,,Unassigned,,,,,,,,De-registered 08 June 2001␍␊",
    "jürgen,2693,udp,Söme 😀,,,,,,,,(Removed 2004-2-6)␍␊"
  };

  private static final String[] PIECES = {
    ",",
    "\"",
    "\"\"",
    "\n",
    "\r",
    "\r\n",
    "\0",
    "-",
    "|",
    "[",
    "]",
    "<",
    ">",
    "&",
    "0",
    "9",
    "99999",
    "a",
    "A",
    " ",
    "\t",
    "é",
    "\u0085",
    "\u2028",
    "\ufeff",
    "😀",
    "tcp",
    "2023-02-30",
    "reserved",
    "1-"
  };

  private static final String XML =
      "<?xml version='1.0' encoding='UTF-8'?>\n<?xml-stylesheet href='x'?>\n"
          + "<registry xmlns=\"http://www.iana.org/assignments\""
          + " id=\"service-names-port-numbers\">\n<title>T</title><updated>2026-08-17</updated>"
          + "<note>Of <xref type=\"rfc\" data=\"rfc6335\"/></note>\n"
          + "<record date=\"2001-02\" updated=\"2021-10-01\">\n  <name>http</name>\n"
          + "  <protocol>tcp</protocol>\n  <assignee><xref type=\"person\" data=\"IESG\"/></assignee>"
          + "\n  <description>World &amp; <![CDATA[Wide]]><br/>Web</description>\n"
          + "  <number>80</number>\n  <xref type=\"rfc\" data=\"rfc9110\">RFC9110, Section 1</xref>\n"
          + "  <xref type=\"person\" data=\"IETF_Chair\"/><sc>17</sc>\n"
          + "  <unauthorized>Used &lt;joe&amp;example.org&gt;</unauthorized>\n"
          + "  <note><paragraph>TXT keys: None</paragraph></note>\n</record>\n"
          + "<record><protocol>udp</protocol><description>Reserved</description><number>2-4</number>"
          + "<note>De-assigned on 2025-02-13, previously x by <xref type=\"person\" data=\"B_V\"/>"
          + "</note></record>\n<!-- c --><people><person id=\"A\"><name>A</name></person></people>\n"
          + "</registry>\n";

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, at + random.nextInt(random.nextInt(4) == 0 ? 60 : 4));
      byte[] piece = new byte[] {(byte) random.nextInt(256)};
      switch (random.nextInt(5)) {
        case 0 -> bytes = spliced(bytes, at, at + 1, piece);
        case 1 -> {
          piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
          bytes = spliced(bytes, at, at, piece);
        }
        case 2 -> {
          piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
          bytes = spliced(bytes, at, to, piece);
        }
        case 3 -> bytes = spliced(bytes, at, to, new byte[0]);
        default -> {
          int into = random.nextInt(bytes.length);
          bytes = spliced(bytes, into, into, Arrays.copyOfRange(bytes, at, to));
        }
      }
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + piece.length);
    System.arraycopy(piece, 0, result, from, piece.length);
    System.arraycopy(bytes, to, result, from + piece.length, bytes.length - to);
    return result;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aDamagedTableIsRefusedOrWrittenAsItWasRead(long seed) {
    byte[] whole = bytes(TABLE);
    Random random = new Random(seed);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] table = damaged(whole, random);
      try {
        byte[] written = CsvSpec.read(table).csv();
        if (!Arrays.equals(written, table)) {
          assertThat(text(written)).isEqualTo(text(table));
        }
        read++;
      } catch (RegistryFormatException e) {
        refused++;
      } catch (RuntimeException e) {
        fail("neither read nor refused:\n" + text(table), e);
      }
    }
    assertThat(read).as("tables that stayed right").isGreaterThan(20);
    assertThat(refused).as("tables that did not").isGreaterThan(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void aDamagedIanaFileIsRefusedOrMakesATableThatCanBeReadBack(long seed) {
    byte[] whole = bytes(IANA_HEADER + String.join("", IANA_ROWS));
    int header = bytes(IANA_HEADER).length;
    Random random = new Random(seed);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 1_500; i++) {
      byte[] rows = damaged(Arrays.copyOfRange(whole, header, whole.length), random);
      byte[] file = spliced(whole, header, whole.length, rows);
      try {
        assertCanBeReadBack(CsvSpec.readIana(file), file);
        read++;
      } catch (RegistryFormatException e) {
        refused++;
      } catch (RuntimeException e) {
        fail("neither read nor refused:\n" + text(file), e);
      }
    }
    assertThat(read).as("files that stayed right").isGreaterThan(100);
    assertThat(refused).as("files that did not").isGreaterThan(100);
  }

  @Test
  void aDamagedXmlIsRefusedOrMakesATableThatCanBeReadBack() {
    byte[] whole = bytes(XML);
    Random random = new Random(5);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] file = damaged(whole, random);
      try {
        assertCanBeReadBack(CsvSpec.readIana(file), file);
        read++;
      } catch (RegistryFormatException e) {
        refused++;
      } catch (RuntimeException e) {
        fail("neither read nor refused:\n" + text(file), e);
      }
    }
    assertThat(read).as("files that stayed right").isGreaterThan(20);
    assertThat(refused).as("files that did not").isGreaterThan(20);
  }

  private static void assertCanBeReadBack(PortRegistry iana, byte[] file) {
    byte[] table = iana.csv();
    try {
      PortRegistry again = CsvSpec.read(table);
      assertThat(Arrays.equals(again.csv(), table)).isTrue();
    } catch (RegistryFormatException e) {
      fail("a table that cannot be read back:\n" + text(file) + "\nbecame\n" + text(table), e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
