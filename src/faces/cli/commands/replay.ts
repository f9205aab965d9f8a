import { z } from "zod";

import { AttacheError } from "../../../kit/error.ts";
import { defineCommand } from "../command.ts";
import { showAnswer } from "../show-answer.ts";

export default defineCommand({
  group: "Ask",
  summary: "Make a logged run again without its model, and say whether the answer is the same to the byte",
  arguments: [{ name: "<run>", description: "the run's id, as an answer and `attache runs list` show it; or last" }],
  examples: ["replay last"],
  index: true,
  input: z.object({ run: z.string() }),
  async run({ run }, context) {
    const [{ findRun, isWhole, readRuns }, { replay }] = await Promise.all([
      import("../../../agent/run-log.ts"),
      import("../../../agent/replay.ts"),
    ]);
    const desk = await context.desk();
    const record = run === "last" ? readRuns(desk.home).at(-1) : findRun(desk.home, run);
    if (!record)
      throw new AttacheError("not-found", "The log holds no run.", { next: "Ask something first, without --no-log." });
    if (!isWhole(record))
      throw new AttacheError("usage", `The words of run ${record.run} were taken out.`, {
        next: "Only runs that are whole can be made again: attache runs list",
      });
    if (!Array.isArray(record.written))
      throw new AttacheError(
        "usage",
        `Run ${record.run} was logged by an earlier version, without the model's sentences.`,
        {
          next: "Ask its question again; runs from now on can be made again.",
        },
      );
    const result = await replay(record, {
      desk,
      tools: desk.tools,
      vocabulary: (await desk.knowledge()).vocabulary,
      versions: desk.versions,
      signal: context.signal,
    });
    context.show({ run: record.run, at: record.at, question: record.question, ...result }, () =>
      showAnswer(result.answer, context.terminal.out),
    );
    const changes = result.changed.map(({ what, before, now }) => `${what} ${before}, now ${now}`);
    context.note(
      result.same
        ? `Run ${record.run}: the same answer, byte for byte.`
        : `Run ${record.run}: the answer differs in ${result.differs.join(", ")}. ${changes.length > 0 ? `Changed since: ${changes.join("; ")}.` : "Program, corpus and embedding are as they were."}`,
    );
    return result.same ? 0 : 1;
  },
});
