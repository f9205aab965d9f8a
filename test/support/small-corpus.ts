import { createHash } from "node:crypto";

import type { CorpusFile } from "../../src/library/corpus-files.ts";
import { loadCorpus, type Corpus } from "../../src/library/corpus.ts";
import markdown from "../../src/library/readers/markdown.ts";
import { createGazetteer } from "../../src/profiles/gazetteer.ts";

/** Two countries and one digest: small enough to change in a test and to index in no time. */
export const smallCorpusFiles: Record<string, string> = {
  "publishers.yaml": "- {publisher: Gulf Times, kind: newspaper, reliability: C, reason: A daily.}\n",
  "countries/SAU.yaml": `country: SAU
kind: country
name: Saudi Arabia
official_name: Kingdom of Saudi Arabia
aliases: [KSA, Saudi]
adjectives: [Saudi Arabian]
capitals: [Riyadh]
codes: {alpha2: SA}
sources:
  gulf-times-2026:
    title: Humain orders chips
    publisher: Gulf Times
    kind: newspaper
    url: https://example.org/humain
    published: '2026-02-01'
facts:
- id: SAU-001
  topic: chips
  kind: deal
  claim: Humain ordered 18,000 accelerators from NVIDIA for its first data centre.
  quantity: {value: 18000, unit: GPUs}
  as_of: '2025-05-13'
  certainty: reported
  source: gulf-times-2026
- id: SAU-002
  topic: energy
  kind: indicator
  claim: The kingdom plans 6.6 GW of data-centre power by 2034.
  quantity: {value: 6.6, unit: GW}
  as_of: '2026-01'
  certainty: projected
  source: gulf-times-2026
`,
  "countries/ARE.yaml": `country: ARE
kind: country
name: United Arab Emirates
aliases: [UAE, Emirates]
adjectives: [Emirati]
capitals: [Abu Dhabi]
codes: {alpha2: AE}
sources:
  gulf-times-2025:
    title: A campus in Abu Dhabi
    publisher: Gulf Times
    kind: newspaper
    url: https://example.org/campus
    published: '2025-05-22'
facts:
- id: ARE-001
  topic: compute
  kind: project
  claim: G42 is building a 5 GW campus in Abu Dhabi, of which 1 GW serves OpenAI.
  quantity: {value: 5, unit: GW}
  as_of: '2025-05-22'
  certainty: reported
  source: gulf-times-2025
`,
  "documents/essay.md": `---
id: essay
title: On depending wisely
publisher: Gulf Times
kind: newspaper
author: null
published: '2026-03-01'
url: null
language: en
grade: C4
grade_reason: An opinion.
---

# On depending wisely

## What sovereignty is

Sovereignty in artificial intelligence is the power to choose on whom a country depends. It is not autarky, for no country makes every chip that it runs, every model that it serves and every watt that it burns, and those that tried have paid for it dearly.

## What follows for the Gulf

Saudi Arabia and the Emirates buy their accelerators from one supplier in the United States. A licence that is refused in Washington stops a hall in Riyadh, and no money that a fund can spend brings it back before the next licence is granted there.
`,
};

/** The files of the small corpus with some of them changed; `null` leaves a file out. */
export function corpusFiles(changes: Record<string, string | null> = {}): CorpusFile[] {
  return Object.entries({ ...smallCorpusFiles, ...changes })
    .flatMap(([path, content]) => (content === null ? [] : [{ path, content }]))
    .sort((a, b) => a.path.localeCompare(b.path));
}

export function loadSmallCorpus(changes: Record<string, string | null> = {}): Corpus {
  const files = corpusFiles(changes);
  const hash = createHash("sha256").update(JSON.stringify(files)).digest("hex");
  return loadCorpus(files, hash, [markdown], (countries) => {
    const gazetteer = createGazetteer(countries);
    return (text) => [...new Set(gazetteer.mentions(text).map((mention) => mention.country.country))];
  });
}
