/**
 * Tables as text: CSV, its fields, and how a row of the registry is spelled. Not API: the module
 * does not export it.
 */
@NullMarked
package io.github.portregistry.csv;

import org.jspecify.annotations.NullMarked;
