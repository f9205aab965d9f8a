import { z } from "zod";

/** Units of a currency to one US dollar, and how far the figure can be trusted. */
export const Rate = z.strictObject({
  per_usd: z.number().positive(),
  date: z.string().max(10),
  basis: z.enum(["peg", "fact", "approximate"]),
  fact: z.string().max(60).optional(),
});
export type Rate = z.infer<typeof Rate>;

/** `corpus/rates.yaml`. */
export const RateFile = z.strictObject({ rates: z.record(z.string().length(3), Rate) });

/** A quantity in base units beside the published one; money also in US dollars at a stated rate. */
export const Normalised = z.object({
  value: z.number(),
  unit: z.string().max(60),
  usd: z.number().optional(),
  rate: z.number().optional(),
  rateDate: z.string().max(10).optional(),
  basis: Rate.shape.basis.optional(),
});
export type Normalised = z.infer<typeof Normalised>;
