/**
 * Reads and writes tables as text: CSV, {@code /etc/services}, and the fields of a registry row.
 * Start with {@code CsvText}. Not API: the module does not export this package.
 */
@NullMarked
package io.github.portregistry.csv;

import org.jspecify.annotations.NullMarked;
