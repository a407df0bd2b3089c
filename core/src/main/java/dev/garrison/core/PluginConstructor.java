package dev.garrison.core;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.stream.Collectors;

/** The one public constructor of a plugin (or argument group), read by reflection. */
final class PluginConstructor {
  private final Class<?> type;
  private final Constructor<?> constructor;

  private PluginConstructor(Class<?> type, Constructor<?> constructor) {
    this.type = type;
    this.constructor = constructor;
  }

  /**
   * @throws UserException if the class cannot be a plugin
   */
  static PluginConstructor of(Class<?> type) {
    Constructor<?>[] constructors = type.getConstructors();
    if (constructors.length != 1) {
      throw new UserException(
          type.getName()
              + ": a plugin has one public constructor, this class has "
              + constructors.length);
    }
    return new PluginConstructor(type, constructors[0]);
  }

  /** Arguments in the order of the parameters, groups opened. */
  ImmutableList<ArgDescription> arguments() {
    ImmutableList.Builder<ArgDescription> all = ImmutableList.builder();
    for (Parameter parameter : constructor.getParameters()) {
      if (parameter.isAnnotationPresent(ArgGroup.class)) {
        all.addAll(of(parameter.getType()).arguments());
      } else if (parameter.isAnnotationPresent(Arg.class)) {
        all.add(describe(parameter));
      }
    }
    return all.build();
  }

  /** Types of the parameters that are no arguments, in order. */
  ImmutableList<Class<?>> provided() {
    ImmutableList.Builder<Class<?>> all = ImmutableList.builder();
    for (Parameter parameter : constructor.getParameters()) {
      if (!parameter.isAnnotationPresent(ArgGroup.class)
          && !parameter.isAnnotationPresent(Arg.class)) {
        all.add(parameter.getType());
      }
    }
    return all.build();
  }

  /**
   * Builds the object.
   *
   * @param name as the user knows the plugin, for messages
   * @throws UserException for a bad argument, or when the constructor refuses its values
   */
  Object create(String name, Map<String, String> args, Bindings bindings) {
    ImmutableList<ArgDescription> known = arguments();
    for (String key : args.keySet()) {
      if (known.stream().noneMatch(argument -> argument.name().equals(key))) {
        throw new UserException(name + ": unknown argument \"" + key + "\"; " + list(known));
      }
    }
    return instantiate(name, args, bindings);
  }

  private Object instantiate(String name, Map<String, String> args, Bindings bindings) {
    Parameter[] parameters = constructor.getParameters();
    Object[] values = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      values[i] = value(name, parameters[i], args, bindings);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IllegalArgumentException) {
        String message = String.valueOf(cause.getMessage());
        throw new UserException(
            message.startsWith(name + ":") ? message : name + ": " + message, cause);
      }
      Throwables.throwIfUnchecked(cause);
      throw new UserException(name + ": cannot be built: " + cause, cause);
    } catch (ReflectiveOperationException e) {
      throw new UserException(type.getName() + ": cannot be built: " + e, e);
    }
  }

  private Object value(
      String name, Parameter parameter, Map<String, String> args, Bindings bindings) {
    if (parameter.isAnnotationPresent(ArgGroup.class)) {
      return of(parameter.getType()).instantiate(name, args, bindings);
    }
    Arg arg = parameter.getAnnotation(Arg.class);
    if (arg != null) {
      return argument(name, parameter, arg, args.get(arg.name()));
    }
    return bindings
        .get(parameter.getType())
        .orElseThrow(() -> notProvided(name, parameter.getType(), bindings));
  }

  private UserException notProvided(String name, Class<?> wanted, Bindings bindings) {
    Provided known = wanted.getAnnotation(Provided.class);
    String subject =
        known == null
            ? type.getName() + ": constructor parameter of type " + wanted.getSimpleName() + " is"
            : name + ": needs " + known.value() + " (" + wanted.getSimpleName() + "), which is";
    return new UserException(subject + " not provided here; provided: " + bindings.types());
  }

  private Object argument(String name, Parameter parameter, Arg arg, String given) {
    ArgType argType = argType(parameter);
    String text = given;
    if (text == null) {
      if (argType.optional() != null) {
        return argType.absent();
      }
      if (arg.value().equals(Arg.NONE)) {
        throw new UserException(name + ": argument " + describe(parameter) + " is missing");
      }
      text = arg.value();
    }
    Object parsed = argType.parse(text);
    if (parsed == null || !inRange(argType, arg, text)) {
      throw new UserException(
          name + ": argument " + describe(parameter) + ": got \"" + text + "\"");
    }
    return parsed;
  }

  private static boolean inRange(ArgType argType, Arg arg, String text) {
    if (!argType.isNumber()) {
      return true;
    }
    double number = Double.parseDouble(text);
    return number >= arg.min() && number <= arg.max();
  }

  private ArgDescription describe(Parameter parameter) {
    Arg arg = parameter.getAnnotation(Arg.class);
    ArgType argType = argType(parameter);
    String fallback =
        argType.optional() != null
            ? "unset"
            : arg.value().equals(Arg.NONE) ? "required" : arg.value();
    return new ArgDescription(arg.name(), argType.describe(), range(arg), fallback, arg.help());
  }

  private ArgType argType(Parameter parameter) {
    return ArgType.of(parameter.getParameterizedType(), type.getName());
  }

  private static String range(Arg arg) {
    if (Double.isInfinite(arg.min()) && Double.isInfinite(arg.max())) {
      return "";
    }
    String low = Double.isInfinite(arg.min()) ? "(-inf" : "[" + number(arg.min());
    String high = Double.isInfinite(arg.max()) ? "inf)" : number(arg.max()) + "]";
    return low + ", " + high;
  }

  private static String number(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e15
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }

  private static String list(ImmutableList<ArgDescription> known) {
    return known.isEmpty()
        ? "it has no arguments"
        : "arguments: "
            + known.stream().map(ArgDescription::toString).collect(Collectors.joining(", "));
  }
}
