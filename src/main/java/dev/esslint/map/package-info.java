/** The model of a deployment for people and programs: tables, JSON and pictures. */
@NullMarked
package dev.esslint.map;

import org.jspecify.annotations.NullMarked;
