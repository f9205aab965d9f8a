import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { fileURLToPath } from "node:url";

import type { Egress } from "./egress.ts";
import { AttacheError, quoted } from "./error.ts";

/**
 * Holds every socket of this process to the egress list: a connection to a host that nobody named is refused before
 * its name is even looked up, whoever opens it: `fetch`, `http`, a library with a default gateway, a download. Pipes
 * to other processes pass. Gives a function that takes the guard away. Native code that opens sockets of its own is
 * not held by this; `test/agent/egress.test.ts` runs the product without a network for that.
 */
export function guardSockets(egress: Pick<Egress, "allows">): () => void {
  const sockets = net.Socket.prototype as unknown as { connect: Method };
  const datagrams = dgram.Socket.prototype as unknown as { send: Method };
  const before = { connect: sockets.connect, send: datagrams.send };
  const { lookup } = dns;
  const promised = dns.promises.lookup;

  sockets.connect = function guarded(this: net.Socket, ...call) {
    const target = targetOf(call);
    if (target === undefined || egress.allows(target.host, target.port)) return before.connect.apply(this, call);
    const error = refusal(`${target.host}:${target.port}`);
    process.nextTick(() => this.destroy(error));
    return this;
  };
  datagrams.send = function guarded(this: dgram.Socket) {
    this.emit("error", refusal("a UDP address"));
  };
  dns.lookup = function guarded(hostname: string, ...rest: unknown[]) {
    const done = rest.at(-1);
    if (!isLocal(hostname) && typeof done === "function" && !egress.allows(hostname)) {
      process.nextTick(() => (done as (error: Error) => void)(refusal(hostname)));
      return;
    }
    (lookup as (...args: unknown[]) => void)(hostname, ...rest);
  } as typeof lookup;
  dns.promises.lookup = async function guarded(hostname: string, ...rest: unknown[]) {
    if (!isLocal(hostname) && !egress.allows(hostname)) throw refusal(hostname);
    return (promised as (...args: unknown[]) => Promise<dns.LookupAddress>)(hostname, ...rest);
  } as typeof promised;
  syncBuiltinESMExports();

  return () => {
    Object.assign(sockets, { connect: before.connect });
    Object.assign(datagrams, { send: before.send });
    dns.lookup = lookup;
    dns.promises.lookup = promised;
    syncBuiltinESMExports();
  };
}

// eslint-disable-next-line typescript/no-explicit-any -- a method of any class
type Method = (this: any, ...call: unknown[]) => unknown;

// Host and port of a call of `connect`, whose arguments have four shapes; undefined for a pipe.
function targetOf(call: unknown[]): { host: string; port: number } | undefined {
  const first: unknown = Array.isArray(call[0]) ? (call[0] as unknown[])[0] : call[0];
  if (typeof first === "string" && !/^\d+$/.test(first)) return undefined; // the path of a pipe
  if (typeof first !== "object" || first === null)
    return { host: typeof call[1] === "string" ? call[1] : "localhost", port: Number(first) };
  const { path, host, port } = first as { path?: unknown; host?: unknown; port?: unknown };
  if (port === undefined && typeof path === "string") return undefined;
  return { host: typeof host === "string" ? host : "localhost", port: Number(port) };
}

function isLocal(hostname: string): boolean {
  return hostname === "localhost" || net.isIP(hostname) !== 0;
}

function refusal(host: string): AttacheError {
  return new AttacheError(
    "network",
    `${callerOf(new Error().stack ?? "")} was about to call ${quoted(host)}, which nobody named.`,
    {
      next: "Nothing leaves this machine unless you name its host, e.g. with --model http://HOST:PORT/v1#NAME.",
    },
  );
}

/** The package or file of ours that stands first in a stack. */
function callerOf(stack: string): string {
  const places = stack
    .split("\n")
    .flatMap((line) => /\(?((?:file:\/\/|\/|[A-Za-z]:\\)[^()]+?):\d+:\d+\)?$/.exec(line)?.[1] ?? []);
  const here = fileURLToPath(import.meta.url);
  const files = places
    .map((place) => (place.startsWith("file:") ? fileURLToPath(place) : place))
    .filter((file) => file !== here);
  const packages = files.flatMap((file) => /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1] ?? []);
  const own = files
    .find((file) => !file.includes("node_modules"))
    ?.split(/[\\/]/)
    .at(-1);
  return packages[0] ? `The package ${packages[0]}` : own ? `Attaché (${own})` : "A library";
}
