import { createHash } from "node:crypto";

import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";

import type { Installed, InstalledPackage } from "./installed-packages.ts";
import { createIntegrity } from "./integrity.ts";
import { declaredLicence } from "./declared-licence.ts";
import { licenceOfModel } from "./model-licence.ts";
import { licenceOfPackage } from "./package-licence.ts";

/** What lies in our package beside code. */
export interface OwnData {
  model: { name: string; sha256: string; folder: string };
  corpus: { sha256: string };
}

/**
 * A CycloneDX 1.6 bill of materials as JSON: every production package that is installed, the embedded model and the corpus,
 * and what depends on what. The serial number follows from the content, and the time comes from outside.
 */
export function billOfMaterials(installed: Installed, own: OwnData, timestamp: Date): string {
  const bom = new Models.Bom();
  const { root, packages } = installed;
  const product = packageComponent(root, Enums.ComponentType.Application);
  const byFolder = new Map<string, Models.Component>();
  const byPurl = new Map<string, Models.Component>();
  const hashOf = createIntegrity(root.folder);
  for (const entry of packages) {
    const component = byPurl.get(purlOf(entry)) ?? packageComponent(entry, Enums.ComponentType.Library);
    const sha512 = hashOf(entry.folder);
    if (sha512 !== undefined) component.hashes.set(Enums.HashAlgorithm["SHA-512"], sha512);
    byPurl.set(purlOf(entry), component);
    byFolder.set(entry.folder, component);
  }
  const data = [modelComponent(own.model, licenceOfPackage(root)), corpusComponent(own.corpus, root)];
  for (const component of [...byPurl.values(), ...data]) bom.components.add(component);
  for (const { folder, dependencies } of [root, ...packages]) {
    const from = folder === root.folder ? product : byFolder.get(folder);
    for (const on of dependencies) {
      const to = byFolder.get(on);
      if (from && to && from !== to) from.dependencies.add(to.bomRef);
    }
  }
  for (const component of data) product.dependencies.add(component.bomRef);
  bom.metadata.component = product;
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  const text = (): string => `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
  bom.serialNumber = `urn:uuid:${uuidOf(text())}`;
  bom.metadata.timestamp = timestamp;
  return text();
}

function packageComponent(entry: InstalledPackage, type: Enums.ComponentType): Models.Component {
  const { name, version, description } = entry.manifest;
  const [, group, bare = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  const supplier = supplierOf(entry.manifest.author);
  const component = new Models.Component(type, bare, {
    bomRef: purlOf(entry),
    version,
    purl: purlOf(entry),
    ...(group === undefined ? {} : { group }),
    ...(description === undefined ? {} : { description }),
    ...(supplier === undefined ? {} : { supplier: new Models.OrganizationalEntity({ name: supplier }) }),
  });
  component.licenses.add(declaredLicence(entry));
  return component;
}

function modelComponent({ name, sha256, folder }: OwnData["model"], ownLicence: string): Models.Component {
  const component = new Models.Component(Enums.ComponentType.MachineLearningModel, name, {
    bomRef: `model:${name}`,
    version: sha256.slice(0, 16),
    description: "Embedding model; the hash is of its weights.",
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm["SHA-256"], sha256]]),
  });
  component.licenses.add(new Models.LicenseExpression(licenceOfModel(folder, ownLicence) ?? ownLicence));
  return component;
}

function corpusComponent({ sha256 }: OwnData["corpus"], root: InstalledPackage): Models.Component {
  const component = new Models.Component(Enums.ComponentType.Data, "attache-corpus", {
    bomRef: "data:attache-corpus",
    version: sha256.slice(0, 16),
    description:
      "Facts and digests in our own words; the hash is of all files that carry knowledge, one after another.",
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm["SHA-256"], sha256]]),
  });
  component.licenses.add(declaredLicence(root));
  return component;
}

/** A package's address in the language of bills of materials: `pkg:npm/%40scope/name@1.0.0`. */
function purlOf({ manifest: { name, version } }: InstalledPackage): string {
  return `pkg:npm/${name.replace("@", "%40")}@${encodeURIComponent(version)}`;
}

// "Name <mail> (address)", or an object with a name.
function supplierOf(author: unknown): string | undefined {
  const written = typeof author === "string" ? author : (author as { name?: unknown } | undefined)?.name;
  const name = typeof written === "string" ? written.replace(/\s*[<(].*$/, "").trim() : "";
  return name === "" ? undefined : name;
}

// The first 16 bytes of a hash as a UUID of version 8, which is for makers' own rules.
function uuidOf(content: string): string {
  const bytes = createHash("sha256").update(content).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
