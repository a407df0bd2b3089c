package dev.garrison.experiments.models;

import static dev.garrison.experiments.models.Oracle.dense;
import static dev.garrison.experiments.models.Oracle.relu;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.DataShape;
import dev.garrison.experiments.Model;
import org.junit.jupiter.api.Test;

class LogregnetTest extends ModelContract {
  @Override
  Model model() {
    return new Logregnet();
  }

  @Override
  DataShape data() {
    return POINTS;
  }

  @Override
  Oracle.Net net() {
    return (x, w) -> dense(relu(dense(x, w[0], w[1])), w[2], w[3]);
  }

  @Override
  int dimension() {
    return 922;
  }

  @Override
  void checkStart(String name, float[] values, int fanIn) {
    checkFanInUniform(name, values, fanIn);
  }

  @Test
  void fitsAnyClassificationButNoRegression() {
    assertTrue(model().fits(IMAGES));
    assertTrue(model().fits(POINTS));
    assertFalse(model().fits(REGRESSION));
  }
}
