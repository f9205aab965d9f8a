import { z } from "zod";

import type { Fact, Topic } from "./fact.ts";
import type { LicenceClass } from "./licence.ts";
import type { Layer, Supplier } from "./supplier.ts";
import { currencyCodes, toBase } from "./units.ts";

/** Kinds of fact that the tracker follows. */
export const TrackedKind = z.enum(["project", "model", "law", "deal"]);
export type TrackedKind = z.infer<typeof TrackedKind>;

export const Category = z.enum(["infrastructure", "model", "data", "other"]);
export type Category = z.infer<typeof Category>;

/** How far a thing has come. Sums of money never cross from one group to another. */
export const StatusGroup = z.enum([
  "announced",
  "committed",
  "under-construction",
  "operational",
  "in-force",
  "ended",
  "unknown",
]);
export type StatusGroup = z.infer<typeof StatusGroup>;

/** Money as published, and in whole units of its currency. */
export interface Amount {
  currency: string;
  value: number;
}

/** A fact as the tracker sees it. */
export interface TrackedRecord {
  fact: Fact;
  kind: TrackedKind;
  category: Category;
  statusGroup: StatusGroup;
  /** Suppliers that it names, at home or abroad; `claim` where `parties` lacks one that the claim names. */
  suppliers: { supplier: Supplier; from: "parties" | "claim" }[];
  /** Other countries with a part in it: parties themselves, or the homes of supplying parties. */
  partners: string[];
  amount: Amount | null;
  model: { parameters: number | null; licence: LicenceClass; selfHostable: boolean | null } | null;
}

const infrastructure = new Set<Topic>(["compute", "chips", "cloud", "energy"]);

/**
 * The category of a tracked fact, by its kind and topic. A model, and a project or deal about models, is `model`;
 * whatever is about data law is `data`; a project or deal about compute, chips, cloud or energy is `infrastructure`.
 * The rest is `other`: laws on anything but data, and projects and deals about money, people, partnership or rules.
 */
export function categoryOf(kind: TrackedKind, topic: Topic): Category {
  if (kind === "model" || (kind !== "law" && topic === "models")) return "model";
  if (topic === "data-law") return "data";
  return kind !== "law" && infrastructure.has(topic) ? "infrastructure" : "other";
}

const groups: Partial<Record<NonNullable<Fact["status"]>, StatusGroup>> = {
  proposed: "announced",
  adopted: "committed",
  expired: "ended",
  cancelled: "ended",
};

/** What is proposed counts as announced, what is adopted as committed, and what is expired or cancelled as ended. */
export function statusGroupOf(status: Fact["status"]): StatusGroup {
  return status ? (groups[status] ?? StatusGroup.parse(status)) : "unknown";
}

const layers: Partial<Record<Topic, Layer>> = {
  chips: "silicon",
  compute: "compute",
  cloud: "cloud",
  models: "models",
  energy: "energy",
  "data-law": "data",
};

/** The layer that a topic is about; none for strategy, people, money, rules and the like. */
export function layerOf(topic: Topic): Layer | null {
  return layers[topic] ?? null;
}

/** The money in a fact's quantity, or null: a rate (per year) is no amount, nor is a penalty or threshold of a law. */
export function amountOf({ kind, quantity }: Pick<Fact, "kind" | "quantity">): Amount | null {
  if (!quantity || quantity.per || kind === "law") return null;
  const base = toBase(quantity.value, quantity.unit);
  return currencyCodes.has(base.unit) ? { currency: base.unit, value: base.value } : null;
}

/** A model's size in parameters, where the fact's quantity is that. */
export function parametersOf({ quantity }: Pick<Fact, "quantity">): number | null {
  if (!quantity) return null;
  const base = toBase(quantity.value, quantity.unit);
  return base.unit === "parameter" ? base.value : null;
}
