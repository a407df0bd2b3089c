/**
 * {@code bin/signsgd}: distributed SGD, signSGD and Signum under blind and Byzantine adversaries,
 * with the command line of the published study, made by the runner's training.
 */
package dev.garrison.runner.signsgd;
