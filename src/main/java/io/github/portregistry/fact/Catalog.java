package io.github.portregistry.fact;

import io.github.portregistry.RegistryDate;

/**
 * A catalog: a source that was searched for every System Port.
 *
 * @param id its key in {@code in-use-signals.csv}
 * @param name its name
 * @param version the version that was consulted
 * @param consulted the day of the consultation
 * @param whatItTells a verb that says what a listing means, such as "dissects" or "opens"
 * @param source its address
 */
public record Catalog(
    String id,
    String name,
    String version,
    RegistryDate consulted,
    String whatItTells,
    String source) {}
