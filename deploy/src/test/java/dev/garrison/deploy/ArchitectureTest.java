package dev.garrison.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.garrison.cluster.tls.CertificateAuthority;
import dev.garrison.deploy.node.NodeMain;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md says about deploying; the rest is tested in the runner. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.garrison");

  @Test
  void nobodyDependsOnDeploy() {
    classes()
        .that()
        .resideInAPackage("dev.garrison.deploy..")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAPackage("dev.garrison.deploy..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.garrison.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheAuthoritySeesTheLibraryThatIssuesCertificates() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(CertificateAuthority.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(CLASSES);
  }

  @Test
  void onlyEntryPointsEndTheProcess() {
    noClasses()
        .that()
        .resideInAPackage("dev.garrison.deploy..")
        .and()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(NodeMain.class.getName())
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
