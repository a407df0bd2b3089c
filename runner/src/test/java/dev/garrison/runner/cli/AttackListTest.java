package dev.garrison.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.garrison.core.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackListTest {
  @Test
  void argumentsBelongToTheNameBeforeThem() {
    assertEquals(
        List.of("none", "little,z:1.5,sign:1", "empire"),
        AttackList.parse("none, little,z:1.5,sign:1,empire"));
  }

  @Test
  void commasInParenthesesDoNotSeparate() {
    assertEquals(List.of("own,inner:(a,b:1)", "zero"), AttackList.parse("own,inner:(a,b:1),zero"));
  }

  @Test
  void theSameNameWithOtherArgumentsIsAnotherAttack() {
    assertEquals(List.of("little", "little,z:1"), AttackList.parse("little,little,z:1"));
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | expected names between commas, like little,empire, got \"\"",
        "nan, | expected names between commas, like little,empire, got \"nan,\"",
        "nan,,inf | expected names between commas, like little,empire, got \"nan,,inf\"",
        "nan,inf,nan | \"nan\" is given twice",
      })
  void refuses(String text, String expected) {
    UserException e = assertThrows(UserException.class, () -> AttackList.parse(text));
    assertEquals("--attacks: " + expected, e.getMessage());
  }
}
