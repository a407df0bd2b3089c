/** Runs on another machine's parameter server: submitted, watched, left and picked up again. */
package dev.garrison.cluster.submit;
