package io.github.portregistry.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown if the answer cannot be written, so that the rest of it is not computed. */
final class OutputFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean unread;

  /**
   * Creates a failure.
   *
   * @param unread whether the reader has closed the pipe, as {@code | head} does
   */
  OutputFailure(IOException cause, boolean unread) {
    super(String.valueOf(cause.getMessage()), cause);
    this.unread = unread;
  }

  /** Whether the reader has closed the pipe, which is not a failure of the command. */
  boolean isUnread() {
    return unread;
  }

  /** Returns the failure to write that caused another failure; null if it had another cause. */
  static @Nullable OutputFailure behind(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof OutputFailure)) {
      cause = cause.getCause();
    }
    return (OutputFailure) cause;
  }
}
