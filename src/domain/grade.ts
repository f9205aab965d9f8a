import type { FactRecord } from "./fact.ts";
import type { Grade, Publisher, PublisherKind, Reliability } from "./source.ts";

const reliabilityOfKind: Record<PublisherKind, Reliability> = {
  official: "A",
  actor: "A",
  agency: "B",
  "law-firm": "B",
  dataset: "B",
  journal: "B",
  "trade-press": "C",
  newspaper: "C",
  "think-tank": "C",
  consultancy: "C",
  republisher: "D",
  aggregator: "E",
  "ai-digest": "E",
  "crypto-feed": "E",
  "seo-site": "E",
  forum: "F",
  blog: "F",
  mirror: "F",
};

interface GradedSource {
  publisher: string;
  kind: PublisherKind;
}

/**
 * The Admiralty reliability of a source: that of its publisher in `publishers.yaml`, else of its kind.
 * An `actor` is A about itself; `aboutItself: false` makes it C, as for any claim about others.
 */
export function reliabilityOf(source: GradedSource, publisher: Publisher | undefined, aboutItself = true): Reliability {
  if (source.kind === "actor" && !aboutItself) return "C";
  return publisher?.reliability ?? reliabilityOfKind[source.kind];
}

/**
 * The Admiralty grade of a fact by the corpus rules: reliability of its best source, credibility 1 two independent
 * sources of at least C agree, 2 one A or B, 3 one C or D, 4 disputed, 5 superseded, 6 weaker sources alone.
 * `cap` is the best credibility the document allows (an op-ed is 4 at best).
 */
export function gradeOf(
  fact: Pick<FactRecord, "certainty" | "conflicts_with">,
  sources: { source: GradedSource; reliability: Reliability }[],
  options: { superseded: boolean; cap?: Grade | undefined },
): Grade {
  const reliabilities = sources.map((entry) => entry.reliability).sort();
  const reliability = reliabilities[0] ?? "F";
  const publishers = new Set(
    sources.filter((entry) => entry.reliability <= "C").map((entry) => entry.source.publisher),
  );
  const [credibility, why] = credibilityOf(fact, reliability, publishers.size, options.superseded);
  const capped = options.cap && options.cap.credibility > credibility ? options.cap.credibility : credibility;
  const reason =
    options.cap && capped !== credibility
      ? options.cap.reason
      : `${sources[0]?.source.kind ?? "unknown"} publisher (${reliability}); ${why}`;
  return { code: `${reliability}${capped}`, reliability, credibility: capped, reason };
}

function credibilityOf(
  fact: Pick<FactRecord, "certainty" | "conflicts_with">,
  reliability: Reliability,
  independent: number,
  superseded: boolean,
): [number, string] {
  if (superseded) return [5, "superseded by a later record"];
  if (fact.certainty === "disputed") return [4, "disputed"];
  if (fact.conflicts_with.length > 0) return [4, "another source gives another value"];
  if (independent >= 2) return [1, `${independent} independent publishers agree`];
  if (reliability <= "B") return [2, "one source, not corroborated"];
  if (reliability <= "D") return [3, "one source, not corroborated"];
  return [6, "cannot be judged from this source alone"];
}
