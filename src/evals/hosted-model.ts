import type { OpenDesk } from "../desk.ts";
import { AttacheError } from "../kit/error.ts";
import type { CreatedModel } from "../kit/model.ts";

/**
 * A language model by its specification, through the same providers as the agent's, for what it is asked without the
 * agent. Throws `usage` for what is none, the built-in model among it, and `model` where nothing answers.
 */
export async function hostedModel(specification: string, option: string, desk: OpenDesk): Promise<CreatedModel> {
  if (specification === "builtin")
    throw new AttacheError("usage", `${option} needs a language model, and the built-in model is none.`, {
      next: "Name one that you host, e.g. http://127.0.0.1:8000/v1#NAME.",
    });
  const created = await desk.model(specification);
  await created.inspect();
  return created;
}
