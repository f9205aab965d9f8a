import { z } from "zod";

import { chat } from "../chat-session.ts";
import { defineCommand } from "../command.ts";
import { modelOf, modelOption } from "../inputs.ts";

export default defineCommand({
  group: "Ask",
  summary: "Ask one question after another; follow-ups may refer back",
  options: [modelOption, { flags: "--no-log", description: "do not keep these runs in the log" }],
  index: true,
  examples: ["chat", "chat < questions.txt"],
  input: z.object({ model: z.string().optional(), log: z.boolean().default(true) }),
  async run(input, context) {
    const agent = await (await context.desk()).agent(modelOf(input.model, context), { log: input.log });
    return chat(agent, context);
  },
});
