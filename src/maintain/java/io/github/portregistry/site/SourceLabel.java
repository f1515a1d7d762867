package io.github.portregistry.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a link to a source is called: short, and another for each file of one host. */
final class SourceLabel {

  /** Of a longer path only the end is shown. */
  private static final int LONGEST_PATH = 48;

  private static final Pattern RFC =
      Pattern.compile("https://www\\.rfc-editor\\.org/(?:rfc|info)/rfc(\\d+)[^/]*");

  private static final Pattern REPOSITORY =
      Pattern.compile("https://(?:github|gitlab)\\.com/([^/]+)/([^/#]+)/?(?:-/)?(.*)");

  /** A file of a repository at a commit, tag or branch. */
  private static final Pattern FILE = Pattern.compile("(?:blob|tree|raw)/[^/]+/?(.*)");

  private static final Pattern ADDRESS = Pattern.compile("https?://(?:www\\.)?([^/]+)(.*)");

  private SourceLabel() {}

  /** Whether a source is an address, and not a name. */
  static boolean isAddress(String source) {
    return ADDRESS.matcher(source).matches() && source.indexOf(' ') < 0;
  }

  /** Returns the label of an address, such as {@code kubo docs/config.md}. */
  static String of(String address) {
    Matcher rfc = RFC.matcher(address);
    if (rfc.matches()) {
      return "RFC " + rfc.group(1);
    }
    String plain = withoutFragment(address);
    Matcher repository = REPOSITORY.matcher(plain);
    if (repository.matches()) {
      return repository(repository);
    }
    Matcher host = ADDRESS.matcher(plain);
    return host.matches() ? host.group(1) + shortened(stripped(host.group(2)), "/") : address;
  }

  private static String repository(Matcher repository) {
    String rest = repository.group(3);
    if (rest.isEmpty()) {
      return repository.group(1) + "/" + repository.group(2);
    }
    Matcher file = FILE.matcher(rest);
    String path = stripped(file.matches() ? file.group(1) : rest);
    return repository.group(2) + shortened(path, " ");
  }

  private static String withoutFragment(String address) {
    int hash = address.indexOf('#');
    int query = address.indexOf('?');
    int end = query >= 0 && (hash < 0 || query < hash) ? query : hash;
    return end < 0 ? address : address.substring(0, end);
  }

  private static String stripped(String path) {
    String stripped = path.startsWith("/") ? path.substring(1) : path;
    return stripped.endsWith("/") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  private static String shortened(String path, String before) {
    if (path.isEmpty()) {
      return "";
    }
    if (path.length() <= LONGEST_PATH) {
      return before + path;
    }
    int from = path.indexOf('/', path.length() - LONGEST_PATH);
    String end = from < 0 ? path.substring(path.lastIndexOf('/') + 1) : path.substring(from + 1);
    return before + "…/" + end;
  }
}
