/** The parameter server's node: takes runs from clients and executes them here. */
package dev.garrison.runner.serve;
