package dev.garrison.experiments.models;

import static dev.garrison.experiments.models.Oracle.dense;
import static dev.garrison.experiments.models.Oracle.relu;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.DataShape;
import dev.garrison.experiments.Model;
import org.junit.jupiter.api.Test;

class LinregnetTest extends ModelContract {
  @Override
  Model model() {
    return new Linregnet();
  }

  @Override
  DataShape data() {
    return REGRESSION;
  }

  @Override
  Oracle.Net net() {
    return (x, w) -> dense(relu(dense(x, w[0], w[1])), w[2], w[3]);
  }

  @Override
  int dimension() {
    return 881;
  }

  @Override
  void checkStart(String name, float[] values, int fanIn) {
    checkFanInUniform(name, values, fanIn);
  }

  @Test
  void fitsRegressionsOnly() {
    assertTrue(model().fits(REGRESSION));
    assertFalse(model().fits(POINTS));
  }
}
