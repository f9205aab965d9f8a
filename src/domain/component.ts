import { z } from "zod";

const Text = z.string().min(1).max(600);
const Id = z.string().min(1).max(60);
/** ISO 3166-1 alpha-3, or the code of a bloc. */
export const JurisdictionCode = z.string().length(3);

export const ComponentLayer = z.enum(["program", "weights", "store", "corpus", "installation"]);
export type ComponentLayer = z.infer<typeof ComponentLayer>;

/** How long it takes to replace a part, the quickest first; from `weeks` on a part counts as hard to replace. */
export const ReplacementTime = z.enum(["at-once", "minutes", "hours", "days", "weeks", "months"]);
export type ReplacementTime = z.infer<typeof ReplacementTime>;

export const ComponentSupplier = z.strictObject({
  name: z.string().min(1).max(160),
  /** `self`: the authors of this program; `unknown`: nobody has said. */
  kind: z.enum(["self", "foundation", "community", "company", "unknown"]),
  /** Where it has its seat; null where there is no one seat, or it is not known. */
  jurisdiction: JurisdictionCode.nullable(),
});
export type ComponentSupplier = z.infer<typeof ComponentSupplier>;

/** Data on its use that a part sends without being asked: on which platforms, from which version, unless what is set. */
const Unasked = z.strictObject({
  platforms: z.array(z.string().max(20)).min(1).max(10),
  from_version: z.string().max(20).optional(),
  unless: z.string().max(60).optional(),
});

/** One part of the stack as `corpus/deployment/components.yaml` describes it. */
export const ComponentRecord = z.strictObject({
  id: Id,
  /** Whether it is a part of every deployment; the others are parts of one where they are chosen. */
  always: z.boolean().default(false),
  name: z.string().min(1).max(80),
  layer: ComponentLayer,
  does: Text,
  /** Installed packages it is made of; `others`: all that no other part names. */
  packages: z.union([z.literal("others"), z.array(z.string().max(120)).max(20)]).default([]),
  supplier: ComponentSupplier,
  known_from: Text,
  /** Where its licence is read: its packages, our package, our or another model's card; or written here, or a service's terms. */
  licence: z.strictObject({
    from: z.enum(["packages", "own", "own-card", "card", "written", "terms", "unknown"]),
    spdx: z.string().max(120).optional(),
  }),
  /** What tells its version, where that is no package. */
  version: z.enum(["node", "embedding", "corpus"]).optional(),
  needed: z.enum(["run", "install"]),
  runs: z.enum(["here", "host"]),
  telemetry: z.strictObject({ unasked: z.array(Unasked).max(10), note: Text }).optional(),
  /** What stops working when one of the three goes away; null where there is no such thing. */
  without: z.strictObject({ supplier: Text, licence: Text, host: Text.nullable() }),
  replace: z.strictObject({ with: Text, takes: ReplacementTime }),
});
export type ComponentRecord = z.infer<typeof ComponentRecord>;

/** `corpus/deployment/components.yaml`. */
export const ComponentFile = z.strictObject({ components: z.array(ComponentRecord).min(1).max(200) });

/** Can a licence be taken back for a copy one has? Its text says no; it is commonly held not to be; it can; not known. */
export const Kept = z.enum(["stated", "usual", "terms", "unknown"]);
export type Kept = z.infer<typeof Kept>;

/** `corpus/deployment/licences.yaml`. */
export const LicenceMeaningFile = z.strictObject({
  licences: z
    .array(
      z.strictObject({
        ids: z.array(z.string().max(60)).min(1).max(60),
        kept: Kept.exclude(["unknown"]),
        attention: Text.optional(),
      }),
    )
    .max(100),
  phrases: z.array(z.strictObject({ phrase: z.string().min(2).max(60), why: Text })).max(50),
});
export type LicenceMeaningFile = z.infer<typeof LicenceMeaningFile>;

/** A deployment to compare with: which parts it has, and which of them hosts abroad answer. */
export const ReferenceDeployment = z.strictObject({
  deployment: Id,
  title: z.string().min(1).max(120),
  about: Text,
  parts: z.array(Id).min(1).max(100),
  hosts: z.array(z.strictObject({ host: z.string().max(120), answers: Id })).max(50),
});
export type ReferenceDeployment = z.infer<typeof ReferenceDeployment>;

/** `corpus/deployment/references.yaml`. */
export const ReferenceFile = z.strictObject({ references: z.array(ReferenceDeployment).min(1).max(20) });
