import { jsonrepair } from "jsonrepair";

/** A tool call as a model meant it. */
export interface MeantCall {
  tool: string;
  input: Record<string, unknown>;
}

const longestText = 20_000;
const mostCalls = 4;
/** Places that look like JSON and are none; after so many a text is no use. */
const mostFailures = 30;
/** No call and no list of sentences is nested so deeply; mending one that is takes seconds. */
const deepest = 16;

/**
 * Tool calls that a model printed as text, which weak models and templates without tools do: bare JSON, in a fence, in
 * `<tool_call>` tags or after `[TOOL_CALLS]`, in any of the usual shapes, slightly broken or not. Only names of
 * `tools` count, whatever their case and dashes; the arguments are checked by whoever makes the call.
 */
export function callsInText(text: string, tools: string[]): MeantCall[] {
  const byName = new Map(tools.map((name) => [folded(name), name]));
  const meant = jsonIn(text.slice(0, longestText)).flatMap((value) => callsOf(value, byName));
  const seen = new Set<string>();
  return meant
    .filter((call) => {
      const key = JSON.stringify(call);
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, mostCalls);
}

/** Is this text a tool call, or part of one, rather than a sentence? Such text is never shown. */
export function looksLikeCall(text: string): boolean {
  return (
    /<\/?(?:tool_(?:call|response)|function)\b|<\|[a-z_]+\|>|\[TOOL_CALLS\]|```/.test(text) ||
    /\b[a-z]+(?:_[a-z]+)+(?:\.call)?\(/.test(text) ||
    /["'](?:arguments|parameters|tool_calls?|function)["']\s*:/.test(text) ||
    /^\s*[[{]/.test(text)
  );
}

/** Every JSON object or list in a text, mended where a small thing is wrong with it. */
export function jsonIn(text: string): unknown[] {
  const found: unknown[] = [];
  let failures = 0;
  for (let at = nextOpening(text, 0); at >= 0 && failures < mostFailures;) {
    const end = endOf(text, at);
    const value = parsed(text.slice(at, end));
    if (value !== undefined) found.push(value);
    else failures += 1;
    at = nextOpening(text, value === undefined ? at + 1 : end);
  }
  return found;
}

function nextOpening(text: string, from: number): number {
  const offset = text.slice(from).search(/[[{]\s*["'{[\]}a-z]/);
  return offset < 0 ? -1 : from + offset;
}

// Behind the matching bracket, outside of strings; the end of the text where it is missing, `from` where it is too deep.
function endOf(text: string, from: number): number {
  let depth = 0;
  let quote: string | undefined;
  for (let at = from; at < text.length && depth <= deepest; at += 1) {
    const sign = text[at];
    if (sign === "\\") at += 1;
    else if (quote) quote = sign === quote ? undefined : quote;
    else if (sign === '"') quote = sign;
    else if (sign === "{" || sign === "[") depth += 1;
    else if ((sign === "}" || sign === "]") && (depth -= 1) === 0) return at + 1;
  }
  return depth > deepest ? from : text.length;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      const value: unknown = JSON.parse(jsonrepair(text));
      return typeof value === "object" && value !== null ? value : undefined;
    } catch {
      return undefined;
    }
  }
}

function callsOf(value: unknown, byName: Map<string, string>, depth = 0): MeantCall[] {
  if (depth > 3 || typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => callsOf(item, byName, depth + 1));
  const record = value as Record<string, unknown>;
  const nested = record.tool_calls ?? record.function ?? record.tool_call;
  if (typeof nested === "object") return callsOf(nested, byName, depth + 1);
  const said = record.name ?? record.tool ?? record.tool_name ?? record.action;
  const tool = typeof said === "string" ? byName.get(folded(said)) : undefined;
  const input = objectOf(record.arguments ?? record.parameters ?? record.input ?? record.args ?? {});
  return tool && input ? [{ tool, input }] : [];
}

// Arguments are an object, or one written as a string.
function objectOf(value: unknown): Record<string, unknown> | undefined {
  const object = typeof value === "string" ? parsed(value) : value;
  return typeof object === "object" && object !== null && !Array.isArray(object)
    ? (object as Record<string, unknown>)
    : undefined;
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}
