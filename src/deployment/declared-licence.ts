import { Enums, Models, SPDX } from "@cyclonedx/cyclonedx-library";

import type { InstalledPackage } from "./installed-packages.ts";
import { licenceOfPackage, licenceText, noLicence } from "./package-licence.ts";

/** A package's licence for a bill of materials: an SPDX id, an expression of ids, or its own words with its licence file. */
export function declaredLicence(entry: InstalledPackage): Models.License {
  const licence = made(entry);
  licence.acknowledgement = Enums.LicenseAcknowledgement.Declared;
  return licence;
}

function made(entry: InstalledPackage): Models.License {
  const written = licenceOfPackage(entry);
  const id = SPDX.fixupSpdxId(written);
  if (id !== undefined) return new Models.SpdxLicense(id);
  if (isExpression(written)) return new Models.LicenseExpression(written);
  const text = licenceText(entry);
  return new Models.NamedLicense(
    written === noLicence && text !== undefined ? "as in its licence file" : written,
    text === undefined ? {} : { text: new Models.Attachment(text) },
  );
}

function isExpression(written: string): boolean {
  const ids = written
    .replace(/[()]/g, " ")
    .split(/\s+(?:AND|OR|WITH)\s+/)
    .map((id) => id.trim());
  return ids.length > 1 && ids.every((id) => SPDX.isSupportedSpdxId(id));
}
