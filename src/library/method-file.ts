import { z } from "zod";

import { methodFaults } from "../domain/method-faults.ts";
import { isLeaf, Method, MethodVariant, nodeId, type MethodGroup, type MethodNode } from "../domain/method.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import { parseYaml, type ParsedYaml } from "./yaml.ts";

/**
 * Reads a method file. `base` gives the text of the method that a variant extends. Throws `usage` with file, line, column and
 * what was expected.
 */
export function readMethod(text: string, file: string, base?: (id: string) => Method | undefined): Method {
  const parsed = parsedMethod(text, file);
  if (isVariant(parsed.value)) return vary(check(MethodVariant, parsed), parsed, base);
  const method = check(Method, parsed);
  const fault = methodFaults(method)[0];
  if (fault) throw faultAt(parsed, fault.path, fault.message);
  return method;
}

/** A method with other weights, by the id of an indicator or group. Throws `usage` for an id that is not in its index. */
export function withWeights(method: Method, weights: Record<string, number>): Method {
  const known = new Set<string>();
  const index = changed(method.index, (node) => {
    known.add(nodeId(node));
    const weight = weights[nodeId(node)];
    return weight === undefined ? node : { ...node, weight };
  });
  for (const id of Object.keys(weights))
    if (!known.has(id))
      throw new AttacheError("usage", `The method ${quoted(method.method)} has no part ${quoted(id)} to weigh.`, {
        next: `Its parts: ${[...known].join(", ")}.`,
      });
  const varied = { ...method, index: index as MethodGroup };
  const fault = methodFaults(varied)[0];
  if (fault) throw new AttacheError("usage", `With these weights, ${fault.message}.`, { next: "Give other weights." });
  return varied;
}

// A broken file of the user's own is wrong usage, whatever room reads it.
function parsedMethod(text: string, file: string): ParsedYaml {
  try {
    return parseYaml(text, file);
  } catch (thrown) {
    if (!(thrown instanceof AttacheError)) throw thrown;
    throw new AttacheError("usage", thrown.message, {
      next: "Mend the line, then run the command again.",
      cause: thrown,
    });
  }
}

function isVariant(value: unknown): boolean {
  return typeof value === "object" && value !== null && "extends" in value;
}

function check<Schema extends z.ZodType>(schema: Schema, parsed: ParsedYaml): z.output<Schema> {
  const result = schema.safeParse(parsed.value);
  if (result.success) return result.data;
  const issue = deepest(result.error.issues[0]);
  throw faultAt(parsed, issue?.path ?? [], issue?.message ?? "not as the schema asks", result.error);
}

interface Issue {
  path: PropertyKey[];
  message: string;
  code?: string;
  keys?: string[];
  errors?: Issue[][];
}

// Of the branches of a union, the one that fits best says what is wrong: it knows all keys, and has the fewest faults.
function deepest(issue: Issue | undefined): Issue | undefined {
  if (!issue?.errors || issue.errors.length === 0) return withOwnWords(issue);
  const strange = (branch: Issue[]): number => Number(branch.some(({ code }) => code === "unrecognized_keys"));
  const [best] = issue.errors
    .filter((branch) => branch.length > 0)
    .sort((a, b) => strange(a) - strange(b) || a.length - b.length);
  const inner = deepest(best?.[0]);
  return inner ? { ...inner, path: [...issue.path, ...inner.path] } : issue;
}

// The library repeats an unknown key in full, however long it is.
function withOwnWords(issue: Issue | undefined): Issue | undefined {
  const missing = /^Invalid input: expected (\w+), received undefined$/.exec(issue?.message ?? "")?.[1];
  if (issue && missing) return { ...issue, message: `a ${missing} was expected, and nothing is there` };
  if (issue?.code !== "unrecognized_keys") return issue;
  const key = issue.keys?.[0] ?? "";
  return { ...issue, path: [...issue.path, key], message: "there is no such key here" };
}

function faultAt(parsed: ParsedYaml, path: readonly PropertyKey[], message: string, cause?: unknown): AttacheError {
  const shown = path.map(String).join(".");
  return new AttacheError("usage", `${parsed.where(path)}: ${shown ? `${quoted(shown)}: ` : ""}${message}.`, {
    next: "Mend the method file; corpus/methods/README.md describes its parts.",
    cause,
  });
}

function vary(
  variant: MethodVariant,
  parsed: ParsedYaml,
  base: ((id: string) => Method | undefined) | undefined,
): Method {
  const origin = base?.(variant.extends);
  if (!origin) throw faultAt(parsed, ["extends"], `there is no method ${quoted(variant.extends)} to extend`);
  const ids = new Set<string>();
  changed(origin.index, (node) => (ids.add(nodeId(node)), node));
  for (const [key, named] of [
    ["drop", variant.drop],
    ["weights", Object.keys(variant.weights)],
    ["add", variant.add.map((addition) => addition.to)],
  ] as const)
    for (const id of named)
      if (!ids.has(id)) throw faultAt(parsed, [key], `${quoted(id)} is not a part of ${quoted(variant.extends)}`);
  const groups = new Set<string>();
  changed(origin.index, (node) => (isLeaf(node) ? node : (groups.add(node.id), node)));
  for (const { to } of variant.add)
    if (!groups.has(to))
      throw faultAt(parsed, ["add"], `${quoted(to)} is an indicator, and nothing can be added to it`);
  const index = changed(origin.index, (node) => {
    const weight = variant.weights[nodeId(node)] ?? node.weight;
    if (isLeaf(node)) return variant.drop.includes(node.indicator) ? undefined : { ...node, weight };
    const added = variant.add
      .filter((addition) => addition.to === node.id)
      .map((addition) => ({ indicator: addition.indicator, weight: addition.weight }));
    const of = [...node.of, ...added];
    return variant.drop.includes(node.id) || of.length === 0 ? undefined : { ...node, weight, of };
  });
  const { method, version, title, about } = variant;
  const varied: Method = {
    ...origin,
    method,
    version,
    title,
    about: about ?? origin.about,
    indicators: {
      ...origin.indicators,
      ...Object.fromEntries(variant.add.map((addition) => [addition.indicator, addition.define])),
    },
    index: index as MethodGroup,
  };
  const fault = index ? methodFaults(varied)[0] : { message: "nothing is left of the index" };
  if (fault) throw faultAt(parsed, [], fault.message);
  return varied;
}

/** The tree with each node as `change` gives it, the deepest first; undefined takes it out, and a group left empty too. */
function changed(node: MethodNode, change: (node: MethodNode) => MethodNode | undefined): MethodNode | undefined {
  if (isLeaf(node)) return change(node);
  const of = node.of.flatMap((child) => changed(child, change) ?? []);
  return change({ ...node, of });
}
