package dev.garrison.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.garrison.runner.redteam.RedTeam;
import dev.garrison.runner.signsgd.SignSgd;
import org.junit.jupiter.api.Test;

/** The one-way dependencies of docs/architecture.md. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.garrison");

  @Test
  void modulesDependOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy("dev.garrison.core..")
        .layer("aggregators")
        .definedBy("dev.garrison.aggregators..")
        .layer("attacks")
        .definedBy("dev.garrison.attacks..")
        .layer("experiments")
        .definedBy("dev.garrison.experiments..")
        .layer("cluster")
        .definedBy("dev.garrison.cluster..")
        .layer("runner")
        .definedBy("dev.garrison.runner..")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("aggregators")
        .mayOnlyAccessLayers("core")
        .whereLayer("attacks")
        .mayOnlyAccessLayers("core", "aggregators")
        .whereLayer("experiments")
        .mayOnlyAccessLayers("core")
        .whereLayer("cluster")
        .mayOnlyAccessLayers("core", "aggregators", "attacks", "experiments")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.garrison.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheGraphsSeeTensorFlow() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.garrison.experiments..",
            "dev.garrison.runner.optimizers..",
            "dev.garrison.runner.state..",
            "dev.garrison.runner.records..",
            "dev.garrison.runner.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tensorflow..")
        .check(CLASSES);
  }

  @Test
  void onlyTheClusterKnowsTheNetwork() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.garrison.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.grpc..", "com.google.protobuf..")
        .check(CLASSES);
  }

  @Test
  void librariesBelowTheRunnerLogThroughTheApiOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.logging.log4j.core..")
        .check(CLASSES);
  }

  @Test
  void onlyEntryPointsEndTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(RedTeam.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(SignSgd.class.getName())
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
