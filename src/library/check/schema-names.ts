/** JSON Schemas for editors, as their files in `corpus/schemas` are called. */
export const schemaNames = [
  "country.schema.json",
  "document-facts.schema.json",
  "questions.schema.json",
  "conflicts.schema.json",
  "publishers.schema.json",
  "schemes.schema.json",
  "rates.schema.json",
  "method.schema.json",
  "scenario.schema.json",
  "indicator.schema.json",
  "datasets.schema.json",
  "components.schema.json",
];
