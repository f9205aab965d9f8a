import { z } from "zod";

import { apa } from "./citation-apa.ts";
import { bibtex, bibtexKey } from "./citation-bibtex.ts";
import { chicago } from "./citation-chicago.ts";
import type { CslItem } from "./citation-item.ts";
import { ris } from "./citation-ris.ts";

/** How a source can be cited: two styles to read, three formats for reference managers. */
export const CitationStyle = z.enum(["apa", "chicago", "bibtex", "ris", "csl"]);
export type CitationStyle = z.infer<typeof CitationStyle>;

export interface CitationOptions {
  /** Show the access date in APA and Chicago even where a source has a date of its own. */
  showAccessed?: boolean;
}

/** One text for each source, in the order given; the keys of BibTeX entries are unique among them. */
export function citations(items: CslItem[], style: CitationStyle, { showAccessed }: CitationOptions = {}): string[] {
  const keys = new Map<string, number>();
  return items.map((item) => {
    switch (style) {
      case "apa":
        return apa(item, showAccessed);
      case "chicago":
        return chicago(item, showAccessed);
      case "bibtex": {
        const key = bibtexKey(item.id);
        const count = (keys.get(key.toLowerCase()) ?? 0) + 1;
        keys.set(key.toLowerCase(), count);
        return bibtex(item, count > 1 ? `${key}+${count}` : key);
      }
      case "ris":
        return ris(item);
      case "csl":
        return JSON.stringify(item);
    }
  });
}
