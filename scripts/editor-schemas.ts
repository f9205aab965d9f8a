import { z } from "zod";

import { ComponentFile } from "../src/domain/component.ts";
import { CountryFile } from "../src/domain/country.ts";
import { ConflictFile, DocumentFacts } from "../src/domain/document.ts";
import { DatasetFile, Indicator } from "../src/domain/indicator.ts";
import { Method, MethodVariant } from "../src/domain/method.ts";
import { RateFile } from "../src/domain/normalised.ts";
import { Scenario } from "../src/domain/scenario.ts";
import { SchemeFile } from "../src/domain/scheme.ts";
import { QuestionFile } from "../src/domain/predicted-questions.ts";
import { Publisher } from "../src/domain/source.ts";

type Schema = Record<string, unknown>;

const files: Record<string, { title: string; schema: z.ZodType }> = {
  "country.schema.json": {
    title: "A country, territory, bloc or region with its sources and facts",
    schema: CountryFile,
  },
  "document-facts.schema.json": { title: "The facts that a digest states", schema: DocumentFacts },
  "questions.schema.json": { title: "Questions by which facts and sentences are found", schema: QuestionFile },
  "conflicts.schema.json": { title: "How facts of several sources stand to each other", schema: ConflictFile },
  "publishers.schema.json": { title: "Who publishes, and how reliable they are", schema: z.array(Publisher) },
  "schemes.schema.json": { title: "How countries are sorted", schema: SchemeFile },
  "method.schema.json": {
    title: "A method: indicators, goalposts, weights, aggregation",
    schema: z.union([Method, MethodVariant]),
  },
  "scenario.schema.json": { title: "A shock under stated assumptions", schema: Scenario },
  "indicator.schema.json": { title: "What an indicator measures", schema: Indicator },
  "datasets.schema.json": { title: "The data sets that observations come from", schema: DatasetFile },
  "components.schema.json": { title: "What the assistant is made of", schema: ComponentFile },
  "rates.schema.json": { title: "Units of a currency to one US dollar", schema: RateFile },
};

/** What an editor shows beside a key. */
const hints: Record<string, string> = {
  claim: "One self-contained sentence in our own words, with one main figure.",
  quantity: "The main figure: { value: 1.3, unit: EUR billion, bound: about, of: what it measures }",
  value: "A plain number; the scale belongs to the unit.",
  unit: "A currency with its scale, or a unit of corpus/units.yaml.",
  bound: "How the figure is meant: exact is the default; range needs low and high.",
  of: "What the figure measures.",
  as_of: 'When the statement is, or was, true or made: "YYYY", "YYYY-MM" or "YYYY-MM-DD"; null when unknown.',
  target_date: "The date of a plan or forecast.",
  status: "How far it has come.",
  certainty: "stated: the publisher is the actor; reported; projected; disputed.",
  source: "The key of a source in this file.",
  locator: "Up to eight words of the page, to find it again.",
  also: "Keys of further sources that say the same.",
  conflicts_with: "Facts with another value for the same quantity, scope and date.",
  supersedes: "Older facts that this one replaces.",
  parties: "Organisations and countries named as supplier, partner or owner.",
  about: "Codes of the countries and blocs it is about, where the file is not one country's.",
  published: 'When it was published: "YYYY", "YYYY-MM" or "YYYY-MM-DD"; null when unknown.',
  asked_as: "How somebody who has not seen the statement may ask for it, in other words than its own.",
  sentence: "A sentence of a digest, as it stands there.",
  title_en: "The title in English, where it is in another language.",
  members: "Codes of the members of a bloc or region.",
  memberships: "Codes of the blocs and regions it belongs to.",
};

/** The JSON Schemas for editors, each as the text of its file in `corpus/schemas`. */
export function editorSchemas(): Map<string, string> {
  return new Map(
    Object.entries(files).map(([name, { title, schema }]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", target: "draft-7" }) as Schema;
      return [name, `${JSON.stringify({ $schema, title, ...(withHints(rest) as Schema) }, null, 2)}\n`];
    }),
  );
}

function withHints(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withHints);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === "properties" ? described(inner as Schema) : withHints(inner),
    ]),
  );
}

function described(properties: Schema): Schema {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      { ...(hints[name] ? { description: hints[name] } : {}), ...(withHints(schema) as Schema) },
    ]),
  );
}
