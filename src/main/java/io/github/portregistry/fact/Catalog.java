package io.github.portregistry.fact;

import io.github.portregistry.RegistryDate;

/**
 * A catalog: a source that was searched for every System Port.
 *
 * @param id what {@code in-use-signals.csv} calls it
 * @param name how it is called
 * @param version which version was consulted
 * @param consulted when
 * @param whatItTells what being in it means, after the name of a source: "dissects", "opens"
 * @param source where it can be had
 */
public record Catalog(
    String id,
    String name,
    String version,
    RegistryDate consulted,
    String whatItTells,
    String source) {}
