import { findFigures } from "../../domain/figures.ts";
import { contentStems } from "../../library/words.ts";
import type { Candidate } from "./candidates.ts";
import type { Asked, Knowledge } from "./understanding.ts";
import type { Ranked } from "./rank.ts";

const fewest = 3;

/**
 * Sentences that say the same of other countries or firms as the best one does: "France is Tier 2" beside "Japan is Tier 2".
 * Who asks for all of which something holds is answered by all of them. Empty where there are not three, or where the
 * question asks of one by name.
 */
export function familyOf(asked: Asked, ranked: Ranked[], knowledge: Knowledge, gap: number): Ranked[] {
  const [best] = ranked;
  const several = ["list", "who", "count"].some((intent) => asked.intents.includes(intent as "list"));
  if (!best || !several || asked.countries.some(({ country }) => best.candidate.line.countries.includes(country)))
    return [];
  const shape = shapeOf(best.candidate, knowledge);
  const alike = ranked.filter(
    (entry) => entry.score >= best.score - gap && shapeOf(entry.candidate, knowledge) === shape,
  );
  const ofEach = new Map(alike.map((entry) => [entry.candidate.line.countries.join(" "), entry]));
  return ofEach.size >= fewest ? [...ofEach.values()] : [];
}

// What a sentence says, whoever it says it of: its stems without places, suppliers and measured figures.
function shapeOf({ text }: Candidate, { gazetteer, suppliers }: Knowledge): string {
  const spans = [
    ...gazetteer.mentions(text),
    ...suppliers.mentions(text),
    ...findFigures(text).filter((figure) => figure.kind === "quantity" && figure.unit !== ""),
  ];
  if (spans.length === 0) return text;
  const bare = text.replace(/[\s\S]/g, (letter, at: number) =>
    spans.some(({ start, end }) => at >= start && at < end) ? " " : letter,
  );
  return contentStems(bare.replace(/['’]s\b/g, " ")).join(" ");
}
