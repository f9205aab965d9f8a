import { join } from "node:path";

import { createModel } from "../agent/agent.ts";
import type { OpenDesk } from "../desk.ts";
import { codeRoot, packageRoot } from "../home.ts";
import { AttacheError } from "../kit/error.ts";
import type { CreatedModel } from "../kit/model.ts";

/**
 * A language model by its specification, through the same providers as the agent's, for what it is asked without the
 * agent. Throws `usage` for what is none, the built-in model among it.
 */
export async function hostedModel(specification: string, option: string, desk: OpenDesk): Promise<CreatedModel> {
  if (specification === "builtin")
    throw new AttacheError("usage", `${option} needs a language model, and the built-in model is none.`, {
      next: "Name one that you host, e.g. http://127.0.0.1:8000/v1#NAME.",
    });
  return createModel(specification, {
    environment: desk.environment,
    knowledge: () => desk.knowledge(),
    providers: join(codeRoot(), "src", "agent", "models"),
    weightsFile: join(packageRoot(), "corpus", "models", "builtin.json"),
  });
}
