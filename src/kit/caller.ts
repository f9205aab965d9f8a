/** Who wants to reach a host, as a sentence names it: "the model server". */
export interface Caller {
  name: string;
  /** Errors of this caller are of this kind. */
  kind: "model" | "network" | "index";
  /** What to do without it: "use --model builtin". */
  instead?: string;
  /** How it is started: "ollama serve". */
  startedBy?: string;
  /** The environment variable that holds its address. */
  addressIn?: string;
  /** A call is given up after this many seconds without a byte. */
  idleSeconds?: number;
}
