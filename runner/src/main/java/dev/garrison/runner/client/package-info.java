/** Runs on another machine's parameter server, seen from here. */
package dev.garrison.runner.client;
