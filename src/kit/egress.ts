import { AttacheError } from "./error.ts";

/**
 * A `fetch` that reaches one host and no other: the one the user named. A redirect to another host is refused. Every
 * call of the project that leaves the process goes through here.
 */
export function fetchOnly(host: URL, fetch: typeof globalThis.fetch = globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const target = new URL(input instanceof Request ? input.url : input);
    if (target.host !== host.host || target.protocol !== host.protocol)
      throw new AttacheError("network", `${target.host} was about to be called, but only ${host.host} was named.`, {
        next: "Name the host yourself if it is meant to be reached.",
      });
    const response = await fetch(input, { ...init, redirect: "manual" });
    if (response.status >= 300 && response.status < 400)
      throw new AttacheError("network", `${host.host} answered with a redirect to another address.`, {
        next: "Name the address it redirects to, if you trust it.",
      });
    return response;
  };
}
