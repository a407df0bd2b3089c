/**
 * Line charts in a grid, as PNG and SVG, for papers and slides: told apart by colour, dashes and
 * markers alike. Works in a Java without a display; needs its desktop part and a font.
 */
package dev.garrison.runner.figures;
