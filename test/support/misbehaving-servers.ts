import { failingServers } from "./failing-servers.ts";
import type { Misbehaviour } from "./misbehaviour.ts";
import { misspeakingServers } from "./misspeaking-servers.ts";

/** Everything a model server has been seen to do wrong, and more. */
export const misbehaviours: Misbehaviour[] = [...failingServers, ...misspeakingServers];
