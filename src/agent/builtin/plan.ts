import type { Understood } from "./understanding.ts";

export interface PlannedCall {
  tool: string;
  input: Record<string, unknown>;
}

/** The calls a question needs beyond the first search: the exposure asked for, and a search a part, a country, a named source. */
export function planCalls(question: Understood): PlannedCall[] {
  const { whole, parts } = question;
  const calls: PlannedCall[] = [];
  const search = (query: string, narrowed: Record<string, unknown>): void => {
    calls.push({ tool: "search_corpus", input: { query: query.slice(0, 2000), ...narrowed } });
  };
  const { exposure, sides } = question;
  if (exposure) {
    const countries = exposure.countries.slice(0, 8);
    calls.push({ tool: "compute_exposure", input: { countries, scenarios: exposure.scenarios.slice(0, 3) } });
  }
  if (whole.corrected) search(`${whole.text} ${whole.corrected}`, { limit: 15 });
  // The first search was for the question as it was written, slips, names of documents and all.
  if (whole.query !== question.written) search(whole.query, { limit: 20 });
  for (const side of sides) search(side.query, { limit: 12 });
  if (parts.length > 1) for (const part of parts) search(part.query, { limit: 14 });
  if (whole.countries.length > 1)
    for (const country of whole.countries.slice(0, 6)) search(whole.query, { countries: [country.country], limit: 10 });
  else if (whole.countries.length === 1 && whole.countries[0])
    search(whole.query, { countries: [whole.countries[0].country], kinds: ["fact"], limit: 20 });
  for (const part of parts) if (part.sources.length > 0) search(part.query, { sources: part.sources, limit: 20 });
  const several = ["list", "comparison", "who", "count"].some((intent) => whole.intents.includes(intent as "list"));
  if (several || whole.arithmetic) {
    search(whole.query, { kinds: ["fact"], limit: 25 });
    // Of what holds of many, the many are not all on the first page.
    if (whole.intents.some((intent) => intent === "list" || intent === "who"))
      search(whole.query, { kinds: ["fact"], limit: 25, cursor: "25" });
  }
  return calls;
}
