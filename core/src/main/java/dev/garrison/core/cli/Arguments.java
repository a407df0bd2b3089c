package dev.garrison.core.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import dev.garrison.core.NearestName;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.UserException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.AmbiguousOptionException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * The words of one command line, read as typed values with messages made for a person. Options are
 * named without their two dashes. Immutable.
 */
public final class Arguments {
  private final CommandLine line;

  private Arguments(CommandLine line) {
    this.line = line;
  }

  /**
   * Reads a command line.
   *
   * @throws UserException for an unknown or ambiguous option, a missing value, a stray word
   */
  public static Arguments parse(Options options, String... words) {
    CommandLine line = line(options, words);
    if (!line.getArgList().isEmpty()) {
      throw new UserException(
          "\""
              + line.getArgList().get(0)
              + "\": expected an option; options begin with --, see --help");
    }
    return new Arguments(line);
  }

  /**
   * Reads a command line on which words stand for themselves, before, between or behind options.
   *
   * @param operands names of these words, in their order, for messages
   * @throws UserException also for a word too many; one that is missing shows at {@link #operand}
   */
  public static Arguments parse(Options options, List<String> operands, String... words) {
    CommandLine line = line(options, words);
    List<String> given = line.getArgList();
    if (given.size() > operands.size()) {
      throw new UserException(
          "\"%s\": expected an option or nothing after %s; see --help"
              .formatted(given.get(operands.size()), String.join(" ", operands)));
    }
    return new Arguments(line);
  }

  private static CommandLine line(Options options, String... words) {
    CommandLine line;
    try {
      line =
          DefaultParser.builder()
              .setStripLeadingAndTrailingQuotes(false)
              .get()
              .parse(options, words);
    } catch (AmbiguousOptionException e) {
      throw new UserException(
          e.getOption() + ": ambiguous; could be " + String.join(", ", e.getMatchingOptions()), e);
    } catch (UnrecognizedOptionException e) {
      throw new UserException(unknown(options, e.getOption()), e);
    } catch (MissingArgumentException e) {
      throw new UserException(
          "--"
              + e.getOption().getLongOpt()
              + ": expected "
              + e.getOption().getArgName()
              + ", got nothing",
          e);
    } catch (ParseException e) {
      throw new UserException(e.getMessage(), e);
    }
    refuseRepetition(line);
    return line;
  }

  /**
   * A word that stands for itself.
   *
   * @param index its place among those, from 0
   * @param name in messages
   * @param remedy what to do where it was not given
   */
  public String operand(int index, String name, String remedy) {
    List<String> given = line.getArgList();
    if (index >= given.size()) {
      throw new UserException(name + ": missing; " + remedy);
    }
    return given.get(index);
  }

  /** Whether an option was given. */
  public boolean has(String option) {
    return line.hasOption(option);
  }

  /** An option's value; empty if it was not given. */
  public Optional<String> text(String option) {
    return Optional.ofNullable(line.getOptionValue(option));
  }

  /**
   * An option's value.
   *
   * @param remedy what to do where it was not given
   */
  public String required(String option, String remedy) {
    return text(option)
        .orElseThrow(() -> new UserException("--" + option + ": missing; " + remedy));
  }

  /** All values of an option that takes several; empty if it was not given. */
  public ImmutableList<String> all(String option) {
    String[] values = line.getOptionValues(option);
    return values == null ? ImmutableList.of() : ImmutableList.copyOf(values);
  }

  /** An option's value as an integer that is at least {@code least}. */
  public int integer(String option, int fallback, int least) {
    return text(option).map(value -> checkInteger(option, value, least)).orElse(fallback);
  }

  /** A word among an option's values as an integer that is at least {@code least}. */
  public int checkInteger(String option, String value, int least) {
    Integer number = Ints.tryParse(value);
    if (number == null || number < least) {
      String bound = least == Integer.MIN_VALUE ? "an integer" : "an integer >= " + least;
      throw new UserException("--" + option + ": expected " + bound + ", got \"" + value + "\"");
    }
    return number;
  }

  /** An option's value as an integer of 64 bits. */
  public long whole(String option, long fallback) {
    return text(option)
        .map(
            value ->
                Optional.ofNullable(Longs.tryParse(value))
                    .orElseThrow(
                        () ->
                            new UserException(
                                "--" + option + ": expected an integer, got \"" + value + "\"")))
        .orElse(fallback);
  }

  /** An option's value as a finite number. */
  public double real(String option, double fallback) {
    return text(option)
        .map(
            value ->
                Optional.ofNullable(Doubles.tryParse(value))
                    .filter(Doubles::isFinite)
                    .orElseThrow(
                        () ->
                            new UserException(
                                "--" + option + ": expected a number, got \"" + value + "\"")))
        .orElse(fallback);
  }

  /** A path; empty if absent or {@code -}. */
  public Optional<Path> path(String option) {
    return text(option).filter(value -> !value.equals("-")).map(value -> path(option, value));
  }

  /** A word among an option's values as a path. */
  public static Path path(String option, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new UserException("--" + option + ": not a path: \"" + value + "\"", e);
    }
  }

  /** A plugin in the one-string form, with the split form's arguments added. */
  public Optional<PluginSpec> plugin(String option) {
    List<String> args = all(option + "-args");
    if (!has(option)) {
      return Optional.empty();
    }
    return Optional.of(spec(option, line.getOptionValue(option), args));
  }

  /**
   * A plugin named by an option.
   *
   * @param args the arguments of the split form
   */
  public static PluginSpec spec(String option, String text, List<String> args) {
    try {
      return PluginSpec.parse(text).with(args);
    } catch (UserException e) {
      throw new UserException("--" + option + " " + e.getMessage(), e);
    }
  }

  /**
   * The command line once more, every option by its full name.
   *
   * @param except long names of options that are left out
   */
  public ImmutableList<String> words(Set<String> except) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    for (Option option : line.getOptions()) {
      String name = "--" + option.getLongOpt();
      if (except.contains(option.getLongOpt())) {
        continue;
      }
      if (option.hasArg() && !option.hasArgs() && option.getValue() != null) {
        // One word: a value may begin with a hyphen
        words.add(name + "=" + option.getValue());
      } else {
        words.add(name).addAll(option.getValuesList());
      }
    }
    return words.build();
  }

  private static void refuseRepetition(CommandLine line) {
    for (Option option : line.getOptions()) {
      long times = Arrays.stream(line.getOptions()).filter(other -> other.equals(option)).count();
      if (times > 1 && option.hasArg() && !option.hasArgs()) {
        throw new UserException(
            "--" + option.getLongOpt() + ": given " + times + " times; give it once");
      }
    }
  }

  private static String unknown(Options options, String typed) {
    List<String> known = options.getOptions().stream().map(Option::getLongOpt).toList();
    String name = typed.replaceFirst("^-+", "").replaceFirst("=.*", "");
    return NearestName.of(name, known)
        .map(match -> "unknown option " + typed + "; did you mean --" + match + "?")
        .orElse("unknown option " + typed + "; see --help");
  }
}
