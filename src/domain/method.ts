import { z } from "zod";

const Id = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\s,;"']+$/, "an id has no blanks, commas, semicolons or quotes");
const Text = z.string().min(1).max(1500);
const Share = z.number().min(0).max(1);

/** What is done to a value, after its denominator and before its normalisation. */
export const Transformation = z.enum(["none", "log10", "ln", "log10-plus-one", "ln-plus-one", "square-root"]);
export type Transformation = z.infer<typeof Transformation>;

const Reference = z.union([
  z.enum(["best", "worst", "mean", "median"]),
  z.strictObject({ unit: Id }),
  z.strictObject({ value: z.number() }),
]);

/**
 * How a value becomes a score (OECD Handbook 2008, step 5). `goalposts` are written in the unit of the indicator, after
 * its denominator and before its transformation.
 */
export const Normalisation = z.discriminatedUnion("rule", [
  z.strictObject({
    rule: z.literal("goalposts"),
    worst: z.number(),
    best: z.number(),
    clip: z.boolean().default(true),
  }),
  z.strictObject({ rule: z.literal("min-max") }),
  z.strictObject({
    rule: z.literal("z-score"),
    mean: z.number().default(0),
    deviation: z.number().positive().default(1),
  }),
  z.strictObject({ rule: z.literal("rank") }),
  z.strictObject({ rule: z.literal("percentile-rank") }),
  z.strictObject({
    rule: z.literal("distance"),
    to: Reference,
    as: z.enum(["ratio", "difference"]).default("ratio"),
  }),
  z.strictObject({ rule: z.literal("none") }),
]);
export type Normalisation = z.infer<typeof Normalisation>;

/** How the scores of a group become one: a mean, the weakest of them, or a rule that lets no strength buy off a weakness. */
export const Aggregation = z.union([
  z.enum(["arithmetic", "geometric", "harmonic", "minimum", "outranking"]),
  z.strictObject({ power: z.number() }),
]);
export type Aggregation = z.infer<typeof Aggregation>;

/** What is done where an indicator has no value. Nothing is ever filled in unless the method says so. */
export const Missing = z.discriminatedUnion("policy", [
  z.strictObject({ policy: z.literal("skip") }),
  z.strictObject({ policy: z.literal("exclude-unit") }),
  z.strictObject({
    policy: z.literal("impute"),
    with: z.enum(["mean", "median", "group-mean", "group-median"]),
    /** The column that names the group, for the group rules. */
    group: z.string().max(80).optional(),
  }),
]);
export type Missing = z.infer<typeof Missing>;

/** Outliers are pulled in to the next value until the indicator's distribution is within both limits (COINr's `qTreat`). */
export const Outliers = z.strictObject({
  rule: z.literal("winsorise"),
  skewness: z.number().positive().default(2),
  kurtosis: z.number().positive().default(3.5),
  most: z.number().int().min(1).max(100).default(5),
});
export type Outliers = z.infer<typeof Outliers>;

export const MethodIndicator = z.strictObject({
  title: Text.optional(),
  unit: z.string().max(120).optional(),
  /** Which way is good, in the indicator's own unit. Goalposts say it themselves. */
  direction: z.enum(["higher", "lower"]).optional(),
  denominator: z.strictObject({ by: Id, per: z.number().positive().default(1) }).optional(),
  transformation: Transformation.default("none"),
  outliers: Outliers.optional(),
  normalisation: Normalisation.optional(),
  missing: Missing.optional(),
  /** Observations of earlier years are too old to count. */
  oldest: z.number().int().optional(),
  reason: Text.optional(),
});
export type MethodIndicator = z.infer<typeof MethodIndicator>;

/** A share of the index's parts that must be there before a group gets a score. */
export const Needs = z.strictObject({
  /** Of the number of children. */
  children: Share.optional(),
  /** Of the children's weight. */
  weight: Share.optional(),
  /** Of the weight of all indicators below. */
  indicators: Share.optional(),
});
export type Needs = z.infer<typeof Needs>;

export interface MethodLeaf {
  indicator: string;
  weight: number;
  inactive?: string | undefined;
}

export interface MethodGroup {
  id: string;
  title?: string | undefined;
  weight: number;
  aggregation?: Aggregation | undefined;
  needs?: Needs | undefined;
  inactive?: string | undefined;
  reason?: string | undefined;
  of: MethodNode[];
}
export type MethodNode = MethodLeaf | MethodGroup;

const Weight = z.number().min(0, "a weight is zero or more").max(1e6);
const Inactive = Text.optional();

const Leaf = z.strictObject({ indicator: Id, weight: Weight.default(1), inactive: Inactive });
const Group: z.ZodType<MethodGroup> = z.strictObject({
  id: Id,
  title: Text.optional(),
  weight: Weight.default(1),
  aggregation: Aggregation.optional(),
  needs: Needs.optional(),
  /** Why the group is left out for now; its weight goes to the others. */
  inactive: Inactive,
  reason: Text.optional(),
  get of() {
    return z.array(Node).min(1).max(500);
  },
});
const Node: z.ZodType<MethodNode> = z.lazy(() => z.union([Leaf, Group]));

/** Where the data file keeps the unit's id, name and groups; by default the id is the first column. */
const DataLayout = z.strictObject({
  unit: z.string().max(120).optional(),
  name: z.string().max(120).optional(),
});

/** Which choices a simulation varies, and how far. */
export const Uncertainty = z.strictObject({
  runs: z.number().int().min(1).max(100_000).default(5000),
  /** Each weight times a factor of 1 ± this share. */
  weights: z.number().min(0).max(1).default(0),
  /** Groups whose weights vary; all when empty. */
  weights_of: z.array(Id).max(200).default([]),
  floor: z.array(z.number().min(0)).max(20).default([]),
  /** Rules for the group at the top. */
  aggregation: z.array(Aggregation).max(10).default([]),
  /** `declared`: as each indicator has it. */
  normalisation: z
    .array(z.enum(["declared", "min-max", "percentile-rank", "z-score"]))
    .max(10)
    .default([]),
  /** Each goalpost moves by up to this share of the distance between the two. */
  goalposts: z.number().min(0).max(1).default(0),
  /** `intervals`: each value anywhere between its low and high. */
  data: z.enum(["none", "intervals"]).default("none"),
  /** `uniform`: a missing score anywhere on the scale; `skip`: left out as in the nominal score. */
  unobserved: z.enum(["skip", "uniform"]).default("skip"),
});
export type Uncertainty = z.infer<typeof Uncertainty>;

/** Something set beside the score and never summed into it. */
export const Shown = z.strictObject({
  indicator: Id,
  as: z.enum(["leverage", "outcome", "alignment", "context"]),
  note: Text.optional(),
});
export type Shown = z.infer<typeof Shown>;

export const WeakestLink = z.strictObject({
  /** Scores from which a level starts: level 1 at the first, and so on. */
  thresholds: z.array(z.number()).min(1).max(10),
  /** One a level, from 0. */
  labels: z.array(z.string().max(200)).min(2).max(11),
  reason: Text.optional(),
});
export type WeakestLink = z.infer<typeof WeakestLink>;

export const Method = z.strictObject({
  method: Id,
  version: z.string().max(20),
  title: Text,
  about: z.string().max(6000).optional(),
  source: Text.optional(),
  /** Words by which a question asks for this method's score. */
  asked_as: z.array(z.string().min(3).max(60)).max(40).default([]),
  score: z
    .strictObject({
      name: z.string().max(80).default("score"),
      /** `complement`: the top of the scale less what was aggregated. */
      as: z.enum(["aggregate", "complement"]).default("aggregate"),
      rank_one: z.enum(["highest", "lowest"]).default("highest"),
    })
    .prefault({}),
  scale: z
    .tuple([z.number(), z.number()])
    .default([0, 100])
    .refine(([low, high]) => low < high, "the scale runs from low to high"),
  /** The worst score there is: scores are mapped linearly from the scale to floor … top, so that one zero does not annul a product. */
  floor: z.number().optional(),
  ties: z.enum(["standard", "average", "dense"]).default("standard"),
  data: DataLayout.prefault({}),
  normalisation: Normalisation.default({ rule: "min-max" }),
  aggregation: Aggregation.default("arithmetic"),
  missing: Missing.default({ policy: "skip" }),
  indicators: z.record(Id, MethodIndicator),
  index: Group,
  weakest_link: WeakestLink.optional(),
  shown: z.array(Shown).max(50).default([]),
  left_out: z
    .array(z.strictObject({ indicator: Id, reason: Text }))
    .max(50)
    .default([]),
  uncertainty: Uncertainty.optional(),
});
export type Method = z.infer<typeof Method>;

/** A method made from another one: what is named is changed, the rest is as there. */
export const MethodVariant = z.strictObject({
  method: Id,
  version: z.string().max(20),
  title: Text,
  about: z.string().max(6000).optional(),
  extends: Id,
  /** Indicators and groups taken out. */
  drop: z.array(Id).max(200).default([]),
  /** New weights by the id of an indicator or group. */
  weights: z.record(Id, Weight).default({}),
  /** Indicators put in, each at the end of its group. */
  add: z
    .array(z.strictObject({ to: Id, indicator: Id, weight: Weight, define: MethodIndicator }))
    .max(100)
    .default([]),
});
export type MethodVariant = z.infer<typeof MethodVariant>;

export function isLeaf(node: MethodNode): node is MethodLeaf {
  return "indicator" in node;
}

/** The id of a node, be it an indicator or a group. */
export function nodeId(node: MethodNode): string {
  return isLeaf(node) ? node.indicator : node.id;
}
