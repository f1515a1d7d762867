package io.github.portregistry.fact;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is loaded on first use; a failed load fails the same way each time. A class rather
 * than a function, so that no lambda is linked before the first answer.
 */
public abstract class Loaded<T> {

  private boolean done;
  private @Nullable T value;
  private @Nullable RuntimeException failure;

  protected Loaded() {}

  /** Returns a value that needs no loading. */
  static <T> Loaded<T> of(T value) {
    return new Loaded<>() {
      @Override
      protected T load() {
        return value;
      }
    };
  }

  /** Returns a value that a function loads. */
  public static <T> Loaded<T> by(Supplier<T> loading) {
    return new Loaded<>() {
      @Override
      protected T load() {
        return loading.get();
      }
    };
  }

  /** Loads the value; called once, unless it ends with an error such as a lack of memory. */
  protected abstract T load();

  public final synchronized T get() {
    if (!done) {
      try {
        value = load();
      } catch (RuntimeException e) {
        failure = e;
      }
      done = true;
    }
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(value);
  }
}
