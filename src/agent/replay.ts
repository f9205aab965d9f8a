import type { Answer } from "../domain/answer.ts";
import { callTool } from "../kit/call-tool.ts";
import type { Desk } from "../kit/desk.ts";
import { asAttacheError } from "../kit/error.ts";
import type { Tool } from "../kit/tool.ts";
import { answerOf } from "./agent.ts";
import { addConflictPartners, matchOf } from "./first-retrieval.ts";
import { Gate } from "./gate.ts";
import { Ledger } from "./ledger.ts";
import type { RunRecord } from "./run-log.ts";

/** A run made again from its record. */
export interface Replayed {
  answer: Answer;
  /** Is the answer the same, byte for byte, as the one that was given? */
  same: boolean;
  /** Fields of the answer that differ. */
  differs: string[];
  /** What is not as it was then: program, corpus, embedding. */
  changed: { what: string; before: string; now: string }[];
}

/**
 * Makes a logged run again without its model: the same tool calls are made, the sentences that the model wrote are
 * checked again against what they find, and the answer is put together anew. Where program, corpus and index are the
 * same, the answer is the same to the byte; where it is not, this says what changed.
 */
export async function replay(
  record: RunRecord,
  setting: {
    desk: Desk;
    tools: Tool[];
    vocabulary: Map<string, number>;
    versions: RunRecord["versions"];
    signal?: AbortSignal | undefined;
  },
): Promise<Replayed> {
  const { desk, tools, signal } = setting;
  const ledger = new Ledger(record.run);
  for (const { name, input } of record.calls) {
    const tool = tools.find((candidate) => candidate.name === name);
    if (!tool) continue;
    try {
      const output = await callTool(tool, input, { desk, signal });
      const query = typeof output.query === "string" ? output.query : undefined;
      ledger.add(tool.evidence(output), (item) => matchOf(item, query));
    } catch (thrown) {
      // A call that was refused then is refused now, and found nothing either time.
      const error = asAttacheError(thrown);
      if (error.kind !== "usage" && error.kind !== "not-found") throw error;
    }
  }
  if (record.searched) addConflictPartners(ledger, desk);
  const gate = new Gate(record.searched, ledger, desk, () => {});
  await gate.take(record.written, record.offered);
  const { shown, gaps } = gate;
  const answer = answerOf(
    { shown, gaps, ledger, remarks: record.remarks, searched: record.searched },
    { run: record.run, model: record.answer.model },
    desk,
    setting.vocabulary,
  );
  const fields = Object.keys({ ...record.answer, ...answer }) as (keyof Answer)[];
  return {
    answer,
    same: JSON.stringify(answer) === JSON.stringify(record.answer),
    differs: fields.filter((field) => JSON.stringify(answer[field]) !== JSON.stringify(record.answer[field])),
    changed: (["attache", "corpus", "embedding"] as const)
      .filter((what) => record.versions[what] !== setting.versions[what])
      .map((what) => ({ what, before: record.versions[what], now: setting.versions[what] })),
  };
}
