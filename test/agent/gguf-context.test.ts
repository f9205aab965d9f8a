import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, inject, it } from "vitest";

import { openDesk } from "../../src/desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("the context of a model in a file", () => {
  const created = async (tokens: string) => {
    const file = join(temporaryFolder(), "tiny.gguf");
    writeFileSync(file, "GGUF");
    const environment = { ATTACHE_CONTEXT_TOKENS: tokens };
    return (await openDesk({ home: inject("attacheHome"), environment })).model(file);
  };

  it.each(["abc", "0", "-1", "1.5", "8k"])("is refused where ATTACHE_CONTEXT_TOKENS is %j", async (tokens) => {
    await expect(created(tokens)).rejects.toMatchObject({
      kind: "usage",
      message: `ATTACHE_CONTEXT_TOKENS is "${tokens}", which is no number of tokens.`,
      next: expect.stringContaining("8192"),
    });
  });

  it.each(["", "4096"])("is taken where it is %j", async (tokens) => {
    await expect(created(tokens)).resolves.toMatchObject({ builtin: false });
  });
});
