package io.github.portregistry.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The answer cannot be written: what would come after it need not be made. */
final class OutputFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean unread;

  /**
   * Creates a failure.
   *
   * @param unread whether nobody reads any more, as after {@code | head}
   */
  OutputFailure(IOException cause, boolean unread) {
    super(String.valueOf(cause.getMessage()), cause);
    this.unread = unread;
  }

  /** Whether nobody reads any more, which is no failure of the command. */
  boolean isUnread() {
    return unread;
  }

  /** The failure to write by which something else failed; null if it failed otherwise. */
  static @Nullable OutputFailure behind(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof OutputFailure)) {
      cause = cause.getCause();
    }
    return (OutputFailure) cause;
  }
}
