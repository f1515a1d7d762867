package io.github.portregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
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
        assertThat(valuesOf(withNull(example, components, at), components))
            .as("%s of %s", name, example.getClass())
            .isEqualTo(valuesWithNull(example, components, at));
      } else {
        assertThatNullPointerException()
            .as("%s of %s", name, example.getClass())
            .isThrownBy(() -> withNull(example, components, at))
            .withMessage(name);
      }
    }
  }

  private static List<Object> valuesOf(Object record, RecordComponent[] components) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      try {
        values.add(component.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("a record without an accessor", e);
      }
    }
    return values;
  }

  private static List<Object> valuesWithNull(Record example, RecordComponent[] components, int at) {
    List<Object> values = valuesOf(example, components);
    values.set(at, null);
    return values;
  }

  private static Object withNull(Record example, RecordComponent[] components, int at) {
    try {
      Object[] values = valuesWithNull(example, components, at).toArray();
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
