import { guardSockets } from "../../src/kit/socket-guard.ts";

// Every test file runs with the network out of reach: only this machine's own servers can be called.
guardSockets({ allows: (host) => ["127.0.0.1", "::1", "localhost"].includes(host) });
