package dev.garrison.experiments.models;

import dev.garrison.experiments.Model;

class Resnet18Test extends ResnetContract {
  @Override
  Model model(Norm norm) {
    return new Resnet18(norm);
  }

  @Override
  int dimension() {
    return 11_689_512;
  }

  @Override
  ResidualOracle oracle(Norm norm) {
    return new ResidualOracle(false, new int[] {2, 2, 2, 2}, norm);
  }
}
