package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableSortedMap;
import dev.garrison.runner.signsgd.Method;
import java.nio.file.Path;

/**
 * The runs behind one curve of a figure, which differ by their seed alone.
 *
 * @param optimizer of the runs
 * @param blind number of blind adversaries
 * @param byzantine number of Byzantine adversaries
 * @param folders by seed; empty if there is none
 * @param unfinished how far those among them are that have not come to their end, by seed
 */
record Cell(
    Method optimizer,
    int blind,
    int byzantine,
    ImmutableSortedMap<Long, Path> folders,
    ImmutableSortedMap<Long, String> unfinished) {}
