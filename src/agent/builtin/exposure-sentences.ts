import type { EvidenceLine } from "../evidence-lines.ts";
import type { Understood } from "./understanding.ts";
import type { Sentence } from "./sentence.ts";

const asksDrivers = /\b(?:why|driv\w+|caus\w+|explain\w*|behind|made of|contribut\w+|largest part|how come)\b/iu;
const asksWeakest = /\b(?:weak\w*|bottleneck|layer|link)\b/iu;
const asksDoubt = /\b(?:sure|certain\w*|robust|counter-?argument|doubt|reliab\w+|trust|confiden\w+)\b/iu;
const asksRank = /\b(?:rank\w*|place|position|order)\b/iu;

/**
 * The answer to a question for exposure, from the sentences that the tool computed: for each country its score, or what the
 * shock does; the order of two; what was asked beyond (rank, drivers, weakest layer, doubts).
 */
export function exposureSentences({ text, exposure }: Understood, evidence: EvidenceLine[]): Sentence[] {
  const computed = evidence.filter((line) => line.kind === "computed" && line.part);
  const said = (parts: string[], code?: string): Sentence[] =>
    computed
      .filter((line) => parts.includes(line.part ?? "") && (code === undefined || line.countries.includes(code)))
      .map((line) => ({ text: line.text, evidence: [line.id] }));
  const codes = [...new Set(computed.flatMap((line) => (line.part === "pair" ? [] : line.countries)))];
  if (!exposure || exposure.countries.length === 0) return said(["overview"]);
  const shocked = exposure.scenarios.length > 0;
  const wanted = [
    "insufficient",
    ...(shocked ? ["shock"] : ["score"]),
    ...(asksRank.test(text) ? ["rank"] : []),
    ...(asksDrivers.test(text) ? ["drivers", ...(shocked ? ["loss"] : [])] : []),
    ...(asksWeakest.test(text) ? ["weakest"] : []),
    ...(asksDoubt.test(text) ? ["counter-argument"] : []),
  ];
  const few = codes.length < 3 ? codes : codes.slice(0, 6);
  return [
    ...few.flatMap((code) => said(wanted, code)),
    ...(codes.length > 1 && codes.length < 4 ? said(["pair"]) : []),
    ...said(["reversal"]),
  ];
}
