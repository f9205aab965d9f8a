import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import { describe, expect, it, onTestFinished } from "vitest";

import { createEgress, fetchOnly } from "../../src/kit/egress.ts";
import type { Caller } from "../../src/kit/caller.ts";

const caller: Caller = { name: "the model server", kind: "model", idleSeconds: 0.4 };

async function listening(answer: RequestListener): Promise<URL> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
}

const failing =
  (code: string, message = "fetch failed"): typeof fetch =>
  async () => {
    throw new TypeError(message, { cause: Object.assign(new Error("x"), { code }) });
  };

describe("a fetch for one host", () => {
  it("reaches that host, in every form a call can have", async () => {
    const host = await listening((request, response) => response.end(request.url));
    const only = fetchOnly(host, fetch, caller);
    for (const input of [`${host.href}/models`, new URL(`${host.href}/models`), new Request(`${host.href}/models`)])
      expect(await (await only(input)).text()).toBe("/v1/models");
  });

  it.each(["http://198.51.100.1/v1", "http://127.0.0.1:1/v1", "http://localhost:1/", "http://[::1]:1/"])(
    "refuses %s before anything is sent",
    async (other) => {
      let sent = 0;
      const only = fetchOnly(
        new URL("http://127.0.0.1:8080/v1"),
        async () => {
          sent += 1;
          return new Response();
        },
        caller,
      );
      await expect(only(other)).rejects.toMatchObject({
        kind: "network",
        message: expect.stringContaining(new URL(other).host),
      });
      expect(sent).toBe(0);
    },
  );

  it("refuses the same host by another protocol", async () => {
    await expect(
      fetchOnly(new URL("https://host.example/"), fetch, caller)("http://host.example/"),
    ).rejects.toMatchObject({ kind: "network" });
  });

  it.each([301, 302, 303, 307, 308])("refuses a redirect (%i), even to itself", async (status) => {
    const host = await listening((_request, response) => response.writeHead(status, { location: "/v1/other" }).end());
    await expect(fetchOnly(host, fetch, caller)(host)).rejects.toMatchObject({
      kind: "network",
      message: expect.stringContaining("redirect"),
    });
  });

  it.each<[string, RequestListener]>([
    ["before the answer", () => {}],
    ["within the answer", (_request, response) => void response.write("x")],
  ])("gives up when no byte comes %s, and the server sees it", async (_when, answer) => {
    let left = false;
    const host = await listening((request, response) => {
      response.on("close", () => (left = true));
      answer(request, response);
    });
    const started = performance.now();
    const reading = fetchOnly(host, fetch, caller)(host).then((response) => response.text());
    await expect(reading).rejects.toMatchObject({ message: expect.stringContaining("no byte") });
    expect(performance.now() - started).toBeLessThan(1500);
    await expect.poll(() => left).toBe(true);
  });

  it("waits for a server that is slow and steady", async () => {
    const host = await listening((_request, response) => {
      void (async () => {
        for (let count = 0; count < 6; count += 1) {
          response.write("x");
          await pause(150);
        }
        response.end();
      })();
    });
    expect(await (await fetchOnly(host, fetch, caller)(host)).text()).toBe("xxxxxx");
  });

  it("ends at the caller's abort, and the server sees it", async () => {
    let left = false;
    const host = await listening((_request, response) => {
      response.on("close", () => (left = true));
      response.write("x");
    });
    const stop = new AbortController();
    const response = await fetchOnly(host, fetch, { ...caller, idleSeconds: 30 })(host, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(response.text()).rejects.toMatchObject({ name: "AbortError" });
    await expect.poll(() => left).toBe(true);
  });

  it("keeps status, headers and address of the answer", async () => {
    const host = await listening((_request, response) => response.writeHead(418, { "x-own": "yes" }).end("tea"));
    const response = await fetchOnly(host, fetch, caller)(`${host.href}/pot`);
    expect([response.status, response.headers.get("x-own"), response.url]).toEqual([418, "yes", `${host.href}/pot`]);
  });

  it.each([204, 304])("passes an answer without a body (%i) or says what it is", async (status) => {
    const host = await listening((_request, response) => response.writeHead(status).end());
    const got = await fetchOnly(
      host,
      fetch,
      caller,
    )(host).then(
      (response) => response.status,
      (thrown: Error) => thrown.name,
    );
    expect([204, "AttacheError"]).toContain(got);
  });

  it("says that a server which speaks plain HTTP has no secure connection", async () => {
    const plain = await listening((_request, response) => response.end());
    const host = new URL(plain.href.replace("http:", "https:"));
    await expect(fetchOnly(host, fetch, caller)(host)).rejects.toMatchObject({
      kind: "model",
      message: expect.stringContaining("No secure connection"),
    });
  });

  it.each([
    ["ENOTFOUND", "There is no host"],
    ["EAI_AGAIN", "There is no host"],
    ["ECONNREFUSED", "does not answer"],
    ["UND_ERR_CONNECT_TIMEOUT", "does not answer"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "No secure connection"],
    ["CERT_HAS_EXPIRED", "No secure connection"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "No secure connection"],
    ["UND_ERR_HEADERS_TIMEOUT", "gave no byte"],
    ["ECONNRESET", "broke off"],
    ["UND_ERR_SOCKET", "broke off"],
    ["HPE_INVALID_CONSTANT", "broke off"],
  ])("has a sentence for %s", async (code, sentence) => {
    const host = new URL("http://host.example:8080/v1");
    await expect(fetchOnly(host, failing(code), caller)(host)).rejects.toMatchObject({
      kind: "model",
      message: expect.stringContaining(sentence),
      next: expect.stringMatching(/\w/),
    });
  });
});

describe("the list of hosts", () => {
  it("is empty until the user names one, and then holds that host and port alone", () => {
    const egress = createEgress();
    expect(egress.named()).toEqual([]);
    expect(egress.allows("127.0.0.1", 8080)).toBe(false);
    egress.fetchFor(new URL("http://Host.Example:8080/v1"), caller);
    egress.fetchFor(new URL("https://[2001:db8::1]/v1"), caller);
    expect(egress.allows("host.example", 8080)).toBe(true);
    expect(egress.allows("HOST.example", 8080)).toBe(true);
    expect(egress.allows("host.example")).toBe(true);
    expect(egress.allows("2001:db8::1", 443)).toBe(true);
    expect(egress.allows("host.example", 80)).toBe(false);
    expect(egress.allows("host.example.evil", 8080)).toBe(false);
    expect(egress.allows("evil.host.example", 8080)).toBe(false);
    expect(egress.named().map(({ host }) => host)).toEqual(["host.example:8080", "[2001:db8::1]"]);
  });
});
