/**
 * What the chart's logic implies about a deployment: facts for rules, and the model that maps and the probe show. Words
 * for people about what is wrong live in rules, and programs' options by version in {@code embedded}.
 */
@NullMarked
package dev.esslint.deployment;

import org.jspecify.annotations.NullMarked;
