import dgram from "node:dgram";
import dns from "node:dns";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import tls from "node:tls";

import { describe, expect, it, onTestFinished } from "vitest";

import { createEgress } from "../../src/kit/egress.ts";
import { AttacheError, asAttacheError } from "../../src/kit/error.ts";
import { guardSockets } from "../../src/kit/socket-guard.ts";

const nobody = "nobody-named-this.invalid";
const emitted = (thing: NodeJS.EventEmitter): Promise<unknown> =>
  new Promise((resolve) => thing.once("error", resolve).once("connect", () => resolve("connected")));

const ways: [string, () => Promise<unknown>][] = [
  ["fetch", () => fetch(`http://${nobody}/`)],
  ["fetch by TLS", () => fetch(`https://${nobody}/`)],
  ["fetch of an address", () => fetch("http://198.51.100.1:8080/")],
  ["http", () => emitted(http.get(`http://${nobody}/`))],
  ["https", () => emitted(https.get(`https://${nobody}/`))],
  ["http2", () => emitted(http2.connect(`https://${nobody}/`))],
  ["net, port and host", () => emitted(net.connect(80, nobody))],
  ["net, options", () => emitted(net.connect({ host: nobody, port: 80 }))],
  ["net, a socket of its own", () => emitted(new net.Socket().connect({ host: "198.51.100.1", port: 80 }))],
  ["net, a port as text", () => emitted(net.connect({ host: "198.51.100.1", port: "80" as unknown as number }))],
  ["net, this machine", () => emitted(net.connect(1))],
  ["tls", () => emitted(tls.connect(443, nobody))],
  ["dns.lookup", () => new Promise((resolve) => dns.lookup(nobody, (error) => resolve(error)))],
  ["dns.promises.lookup", () => dns.promises.lookup(nobody)],
  ["dns.resolve4", () => new Promise((resolve) => dns.resolve4(nobody, (error) => resolve(error)))],
  ["dns.resolveTxt", () => new Promise((resolve) => dns.resolveTxt(nobody, (error) => resolve(error)))],
  ["dns.promises.resolve", () => dns.promises.resolve(nobody)],
  ["a resolver of its own", () => new dns.promises.Resolver().resolve4(nobody)],
  ["dns.reverse", () => new Promise((resolve) => dns.reverse("198.51.100.1", (error) => resolve(error)))],
  [
    "dgram",
    () => {
      const socket = dgram.createSocket("udp4");
      socket.send("x", 53, "198.51.100.1");
      return emitted(socket).finally(() => socket.close());
    },
  ],
];

function guarded(egress = createEgress()): () => void {
  const undo = guardSockets(egress);
  onTestFinished(undo);
  return undo;
}

describe("sockets under guard", () => {
  it.each(ways)("%s: refused before the name is looked up, naming host and caller", async (_way, open) => {
    guarded();
    const outcome = await open().catch((thrown: unknown) => thrown);
    const error = asAttacheError(outcome);
    expect(error).toBeInstanceOf(AttacheError);
    expect(error).toMatchObject({ kind: "network", message: expect.stringMatching(/which nobody named/) });
    expect(error.message).toMatch(/^(?:Attaché \(|The package |A library)/);
  });

  it("names the file that opened the socket", async () => {
    guarded();
    const error = asAttacheError(await emitted(net.connect(80, nobody)));
    expect(error.message).toContain("socket-guard.test.ts");
    expect(error.message).toContain(`"${nobody}:80"`);
  });

  it("lets through the host and port that the user named, and no other port of it", async () => {
    const server = http.createServer((_request, response) => response.end("yes"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const egress = createEgress();
    guarded(egress);
    const address = `http://127.0.0.1:${port}/`;
    await expect(fetch(address)).rejects.toThrow();
    const named = egress.fetchFor(new URL(address), { name: "the model server", kind: "model" });
    expect(await (await named(address)).text()).toBe("yes");
    expect(await (await fetch(address)).text()).toBe("yes");
    await expect(fetch(`http://127.0.0.1:${port === 1025 ? 1026 : port - 1}/`)).rejects.toThrow();
  });

  it("lets through a named host that is a name", async () => {
    const server = http.createServer((_request, response) => response.end("yes"));
    await new Promise<void>((resolve) => server.listen(0, resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = new URL(`http://localhost:${(server.address() as AddressInfo).port}/`);
    const egress = createEgress();
    guarded(egress);
    expect(await (await egress.fetchFor(address, { name: "x", kind: "model" })(address)).text()).toBe("yes");
  });

  it("lets pipes to other processes through", async () => {
    guarded();
    expect(asAttacheError(await emitted(net.connect("/nowhere/at/all.sock"))).kind).not.toBe("network");
  });

  it("is gone when it is taken away", async () => {
    const patched: [object, string][] = [
      [net.Socket.prototype, "connect"],
      [dgram.Socket.prototype, "send"],
      [dns, "lookup"],
      [dns, "resolve4"],
      [dns.promises, "lookup"],
    ];
    const now = (): unknown[] => patched.map(([owner, name]): unknown => Reflect.get(owner, name));
    const before = now();
    guarded()();
    expect(now()).toEqual(before);
    expect(asAttacheError(await emitted(net.connect(1, "127.0.0.1"))).kind).not.toBe("network");
  });
});
