import { z } from "zod";

import { contentStems } from "../../library/words.ts";
import { readYaml } from "../../library/yaml.ts";

const Thesaurus = z.strictObject({ groups: z.array(z.array(z.string().min(2).max(60)).min(2).max(20)) });

/** Stem → stems that count as near matches. Of a phrase, all its words lead to the group. */
export type NearWords = Map<string, Set<string>>;

/** Reads `corpus/thesaurus.yaml`. */
export function readThesaurus(text: string, file: string): NearWords {
  const near: NearWords = new Map();
  for (const group of readYaml(Thesaurus, text, file).groups) {
    const single = group.flatMap((entry) => {
      const stems = contentStems(entry);
      return stems.length === 1 ? stems : [];
    });
    for (const stem of single) {
      const others = near.get(stem) ?? new Set<string>();
      for (const other of single) if (other !== stem) others.add(other);
      near.set(stem, others);
    }
  }
  return near;
}
