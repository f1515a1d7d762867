package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Tries null for each component of a record. */
final class NullComponents {

  private NullComponents() {}

  /**
   * Checks that a record can be made again with null for each of some components, and that null for
   * any other is refused with the name of the component.
   */
  static void areRefusedBut(Record example, String... nullable) {
    RecordComponent[] components = example.getClass().getRecordComponents();
    assertThat(Arrays.stream(components).map(RecordComponent::getName).toList())
        .containsAll(List.of(nullable));
    for (int i = 0; i < components.length; i++) {
      if (components[i].getType().isPrimitive()) {
        continue;
      }
      String name = components[i].getName();
      int at = i;
      if (Set.of(nullable).contains(name)) {
        assertThat(withNull(example, components, at)).isNotNull();
      } else {
        assertThatNullPointerException()
            .as("%s of %s", name, example.getClass())
            .isThrownBy(() -> withNull(example, components, at))
            .withMessage(name);
      }
    }
  }

  private static Object withNull(Record example, RecordComponent[] components, int at) {
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = i == at ? null : components[i].getAccessor().invoke(example);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = example.getClass().getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new AssertionError(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record without its constructor", e);
    }
  }
}
