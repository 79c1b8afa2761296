package dev.esslint.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.esslint.text.SourceException;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.set.SetExpression;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyArgumentsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void each_argument_adds_to_what_those_before_it_have_made() throws SourceException {
    long half = allocated(2_000);
    long whole = allocated(4_000);
    assertTrue(whole < 2.6 * half, whole + " bytes for twice as many as " + half);
  }

  /** What merging so many arguments allocates. */
  private static long allocated(int count) throws SourceException {
    List<Layer> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(Trees.argument(SetExpression.Kind.SET, "labels.l" + i + "=v"));
    }
    Layer.Defaults defaults = new Layer.Defaults("1.0.0", Trees.document("{}").root());
    long before = THREADS.getCurrentThreadAllocatedBytes();
    ResolvedValues values = ResolvedValues.of(arguments, defaults);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertEquals(count, ((MapValue) values.at(ValuePath.of("labels")).orElseThrow()).entries().size());
    return allocated;
  }
}
