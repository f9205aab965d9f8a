import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import type { Answer, Turn } from "../domain/answer.ts";
import { AttacheError, quoted } from "../kit/error.ts";
import type { WrittenSentence } from "./sentences-in-text.ts";

/** What is kept of a run so that it can be looked at and replayed without its model. */
export interface RunRecord {
  run: string;
  at: string;
  question: string;
  standalone: string;
  searched: string;
  turns: Turn[];
  /** The model that was asked; `answer.model` is the one that wrote the answer. */
  model: string;
  calls: { name: string; input: unknown }[];
  /** Ids that a hosted model saw; empty where the built-in model wrote. */
  offered: string[];
  /** The model's sentences before they were checked. */
  written: WrittenSentence[];
  remarks: string[];
  answer: Answer;
  dropped: { text: string; verdict: string; reason: string }[];
  versions: { attache: string; corpus: string; embedding: string };
}

/** A run whose words were taken out: what remains says that it was, when, with what. */
export interface RedactedRecord {
  run: string;
  at: string;
  redacted: true;
  model: string;
  status: Answer["status"];
  versions: RunRecord["versions"];
}

export type KeptRecord = RunRecord | RedactedRecord;

const keptDays = 90;
const day = 86_400_000;

/**
 * Appends a run to this month's log in the data folder; the first run of a day also removes those older than runs are
 * kept (ATTACHE_KEEP_RUNS days, 90 if unset). A folder that cannot be written costs the log, not the answer.
 */
export function logRun(
  home: string,
  record: RunRecord,
  { environment, now }: { environment: Record<string, string | undefined>; now: Date },
): boolean {
  try {
    const folder = folderIn(home);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${record.at.slice(0, 7)}.jsonl`);
    const before = existsSync(file) ? statSync(file) : undefined;
    // After a line that a crash cut short, a new one begins.
    const gap = before && before.size > 0 && !endsWithLine(file, before.size) ? "\n" : "";
    appendFileSync(file, `${gap}${JSON.stringify(record)}\n`);
    const firstOfDay = before?.mtime.toISOString().slice(0, 10) !== now.toISOString().slice(0, 10);
    if (firstOfDay) pruneRuns(home, now.getTime() - daysKept(environment) * day);
    return true;
  } catch {
    return false;
  }
}

/** How many days runs are kept. Throws `usage` where ATTACHE_KEEP_RUNS is no number of days: ask before a run is made. */
export function daysKept(environment: Record<string, string | undefined>): number {
  const wanted = environment.ATTACHE_KEEP_RUNS;
  if (!wanted) return keptDays;
  const days = Number(wanted);
  if (!(days > 0))
    throw new AttacheError("usage", `ATTACHE_KEEP_RUNS is ${quoted(wanted)}, which is no number of days.`, {
      next: `Set it to a number such as ${keptDays}, or unset it; --no-log keeps no run.`,
    });
  return days;
}

/** Every run in the log, oldest first; lines that a crash cut short are left out. */
export function readRuns(home: string): KeptRecord[] {
  return filesIn(home).flatMap((file) => linesOf(file).map(({ record }) => record));
}

/** One run by its id, or by how it begins. Throws `not-found` when there is none, or several. */
export function findRun(home: string, id: string): KeptRecord {
  const runs = readRuns(home).filter((record) => record.run.startsWith(id));
  const [only] = runs;
  if (only && runs.length === 1) return only;
  throw new AttacheError(
    "not-found",
    runs.length > 1 ? `Several runs begin with ${quoted(id)}.` : `There is no run ${quoted(id)} in the log.`,
    { next: "See: attache runs list" },
  );
}

/** Takes the words out of the runs that `which` names; the log keeps that they were. Gives how many. */
export function redactRuns(home: string, which: (record: RunRecord) => boolean): number {
  return rewrite(home, (record) => (isWhole(record) && which(record) ? redacted(record) : record));
}

/** Removes runs older than `before` (milliseconds since 1970). Gives how many. */
export function pruneRuns(home: string, before: number): number {
  return rewrite(home, (record) => (Date.parse(record.at) < before ? undefined : record));
}

/** Does a record still have its words? */
export function isWhole(record: KeptRecord): record is RunRecord {
  return !("redacted" in record);
}

function redacted({ run, at, model, answer, versions }: RunRecord): RedactedRecord {
  return { run, at, redacted: true, model, status: answer.status, versions };
}

// A file is written aside and moved into place, so that a crash leaves the old log or the new one.
function rewrite(home: string, change: (record: KeptRecord) => KeptRecord | undefined): number {
  let changes = 0;
  for (const file of filesIn(home)) {
    const lines = linesOf(file);
    const kept = lines.flatMap(({ record, text }) => {
      const next = change(record);
      if (next !== record) changes += 1;
      return next === undefined ? [] : [next === record ? text : JSON.stringify(next)];
    });
    if (kept.length === lines.length && kept.every((text, index) => text === lines[index]?.text)) continue;
    if (kept.length === 0) {
      rmSync(file);
      continue;
    }
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, `${kept.join("\n")}\n`);
    renameSync(aside, file);
  }
  return changes;
}

function endsWithLine(file: string, size: number): boolean {
  const last = Buffer.alloc(1);
  const opened = openSync(file, "r");
  readSync(opened, last, 0, 1, size - 1);
  closeSync(opened);
  return last.toString() === "\n";
}

function linesOf(file: string): { record: KeptRecord; text: string }[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .flatMap((text) => {
      try {
        const record: unknown = JSON.parse(text);
        return isRecord(record) ? [{ record, text }] : [];
      } catch {
        return [];
      }
    });
}

function isRecord(value: unknown): value is KeptRecord {
  const { run, at } = (value ?? {}) as Partial<KeptRecord>;
  return typeof run === "string" && typeof at === "string";
}

function filesIn(home: string): string[] {
  const folder = folderIn(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}\.jsonl$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function folderIn(home: string): string {
  return join(home, "runs");
}
