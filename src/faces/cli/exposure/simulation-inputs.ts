import { z } from "zod";

const whole = "give a whole number";

/** The last year whose observations count. */
export const asOfYear = z.coerce.number({ error: "give a year" }).int("give a year").optional();

/** The seed of a simulation. */
export const seedNumber = z.coerce
  .number({ error: whole })
  .int(whole)
  .min(0, whole)
  .max(2 ** 31, whole);
