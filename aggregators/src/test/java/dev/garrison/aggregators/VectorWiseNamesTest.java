package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.garrison.core.Bindings;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules that look at whole rows, as users name them. */
class VectorWiseNamesTest {
  private final PluginRegistry registry = PluginRegistry.load(List.of(Aggregator.KIND), List.of());

  @AfterEach
  void close() {
    registry.close();
  }

  private Aggregator create(String spec) {
    Bindings bindings =
        Bindings.none()
            .with(Cohort.class, new Cohort(11, 2))
            .with(Seed.class, new Seed(1))
            .with(TrustedGradient.class, Rows::trusted)
            .with(TrustedWorkers.class, TrustedWorkers.of(11, 4, 10));
    return registry.create(Aggregator.KIND, PluginSpec.parse(spec), bindings);
  }

  @Test
  void everyRuleIsFoundByItsNames() {
    Map<String, Class<?>> names =
        Map.ofEntries(
            Map.entry("geometric-median", GeometricMedian.class),
            Map.entry("rfa,iterations:10,tolerance:1e-3,nu:0.1", GeometricMedian.class),
            Map.entry("geomed", GeometricMedian.class),
            Map.entry("cge", Cge.class),
            Map.entry("monna", Monna.class),
            Map.entry("monna,trusted:10", Monna.class),
            Map.entry("fltrust", Fltrust.class),
            Map.entry("centered-clipping", CenteredClipping.class),
            Map.entry("cclip,tau:1,iterations:3", CenteredClipping.class),
            Map.entry("minimum-diameter-averaging", MinimumDiameterAveraging.class),
            Map.entry("mda", MinimumDiameterAveraging.class),
            Map.entry("brute", MinimumDiameterAveraging.class),
            Map.entry("caf", Caf.class),
            Map.entry("smea", Smea.class),
            Map.entry("aksel,mode:half", Aksel.class),
            Map.entry("aksel,mode:n-f", Aksel.class),
            Map.entry("dnc,rounds:2,sample:100,c:1.5", Dnc.class),
            Map.entry("divide-and-conquer", Dnc.class),
            Map.entry("signguard", Signguard.class),
            Map.entry("clustering", Clustering.class),
            Map.entry("clipped-clustering", Clustering.class));
    names.forEach((name, type) -> assertInstanceOf(type, create(name)));
  }

  @Test
  void mistakesAreExplained() {
    Map<String, String> mistakes =
        Map.of(
            "monna,trusted:0",
            "monna: needs a trusted worker, got 0; declared are 4, 10; add it to --trusted-workers",
            "cclip,tau:0",
            "centered-clipping: needs tau > 0, got 0.0",
            "dnc,c:6",
            "dnc: needs c * f < n, got c=6.0, f=2, n=11",
            "rfa,nu:0",
            "geometric-median: needs nu > 0, got 0.0");
    mistakes.forEach(
        (spec, message) ->
            assertEquals(
                message, assertThrows(UserException.class, () -> create(spec)).getMessage()));
  }

  @Test
  void whatNobodyProvidesIsNamed() {
    Bindings bindings = Bindings.none().with(Cohort.class, new Cohort(11, 2));
    Map<String, String> missing =
        Map.of(
            "fltrust", "the server's own gradient on examples it trusts (TrustedGradient)",
            "monna", "workers declared trusted (TrustedWorkers)");
    missing.forEach(
        (rule, what) ->
            assertEquals(
                rule + ": needs " + what + ", which is not provided here; provided: Cohort",
                assertThrows(
                        UserException.class,
                        () -> registry.create(Aggregator.KIND, PluginSpec.of(rule), bindings))
                    .getMessage()));
  }
}
