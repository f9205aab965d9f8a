import { createEgress, type Egress } from "../../kit/egress.ts";
import { guardSockets } from "../../kit/socket-guard.ts";

/** The list of hosts that this process may call, with every socket held to it from now on. */
export function guardedEgress(): Egress {
  const egress = createEgress();
  guardSockets(egress);
  return egress;
}
