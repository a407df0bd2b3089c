/** Command lines. */
package dev.garrison.core.cli;
