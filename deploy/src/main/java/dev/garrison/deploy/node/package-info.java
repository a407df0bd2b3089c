/** The program that runs at a worker's or evaluator's slot. */
package dev.garrison.deploy.node;
