import type { ComponentLayer } from "../domain/component.ts";
import type { CalledHost } from "../domain/deployment.ts";
import type { Observation } from "../domain/observation.ts";
import type { Part } from "./parts.ts";

/** A deployment that can be scored. */
export interface Deployed {
  deployment: string;
  title: string;
  parts: Part[];
  hosts: CalledHost[];
}

const layers: ComponentLayer[] = ["program", "weights", "store", "corpus"];

/**
 * The indicators of corpus/deployment/method.yaml for one deployment, counted over the parts it needs at run time. What is not
 * known counts as the worst it can be, unless `unknownAs` says otherwise.
 */
export function observationsOf(
  { deployment, parts, hosts }: Deployed,
  unknownAs: "worst" | "best" = "worst",
): Observation[] {
  const running = parts.filter((part) => part.needed === "run");
  const row = (indicator: string, value: number): Observation => ({
    country: deployment,
    indicator,
    year: null,
    value,
    low: null,
    high: null,
    unit: null,
    state: "observed",
    source: null,
    row: null,
    licence: null,
  });
  const share = (indicator: string, of: Part[], is: (part: Part) => boolean | "perhaps"): Observation[] => {
    if (of.length === 0) return [];
    const counts = (part: Part): boolean => (unknownAs === "worst" ? is(part) !== false : is(part) === true);
    return [row(indicator, of.filter(counts).length / of.length)];
  };
  return [
    ...layers.flatMap((layer) => {
      const own = running.filter((part) => part.layer === layer);
      return [
        ...share(`${layer}-cut-off`, own, isRemote),
        ...share(`${layer}-revocable`, own, isRevocable),
        ...share(`${layer}-single-company`, own, hangsOnOneCompany),
      ];
    }),
    row("hosts-abroad", count(hosts, "abroad") + (unknownAs === "worst" ? count(hosts, "undeclared") : 0)),
    ...share("hosts-answering", running, isRemote),
    row("telemetry", running.filter((part) => part.unasked).length),
  ];
}

/** Why a part counts against its layer, in words; empty where it does not. */
export function faultsOf(part: Part): string[] {
  return [
    ...(isRemote(part) ? [`runs on ${part.host}`] : []),
    ...(part.kept === "terms" ? ["on terms that can be changed or ended"] : []),
    ...(part.kept === "unknown" ? ["licence not known"] : []),
    ...(hangsOnOneCompany(part) ? [`from one supplier, ${part.replace.takes} to replace`] : []),
  ];
}

function isRemote(part: Part): boolean {
  return part.host !== null;
}

function isRevocable(part: Part): boolean | "perhaps" {
  return part.kept === "unknown" ? "perhaps" : part.kept === "terms";
}

function hangsOnOneCompany({ supplier, replace }: Part): boolean {
  return supplier.kind === "company" && (replace.takes === "weeks" || replace.takes === "months");
}

function count(hosts: CalledHost[], standing: CalledHost["standing"]): number {
  return hosts.filter((host) => host.standing === standing).length;
}
