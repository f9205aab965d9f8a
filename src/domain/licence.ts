import { z } from "zod";

import { fold } from "./text.ts";

/** What a model's licence allows: any use, some uses, none but calling it; `unknown` where the record is silent. */
export const LicenceClass = z.enum(["permissive", "restricted", "proprietary", "unknown"]);
export type LicenceClass = z.infer<typeof LicenceClass>;

const Phrases = z.array(z.string().min(2).max(60)).max(100);

/** `corpus/licences.yaml`: phrases of claims and what they say of a model's licence, the stricter class first. */
export const LicenceFile = z.strictObject({
  classes: z
    .array(z.strictObject({ class: LicenceClass.exclude(["unknown"]), self_hostable: z.boolean(), phrases: Phrases }))
    .max(20)
    .default([]),
  open_weights: Phrases.default([]),
});
export type LicenceFile = z.infer<typeof LicenceFile>;

export interface Licence {
  class: LicenceClass;
  /** Can the weights be run on one's own machines? null: not known. */
  selfHostable: boolean | null;
}

/**
 * The licence that a claim states. The first class of the file with a phrase in the claim counts; where none has one,
 * a word for open weights still says that the model can be self-hosted, under terms unknown.
 */
export function licenceOf(claim: string, file: LicenceFile): Licence {
  const text = spaced(claim);
  const holds = (phrase: string): boolean => text.includes(spaced(phrase));
  const found = file.classes.find((entry) => entry.phrases.some(holds));
  if (found) return { class: found.class, selfHostable: found.self_hostable };
  return { class: "unknown", selfHostable: file.open_weights.some(holds) ? true : null };
}

// Words between blanks, so that a phrase is found as whole words only.
function spaced(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}.]+/gu, " ")
    .replace(/\.(?!\d)/g, " ")
    .replace(/\s+/g, " ")
    .trim()} `;
}
