// The thread's entry in a checkout that runs from its sources: Node alone does not read TypeScript everywhere we run.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
