import { aggregate } from "./aggregate.ts";
import { ofSeveral } from "./of-several.ts";
import { namesMeant } from "./one-of-each.ts";
import { rank } from "./rank.ts";
import type { Sentence } from "./sentence.ts";
import type { Together } from "./together.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import type { Weights } from "./weights.ts";

/** What is to be calculated from sentences that answer together: from their figures alone; empty where it cannot be. */
export function workedOut(
  asked: Asked,
  together: Together | undefined,
  knowledge: Knowledge,
  weights: Weights,
): Sentence[] {
  if (together === undefined || asked.arithmetic === null) return [];
  const operands = together.entries.map(({ candidate }) => candidate);
  // What is not found for each of the things listed is not worked out for some of them.
  const several = ofSeveral(asked, operands, knowledge, weights);
  if (several) return several;
  const forValues = { ...valuesAsked(asked), nameGroups: namesMeant(asked, knowledge) };
  return aggregate(forValues, rank(forValues, operands, knowledge, weights), knowledge, weights);
}

/** What is to be calculated is not what the sentences say: they are to have figures, whatever the unit of the result. */
export function valuesAsked(asked: Asked): Asked {
  const { arithmetic } = asked;
  if (arithmetic === null || arithmetic === "count") return asked;
  const ofResult =
    arithmetic === "interval" || asked.wanted?.units.some((unit) => unit === "percent" || unit === "times");
  return { ...asked, intents: ["count"], wanted: ofResult ? null : asked.wanted };
}
