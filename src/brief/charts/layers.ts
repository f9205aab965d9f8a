import type { CountryExposure } from "../../domain/exposure.ts";

/** The layers of all countries, each once, in the order in which they first come. */
export function layersOf(countries: CountryExposure[]): { layer: string; title: string }[] {
  const titles = new Map<string, string>();
  for (const { layer, title } of countries.flatMap(({ layers }) => layers))
    if (!titles.has(layer)) titles.set(layer, title);
  return [...titles].map(([layer, title]) => ({ layer, title }));
}
