package io.github.portregistry.fact;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is loaded when it is first asked for; a load that failed fails alike ever after. */
public final class Loaded<T> {

  private @Nullable Supplier<T> loading;
  private @Nullable T value;
  private @Nullable RuntimeException failure;

  Loaded(Supplier<T> loading) {
    this.loading = loading;
  }

  synchronized T get() {
    if (loading != null) {
      try {
        value = loading.get();
      } catch (RuntimeException e) {
        failure = e;
      }
      loading = null;
    }
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(value);
  }
}
