import { readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { packageRoot } from "../../../home.ts";
import type { Egress } from "../../../kit/egress.ts";
import { quoted } from "../../../kit/error.ts";

/** Settings of the self-test and the ports that model servers usually have; `corpus/models/doctor.json`. */
const Settings = z.strictObject({
  needleTokens: z.number().int().positive(),
  usualServers: z.array(z.strictObject({ name: z.string(), address: z.url(), models: z.string().optional() })),
});

export function doctorSettings(): z.output<typeof Settings> {
  return Settings.parse(JSON.parse(readFileSync(join(packageRoot(), "corpus", "models", "doctor.json"), "utf8")));
}

export interface FoundServer {
  name: string;
  address: string;
  answers: boolean;
  /** What to give to --model, one for each model it has. */
  models: string[];
}

const patience = 3;
const Models = z.object({ data: z.array(z.object({ id: z.string() })) });
const Tags = z.object({ models: z.array(z.object({ name: z.string() })) });

/** Looks at the usual ports of this machine, because the user asked for it with --probe; at no other host. */
export async function probeServers(egress: Egress, signal: AbortSignal): Promise<FoundServer[]> {
  return Promise.all(
    doctorSettings().usualServers.map(async ({ name, address, models: usage }) => {
      const native = usage === "ollama:NAME";
      const path = native ? "/api/tags" : "/models";
      const fetch = egress.fetchFor(new URL(address), { name, kind: "model", idleSeconds: patience });
      try {
        const response = await fetch(`${address}${path}`, { signal });
        const said: unknown = await response.json();
        const names = native
          ? Tags.parse(said).models.map((model) => `ollama:${model.name}`)
          : Models.parse(said).data.map((model) => `${address}#${model.id}`);
        return { name, address, answers: true, models: names.map((model) => printable(model)) };
      } catch {
        signal.throwIfAborted();
        return { name, address, answers: false, models: [] };
      }
    }),
  );
}

// A name comes from a stranger: one line, no control characters.
function printable(name: string): string {
  return quoted(name, 120).slice(1, -1);
}
