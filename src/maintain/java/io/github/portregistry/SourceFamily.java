package io.github.portregistry;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who stands behind a source, so that two pages of one maker count once.
 *
 * <p>On a host of repositories it is the owner, elsewhere the domain that was registered, without
 * its ending: {@code github.com/elastic} and {@code www.elastic.co} are one family.
 */
final class SourceFamily {

  private static final Set<String> OWNERS_BY_PATH =
      Set.of(
          "github.com",
          "raw.githubusercontent.com",
          "gist.github.com",
          "gitlab.com",
          "codeberg.org",
          "bitbucket.org",
          "hub.docker.com");

  private static final Set<String> OWNERS_BY_HOST =
      Set.of("github.io", "gitlab.io", "readthedocs.io", "googlesource.com", "sourceforge.net");

  /**
   * What stands before a country's ending and is registered by many, as in {@code example.co.uk}.
   */
  private static final Set<String> SHARED_ENDINGS = Set.of("co", "com", "org", "net", "ac", "gov");

  private SourceFamily() {}

  /**
   * Returns the family of a source.
   *
   * @throws IllegalArgumentException if {@code url} is no address with a host
   */
  static String of(String url) {
    URI address = URI.create(url.replace("|", "%7C"));
    if (address.getHost() == null) {
      throw new IllegalArgumentException("expected an address with a host, but found " + url);
    }
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (OWNERS_BY_PATH.contains(host)) {
      return List.of(address.getPath().split("/", -1)).get(1).toLowerCase(Locale.ROOT);
    }
    List<String> labels = List.of(host.split("\\.", -1));
    int last = labels.size() - 1;
    if (last < 1) {
      return host;
    }
    String domain = labels.get(last - 1) + "." + labels.get(last);
    boolean deeper =
        last > 1
            && (OWNERS_BY_HOST.contains(domain)
                || (labels.get(last).length() == 2
                    && SHARED_ENDINGS.contains(labels.get(last - 1))));
    return labels.get(deeper ? last - 2 : last - 1);
  }
}
