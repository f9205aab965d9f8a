import { defineModel } from "../../kit/model.ts";

/** The built-in model: no weights, no network. */
export default defineModel({
  usage: "builtin",
  accepts: (specification) => specification === "builtin",
  create: (_specification, context) => ({
    model: context.builtin(),
    evidenceCharacters: Number.POSITIVE_INFINITY,
    scores: true,
  }),
});
