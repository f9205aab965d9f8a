import { contentStems } from "../../library/words.ts";

const stems = new Set(
  contentStems(
    `share percentage percent per cent proportion portion fraction part ratio multiple factor times total sum combined
    together jointly altogether difference average apiece typical divide larger bigger higher lower smaller many much
    more less fewer amount number figure overall add compare come point lie gap left remain missing count far apart
    along late early begin start end long year roughly state`,
  ),
);

/** Is a stem a word of the asking for a calculation, which says nothing of what is asked about? */
export function isAskingWord(stem: string): boolean {
  return stems.has(stem);
}
