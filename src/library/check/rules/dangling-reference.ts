import { quoted } from "../../../kit/error.ts";
import { mapping, type CheckedCorpus } from "../checked-corpus.ts";
import { defineRule } from "../define-rule.ts";
import type { Found, Place } from "../finding.ts";

export default defineRule({
  summary: "A reference to a source, fact, sentence or country that is not there",
  level: "error",
  *check(corpus) {
    yield* sources(corpus);
    yield* facts(corpus);
    yield* questions(corpus);
    yield* countries(corpus);
  },
});

function* sources({ facts, digests, unread }: CheckedCorpus): Generator<Found> {
  const documents = new Set([...digests.map((digest) => digest.record.id), ...unread]);
  for (const fact of facts) {
    const own = mapping(mapping(fact.file.value).sources);
    const named: [key: string, place: () => Place][] = [
      [fact.record.source, () => fact.at("source")],
      ...fact.record.also.map((key, index): [string, () => Place] => [key, () => fact.at("also", index)]),
    ];
    for (const [key, place] of named)
      if (!Object.hasOwn(own, key) && !documents.has(key))
        yield {
          place: place(),
          message: `${fact.record.id}: the source ${quoted(key)} is not in this file`,
          mend: "Add it under sources:, or correct the key",
        };
  }
}

function* facts({ facts, conflicts, schemes, rates, unread }: CheckedCorpus): Generator<Found> {
  const known = new Set([...facts.map((fact) => fact.record.id), ...unread]);
  const missing = function* (of: string, ids: string[], place: (index: number) => Place): Generator<Found> {
    for (const [index, id] of ids.entries())
      if (!known.has(id))
        yield {
          place: place(index),
          message: `${of}: there is no fact ${quoted(id)}`,
          mend: "Correct the id, or take it out",
        };
  };
  for (const { record, at } of facts)
    for (const key of ["conflicts_with", "supersedes"] as const)
      yield* missing(`${record.id}, ${key}`, record[key], (index) => at(key, index));
  for (const { record, at } of conflicts)
    for (const key of ["facts", "country_facts"] as const)
      yield* missing(`${record.id}, ${key}`, record[key], (index) => at(key, index));
  for (const { record, at } of schemes)
    for (const [index, { country, scheme, fact }] of record.assignments.entries())
      yield* missing(`${country}, ${scheme}`, [fact], () => at("assignments", index, "fact"));
  for (const { record, at } of rates)
    for (const [currency, { fact }] of Object.entries(record.rates))
      if (fact) yield* missing(`The rate of ${currency}`, [fact], () => at("rates", currency, "fact"));
}

function* questions({ facts, questions, digests, unread }: CheckedCorpus): Generator<Found> {
  const known = new Set([...facts.map((fact) => fact.record.id), ...unread]);
  const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
  const texts = digests.map(({ file }) => oneLine(file.body.text));
  for (const { record, at } of questions) {
    const statements = "together" in record ? record.together : [record];
    for (const [index, statement] of statements.entries()) {
      const place = (key: string): Place => ("together" in record ? at("together", index, key) : at(key));
      if ("fact" in statement) {
        if (!known.has(statement.fact))
          yield {
            place: place("fact"),
            message: `There is no fact ${quoted(statement.fact)} to be asked for`,
            mend: "Correct the id, or take the entry out",
          };
      } else if (texts.length > 0 && !texts.some((text) => text.includes(oneLine(statement.sentence))))
        yield {
          place: place("sentence"),
          message: `No digest has the sentence ${quoted(statement.sentence)}`,
          mend: "Write it as it stands in the digest, or take the entry out",
        };
    }
  }
}

function* countries({ facts, countries, schemes, suppliers, files }: CheckedCorpus): Generator<Found> {
  const known = new Set([
    ...countries.map((entry) => entry.record.country),
    ...files.filter((file) => file.form === "country").map((file) => file.path.slice("countries/".length, -5)),
  ]);
  const unknown = (of: string, code: string, place: Place): Found => ({
    place,
    message: `${of}: there is no file for ${quoted(code)}`,
    mend: `Correct the code, or add countries/${/^[A-Z]{3}$/.test(code) ? code : "XXX"}.yaml`,
  });
  for (const { record, at } of countries)
    for (const key of ["memberships", "neighbours"] as const)
      for (const [index, code] of record[key].entries())
        if (!known.has(code)) yield unknown(`${record.country}, ${key}`, code, at(key, index));
  for (const { record, at } of facts)
    for (const [index, code] of (record.about ?? []).entries())
      if (!known.has(code)) yield unknown(`${record.id}, about`, code, at("about", index));
  for (const { record, at } of suppliers)
    for (const [index, { name, jurisdiction }] of record.suppliers.entries())
      if (!known.has(jurisdiction))
        yield unknown(`${name}, jurisdiction`, jurisdiction, at("suppliers", index, "jurisdiction"));
  for (const { record, at } of schemes)
    for (const [index, { country, scheme, value }] of record.assignments.entries()) {
      if (!known.has(country)) yield unknown(`Assignment of ${scheme}`, country, at("assignments", index, "country"));
      if (!Object.hasOwn(record.schemes[scheme].values, value))
        yield {
          place: at("assignments", index, "value"),
          message: `${country}: ${scheme} has no value ${quoted(value)}`,
          mend: `Use one of ${Object.keys(record.schemes[scheme].values).join(", ")}`,
        };
    }
}
