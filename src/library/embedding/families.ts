import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { AttacheError } from "../../kit/error.ts";
import { readYaml } from "../yaml.ts";

export const Pooling = z.enum(["cls", "mean", "last_token"]);
export type Pooling = z.infer<typeof Pooling>;

const weight = z.number().min(0).max(1);
const Family = z.strictObject({
  family: z.string().min(1),
  names: z.array(z.string().min(3)).min(1),
  pooling: Pooling,
  query: z.string().default(""),
  passage: z.string().default(""),
  lexicalWeight: weight.optional(),
});
const Families = z.strictObject({
  default: Family.omit({ family: true, names: true }).extend({ lexicalWeight: weight }),
  families: z.array(Family),
});

/** How a family of models wants to be called. */
export interface Conventions {
  /** Null where no family is known: then these are mere assumptions. */
  family: string | null;
  pooling: Pooling;
  query: string;
  passage: string;
  lexicalWeight: number;
}

/** The conventions of the first known family that one of these names belongs to, else the default ones. */
export function conventionsOf(names: (string | undefined)[], models: string): Conventions {
  const file = join(models, "embedding-families.yaml");
  if (!existsSync(file))
    throw new AttacheError("corpus", "The file on families of embedding models is not there.", {
      next: "Install Attaché again, or restore corpus/models from the repository.",
    });
  const { default: assumed, families } = readYaml(Families, readFileSync(file, "utf8"), "embedding-families.yaml");
  const plain = names.flatMap((name) => (name ? [folded(name)] : []));
  const found = families.find((family) => family.names.some((part) => plain.some((n) => n.includes(folded(part)))));
  if (!found) return { family: null, ...assumed };
  const { family, pooling, query, passage, lexicalWeight = assumed.lexicalWeight } = found;
  return { family, pooling, query, passage, lexicalWeight };
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}
