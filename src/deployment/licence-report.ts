import type { LicenceMeaningFile } from "../domain/component.ts";
import type { DeploymentReport } from "../domain/deployment.ts";
import type { Source } from "../domain/source.ts";
import type { InstalledPackage } from "./installed-packages.ts";
import { attentionFor } from "./licence-meaning.ts";
import { licenceOfPackage, noLicence } from "./package-licence.ts";
import type { Part } from "./parts.ts";

type Licences = DeploymentReport["licences"];

/** The licences of all that is installed, counted, and those that ask for a second look, each with the reason. */
export function licenceReport(
  packages: InstalledPackage[],
  parts: Part[],
  sources: Source[],
  meaning: LicenceMeaningFile,
  modelRemark: string | undefined,
): Licences {
  const byLicence = new Map<string, string[]>();
  const distinct = new Map(packages.map((entry) => [`${entry.manifest.name}@${entry.manifest.version}`, entry]));
  for (const [name, entry] of distinct) {
    const licence = licenceOfPackage(entry);
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), name]);
  }
  const counts = [...byLicence]
    .map(([licence, names]) => ({ licence, packages: names.length }))
    .sort((a, b) => b.packages - a.packages || (a.licence < b.licence ? -1 : 1));
  return {
    packages: distinct.size,
    counts,
    attention: [
      ...[...byLicence].flatMap(([licence, names]) => {
        const why = licence === noLicence ? "The package names no licence." : attentionFor(licence, meaning);
        return why === undefined ? [] : [{ of: listed(names), licence, why }];
      }),
      ...parts.flatMap(({ name, licence, kept, needed }) => {
        if (needed === "install") return [];
        if (kept === "terms")
          return [
            { of: name, licence, why: "Its operator can change or end them; read what it may do with your questions." },
          ];
        return kept === "unknown"
          ? [{ of: name, licence, why: "Nobody has said what is allowed; read its licence." }]
          : [];
      }),
      ...(modelRemark === undefined
        ? []
        : [
            {
              of: "Embedding model",
              licence: "see its card",
              why: `${firstPart(modelRemark)} The whole is in MODEL_CARD.md.`,
            },
          ]),
      ...dataSets(sources, meaning),
    ],
  };
}

// The licences of data sets by the words that ask for a second look.
function dataSets(sources: Source[], { phrases }: LicenceMeaningFile): Licences["attention"] {
  return phrases.flatMap(({ phrase, why }) => {
    const found = sources.filter(({ licence }) => licence?.includes(phrase));
    const licences = [...new Set(found.map(({ licence }) => licence ?? ""))];
    return found.length > 0
      ? [{ of: `data sets ${listed(found.map(({ id }) => id))}`, licence: licences.join("; "), why }]
      : [];
  });
}

function listed(names: string[]): string {
  const [most, rest] = [names.slice(0, 5), names.length - 5];
  return `${most.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function firstPart(text: string): string {
  const cut = text.length > 300 ? `${text.slice(0, 300).replace(/\s+\S*$/, "")} …` : text;
  return /[.…:]$/.test(cut) ? cut : `${cut}.`;
}
