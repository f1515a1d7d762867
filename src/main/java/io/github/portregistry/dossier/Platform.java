package io.github.portregistry.dossier;

/** An operating system for which a dossier has commands to check a port by hand. */
public enum Platform {
  /** Linux, in any distribution. */
  LINUX("Linux"),
  /** Apple's macOS. */
  MACOS("macOS"),
  /** Microsoft Windows. */
  WINDOWS("Windows");

  private final String label;

  Platform(String label) {
    this.label = label;
  }

  /**
   * Returns the name of the system as its makers write it.
   *
   * @return {@code Linux}, {@code macOS} or {@code Windows}
   */
  public String label() {
    return label;
  }

  /**
   * Returns the system that this program runs on.
   *
   * @return the system according to the property {@code os.name}; {@link #LINUX} for any other
   *     system, because its commands are probably similar
   */
  public static Platform current() {
    return named(System.getProperty("os.name", ""));
  }

  /** Returns the system for a value of os.name. */
  static Platform named(String osName) {
    if (osName.startsWith("Mac") || osName.startsWith("Darwin")) {
      return MACOS;
    }
    return osName.startsWith("Windows") ? WINDOWS : LINUX;
  }
}
