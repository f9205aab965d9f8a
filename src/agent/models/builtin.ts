import { defineModel } from "../../kit/model.ts";

/** The built-in model: no weights, no network. */
export default defineModel({
  usage: "builtin",
  accepts: (specification) => specification === "builtin",
  create: (_specification, context) => ({
    model: context.builtin(),
    builtin: true,
    host: null,
    inspect: async () => ({
      contextTokens: Number.POSITIVE_INFINITY,
      toolCalls: "native",
      schema: true,
      runtime: "in this process, no weights",
      notes: [],
    }),
    countTokens: async () => undefined,
    close: async () => {},
  }),
});
