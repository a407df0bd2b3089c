/**
 * {@code bin/plot}: figures of runs that were made, those of {@code bin/signsgd} or the runner's.
 */
package dev.garrison.runner.plot;
