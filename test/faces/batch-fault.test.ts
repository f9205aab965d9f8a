import { describe, expect, it } from "vitest";
import { z } from "zod";

import { lineFault } from "../../src/faces/cli/batch-fault.ts";

const Line = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  turns: z.array(z.string()).optional(),
});

describe("a line of a batch that cannot be read", () => {
  it.each<[unknown, string, RegExp]>([
    [{ id: 1 }, 'Line 3 has no "question".', /"question": …/],
    [{ question: "x" }, 'Line 3 has no "id".', /^Add it: \{"id": …\}\.$/],
    [{ id: 1, question: 7 }, 'Line 3 has a "question" that is not text.', /Mend/],
    [{ id: 1, question: "x", turns: "y" }, 'Line 3 has a "turns" that is not a list.', /Mend/],
    [{ id: 1, question: "x", turns: [7] }, 'Line 3 has a "turns" that cannot be used.', /turns\[0\]/],
    [{ id: null, question: "x" }, 'Line 3 has a "id" that cannot be used.', /Mend/],
    ["text", "Line 3 is no object.", /Write an object/],
    [null, "Line 3 is no object.", /Write an object/],
  ])("is told in plain words: %j", (value, message, next) => {
    const { error } = Line.safeParse(value);
    if (!error) throw new Error("it can be read");
    expect(lineFault(error, value, 3)).toMatchObject({
      kind: "usage",
      message,
      next: expect.stringMatching(next),
    });
  });
});
