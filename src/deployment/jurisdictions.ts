import type { CalledHost, HostStanding } from "../domain/deployment.ts";
import type { Gazetteer } from "../kit/desk.ts";
import { AttacheError, quoted } from "../kit/error.ts";

/** What a user declared: whose law they are under, and whose the hosts are under. Nothing is guessed from an address. */
export interface Declared {
  /** The code of the user's own country or bloc. */
  home: string | null;
  /** Code by host as written, with or without a port. */
  hosts: Map<string, string>;
}

/** Reads `HOST=CODE` pairs and the user's own jurisdiction. Throws `usage` for a pair or a country that is none. */
export function readDeclared(pairs: string[], home: string | undefined, gazetteer: Gazetteer): Declared {
  const hosts = new Map(
    pairs.map((pair) => {
      const [, host, name] = /^\s*([^=\s]+)\s*=\s*(\S.*?)\s*$/.exec(pair) ?? [];
      if (host === undefined || name === undefined)
        throw new AttacheError("usage", `${quoted(pair)} does not say a host and its jurisdiction.`, {
          next: "Write HOST=CODE, for example api.example.com=USA or localhost:8080=FRA.",
        });
      return [host.toLowerCase(), gazetteer.require(name).country] as const;
    }),
  );
  return { home: home === undefined ? null : gazetteer.require(home).country, hosts };
}

/** A host that may be called, with where it stands to the user's jurisdiction. */
export function standingOf(
  { host, caller }: { host: string; caller: string },
  { home, hosts }: Declared,
  gazetteer: Gazetteer,
): CalledHost {
  const jurisdiction = hosts.get(host.toLowerCase()) ?? hosts.get(withoutPort(host).toLowerCase()) ?? null;
  return { host, caller, jurisdiction, standing: standing(host, jurisdiction, home, gazetteer) };
}

function standing(host: string, jurisdiction: string | null, home: string | null, gazetteer: Gazetteer): HostStanding {
  if (jurisdiction === null) return isThisMachine(host) ? "this-machine" : "undeclared";
  if (home === null) return "undeclared";
  return jurisdiction === home || gazetteer.get(home)?.members.includes(jurisdiction) ? "home" : "abroad";
}

// Addresses that by their definition lead to the machine itself.
function isThisMachine(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(withoutPort(host));
}

function withoutPort(host: string): string {
  return /^\[.*\]$/.test(host) ? host : host.replace(/:\d+$/, "");
}
