import type { Caller } from "./caller.ts";
import { AttacheError } from "./error.ts";

/** Codes of Node's TLS layer that mean: the certificate or the protocol, not the host. */
const tls = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|EPROTO/;

/**
 * A call that never reached its host, or was cut off, as a sentence: the name is unknown, nothing listens, the
 * certificate is wrong, the connection broke, no answer came. Undefined for everything else, such as an abort.
 */
export function unreachable(thrown: unknown, host: string, caller: Caller): AttacheError | undefined {
  const chain = causes(thrown);
  const own = chain.find((cause): cause is AttacheError => cause instanceof AttacheError);
  if (own) return own;
  const code = chain.flatMap((cause) => (cause as NodeJS.ErrnoException).code ?? []).find(isText) ?? "";
  const said = saying(code, host, caller) ?? (neverSent(thrown) ? saying("ECONNREFUSED", host, caller) : undefined);
  return said && new AttacheError(caller.kind, said.message, { next: said.next, cause: thrown });
}

// `fetch` gives up by itself without a code, e.g. on ports it holds to be unsafe.
function neverSent(thrown: unknown): boolean {
  return thrown instanceof TypeError && thrown.message === "fetch failed";
}

function saying(code: string, host: string, caller: Caller): { message: string; next: string } | undefined {
  const { name, instead, startedBy, addressIn } = caller;
  const start = `Start it${startedBy ? ` with \`${startedBy}\`` : ""}, or ${addressIn ? `set ${addressIn}` : "check host and port"}${instead ? `; or ${instead}` : ""}.`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return {
      message: `There is no host ${host}.`,
      next: `Check how the address is written${addressIn ? ` in ${addressIn}` : ""}.`,
    };
  if (/^E(?:CONNREFUSED|HOSTUNREACH|NETUNREACH|TIMEDOUT)$|CONNECT_TIMEOUT/.test(code))
    return { message: `${capital(name)} does not answer at ${host}.`, next: start };
  if (tls.test(code))
    return {
      message: `No secure connection to ${host} (${code}).`,
      next: "Check the certificate, name its authority in NODE_EXTRA_CA_CERTS, or write http:// where the server speaks plain HTTP.",
    };
  if (/HEADERS_TIMEOUT|BODY_TIMEOUT/.test(code))
    return { message: `${host} gave no byte for a long time.`, next: `See whether ${name} is overloaded.` };
  if (/^E(?:CONNRESET|PIPE)$|UND_ERR_SOCKET|HPE_|UND_ERR/.test(code))
    return { message: `${host} broke off the connection.`, next: `Look at the log of ${name}.` };
  return undefined;
}

/** A thrown thing and what caused it, outermost first. */
function causes(thrown: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at = thrown; at instanceof Error && chain.length < 8; at = at.cause) {
    chain.push(at);
    if (at instanceof AggregateError) chain.push(...(at.errors as unknown[]));
  }
  return chain;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
