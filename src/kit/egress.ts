import type { Caller } from "./caller.ts";
import { AttacheError } from "./error.ts";
import { unreachable } from "./unreachable.ts";

/**
 * The one place that decides which hosts may be called: none, until the user names one. Everything of the project that
 * leaves the process goes through `fetchFor`; `guardSockets` holds the rest of the process to the same list.
 */
export interface Egress {
  /** Puts a host that the user named on the list, and gives a `fetch` that reaches that host and no other. */
  fetchFor(host: URL, caller: Caller): typeof globalThis.fetch;
  /** Hosts that may be called, with what calls them. */
  named(): { host: string; caller: string }[];
  /** May a socket be opened to this host (as written) and port? Without a port: may its name be looked up? */
  allows(hostname: string, port?: number): boolean;
}

/** An egress list with nothing on it. */
export function createEgress(fetch: typeof globalThis.fetch = (...call) => globalThis.fetch(...call)): Egress {
  const named = new Map<string, { host: string; caller: string }>();
  return {
    fetchFor(host, caller) {
      named.set(`${bare(host.hostname)} ${portOf(host)}`, { host: host.host, caller: caller.name });
      return fetchOnly(host, fetch, caller);
    },
    named: () => [...named.values()],
    allows: (hostname, port) =>
      port === undefined
        ? [...named.keys()].some((key) => key.startsWith(`${bare(hostname)} `))
        : named.has(`${bare(hostname)} ${port}`),
  };
}

/**
 * A `fetch` that reaches one host and no other: the one the user named. A redirect is refused, and so is a call that
 * gives no byte for `idleSeconds`; a host that cannot be reached is an error of the caller's kind.
 */
export function fetchOnly(
  host: URL,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  caller: Caller = { name: "the program", kind: "network" },
): typeof globalThis.fetch {
  return async (input, init) => {
    const target = new URL(input instanceof Request ? input.url : input);
    if (target.host !== host.host || target.protocol !== host.protocol)
      throw new AttacheError("network", `${caller.name} was about to call ${target.host}, which nobody named.`, {
        next: `Only ${host.host} was named. Name the other host yourself if it is meant to be reached.`,
      });
    const watch = watchIdle(caller, host.host, init?.signal ?? undefined);
    try {
      const response = await fetch(input, { ...init, redirect: "manual", signal: watch.signal });
      if (response.status >= 300 && response.status < 400) {
        void response.body?.cancel();
        throw new AttacheError("network", `${host.host} answered with a redirect to another address.`, {
          next: "Name the address it redirects to, if you trust it.",
        });
      }
      return watch.over(response);
    } catch (thrown) {
      watch.end();
      throw unreachable(thrown, host.host, caller) ?? thrown;
    }
  };
}

// Gives up when nothing has come for a while, before the answer or within it.
function watchIdle(
  caller: Caller,
  host: string,
  signal: AbortSignal | undefined,
): { signal: AbortSignal; over(response: Response): Response; end(): void } {
  const stop = new AbortController();
  const seconds = caller.idleSeconds;
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => clearTimeout(timer);
  const begin = (): void => {
    end();
    if (seconds === undefined) return;
    timer = setTimeout(() => {
      stop.abort(
        new AttacheError(caller.kind, `${host} gave no byte for ${seconds} seconds.`, {
          next: `See whether ${caller.name} is overloaded, or allow it more time with ATTACHE_MODEL_TIMEOUT (seconds).`,
        }),
      );
    }, seconds * 1000);
    timer.unref();
  };
  begin();
  return {
    signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
    end,
    over(response) {
      if (!response.body || seconds === undefined) {
        end();
        return response;
      }
      const watched = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            begin();
            controller.enqueue(chunk);
          },
          flush: end,
        }),
      );
      const { status, statusText, headers } = response;
      const passed = new Response(watched, { status, statusText, headers });
      Object.defineProperty(passed, "url", { value: response.url });
      return passed;
    },
  };
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "").toLowerCase();
}

function portOf(url: URL): number {
  return url.port ? Number(url.port) : url.protocol === "https:" ? 443 : 80;
}
