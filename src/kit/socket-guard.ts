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
 * not held by this; `test/faces/no-network.test.ts` runs the product without a network for that.
 */
export function guardSockets(egress: Pick<Egress, "allows">): () => void {
  const sockets = net.Socket.prototype as unknown as { connect: Method };
  const datagrams = dgram.Socket.prototype as unknown as { send: Method };
  const before = { connect: sockets.connect, send: datagrams.send };
  const { lookup } = dns;
  const promised = dns.promises.lookup;
  const restoreQueries = [
    refuseQueries(dns, false),
    refuseQueries(dns.Resolver.prototype, false),
    refuseQueries(dns.promises, true),
    refuseQueries(dns.promises.Resolver.prototype, true),
  ];

  sockets.connect = function guarded(this: net.Socket, ...call) {
    const target = targetOf(call);
    if (target === undefined || egress.allows(target.host, target.port)) return before.connect.apply(this, call);
    const error = refusal(`${target.host}:${target.port}`);
    process.nextTick(() => this.destroy(error));
    return this;
  };
  datagrams.send = function guarded(this: dgram.Socket, ...call) {
    const error = refusal(addressOf(call));
    const done = call.at(-1);
    process.nextTick(() => (typeof done === "function" ? (done as Failing)(error) : this.emit("error", error)));
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
    for (const restore of restoreQueries) restore();
    syncBuiltinESMExports();
  };
}

type Failing = (error: Error) => void;

// Questions to a name server go out past every socket of Node, and nothing here asks them. The name itself may tell.
function refuseQueries(owner: object, promised: boolean): () => void {
  const methods = owner as Record<string, unknown>;
  const before = Object.getOwnPropertyNames(owner)
    .filter((name) => /^(?:resolve|reverse|lookupService)/.test(name) && typeof methods[name] === "function")
    .map((name) => [name, methods[name]] as const);
  for (const [name] of before)
    methods[name] = (...call: unknown[]) => {
      const error = refusal(String(call[0]));
      if (promised) return Promise.reject(error);
      const done = call.at(-1);
      if (typeof done !== "function") throw error;
      process.nextTick(() => (done as Failing)(error));
      return undefined;
    };
  return () => Object.assign(methods, Object.fromEntries(before));
}

// `send(message, [offset, length,] port, [address,] [done])`; a connected socket has neither port nor address.
function addressOf([, ...rest]: unknown[]): string {
  const address = rest.find((part) => typeof part === "string");
  const port = rest.findLast((part) => typeof part === "number");
  return port === undefined ? "a UDP address" : `${address ?? "localhost"}:${port}`;
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
  return new AttacheError("network", `${callerOf(stackNow())} was about to call ${quoted(host)}, which nobody named.`, {
    next: "Nothing leaves this machine unless you name its host, e.g. with --model http://HOST:PORT/v1#NAME.",
  });
}

/** The package or file of ours that stands first in a stack. */
function callerOf(stack: string): string {
  const here = fileURLToPath(import.meta.url);
  const first = stack
    .split("\n")
    .flatMap((line) => /\(?((?:file:\/\/|\/|[A-Za-z]:\\)[^()]+?):\d+:\d+\)?$/.exec(line)?.[1] ?? [])
    .map((place) => (place.startsWith("file:") ? fileURLToPath(place) : place))
    .find((file) => file !== here);
  if (first === undefined) return "A library";
  const [, library] = /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(first) ?? [];
  return library ? `The package ${library}` : `Attaché (${first.split(/[\\/]/).at(-1)})`;
}

// Node's own functions can fill the ten lines that a stack usually has.
function stackNow(): string {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 40;
  const { stack } = new Error();
  Error.stackTraceLimit = before;
  return stack ?? "";
}
