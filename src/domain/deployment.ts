import { z } from "zod";

import { ComponentLayer, ComponentSupplier, Kept, ReplacementTime } from "./component.ts";
import { Band } from "./exposure.ts";

/** A part of this deployment, with what the installation says of it. */
export const Component = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  layer: ComponentLayer,
  does: z.string(),
  supplier: ComponentSupplier,
  knownFrom: z.string(),
  /** SPDX ids or an expression of them; or the words that stand for a licence. */
  licence: z.string(),
  kept: Kept,
  needed: z.enum(["run", "install"]),
  /** The host that answers, null where it runs on this machine. */
  host: z.string().nullable(),
  without: z.object({ supplier: z.string(), licence: z.string(), host: z.string().nullable() }),
  replace: z.object({ with: z.string(), takes: ReplacementTime }),
});
export type Component = z.infer<typeof Component>;

/** Where a host stands to the user's own jurisdiction; `undeclared` counts as abroad. */
export const HostStanding = z.enum(["this-machine", "home", "abroad", "undeclared"]);
export type HostStanding = z.infer<typeof HostStanding>;

/** A host that may be called. */
export const CalledHost = z.object({
  host: z.string(),
  caller: z.string(),
  /** As the user declared it; never guessed. */
  jurisdiction: z.string().nullable(),
  standing: HostStanding,
});
export type CalledHost = z.infer<typeof CalledHost>;

const Layers = z.record(z.string(), z.number().nullable());

export const DeploymentExposure = z.object({
  method: z.object({ method: z.string(), version: z.string(), title: z.string(), score: z.string() }),
  runs: z.number().int(),
  seed: z.number().int(),
  score: z.number(),
  band: Band.nullable(),
  /** The score if all that is not known were as good as it can be; null where all is known. */
  atBest: z.number().nullable(),
  /** The lowest layer, its level, and the hosts or parts that pull it down. */
  weakest: z.object({
    layer: z.string(),
    title: z.string(),
    score: z.number(),
    level: z.number().int(),
    label: z.string(),
    because: z.array(z.string()),
  }),
  layers: z.array(
    z.object({
      layer: z.string(),
      title: z.string(),
      score: z.number().nullable(),
      /** Points of exposure that come from it (Shapley value); the layers sum to the score. */
      adds: z.number().nullable(),
    }),
  ),
  references: z.array(
    z.object({
      deployment: z.string(),
      title: z.string(),
      score: z.number().nullable(),
      band: Band.nullable(),
      layers: Layers,
    }),
  ),
});
export type DeploymentExposure = z.infer<typeof DeploymentExposure>;

/** What `describe_deployment` gives: what the assistant is made of, whom it may call, and how exposed that makes it. */
export const DeploymentReport = z.object({
  /** Sentences that stand alone; each can be cited. */
  statements: z.array(z.string()),
  model: z.string(),
  embedding: z.string(),
  /** The user's own jurisdiction as declared. */
  home: z.string().nullable(),
  hosts: z.array(CalledHost),
  telemetry: z.object({ sends: z.array(z.string()), notes: z.array(z.string()) }),
  /** What is kept on this machine, and where. */
  stays: z.array(z.object({ what: z.string(), where: z.string(), there: z.boolean(), detail: z.string() })),
  components: z.array(Component),
  licences: z.object({
    packages: z.number().int(),
    counts: z.array(z.object({ licence: z.string(), packages: z.number().int() })),
    attention: z.array(z.object({ of: z.string(), licence: z.string(), why: z.string() })),
  }),
  exposure: DeploymentExposure,
  notes: z.array(z.string()),
});
export type DeploymentReport = z.infer<typeof DeploymentReport>;
