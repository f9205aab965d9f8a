import { existsSync, statSync } from "node:fs";
import { extname, join } from "node:path";

import { nameInSentence } from "../../domain/country-name.ts";
import { codeRoot } from "../../home.ts";
import { discover } from "../../kit/discover.ts";
import { AttacheError, quoted } from "../../kit/error.ts";
import type { RendererDefinition } from "../../kit/renderer.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { writeUserFile } from "./user-files.ts";

interface Format extends RendererDefinition {
  name: string;
}

interface BriefInput {
  country: string;
  format: string[];
  out?: string | undefined;
}

/** Writes a brief in each format asked for: to standard output, a file, or a folder. Without any fact it says so: 3. */
export async function writeBrief(input: BriefInput, context: CommandContext): Promise<ExitCode> {
  const formats = await chosenFormats(input);
  const toFolder = input.out !== undefined && (formats.length > 1 || isFolder(input.out));
  if (input.out === undefined && formats.length > 1 && !context.json)
    throw new AttacheError("usage", "Only one format fits on standard output.", { next: "Add --out FOLDER." });
  const desk = await context.desk();
  const { country } = desk.gazetteer.require(input.country);
  const brief = await desk.brief(country);
  if (brief.sections.every(({ claims }) => claims.length === 0) && brief.left === 0) {
    const name = nameInSentence(desk.gazetteer.require(country).name);
    context.show(brief, () => `There are no facts yet about ${name}, so no brief is written.`);
    return 3;
  }
  if (input.out === undefined) {
    const rendered = formats[0]?.render(brief) ?? "";
    if (typeof rendered !== "string" && !context.json)
      throw new AttacheError("usage", "That format is not text.", { next: "Add --out FILE." });
    context.show(brief, () => String(rendered));
    return 0;
  }
  for (const format of formats) {
    const file = toFolder ? join(input.out, `${country}-brief${format.ending}`) : input.out;
    writeUserFile(file, format.render(brief));
    context.note(`Written: ${file}`);
  }
  if (context.json) context.show(brief, () => "");
  return 0;
}

async function chosenFormats({ format, out }: BriefInput): Promise<Format[]> {
  const found = await discover<RendererDefinition>(join(codeRoot(), "src", "brief", "renderers"));
  const all = found.map(({ name, definition }) => ({ ...definition, name }));
  const byEnding = format.length === 0 && out !== undefined && all.some((entry) => entry.ending === extname(out));
  const wanted = format.length > 0 ? format : [byEnding && out !== undefined ? extname(out) : "md"];
  return wanted.map((name) => {
    const bare = name.toLowerCase().replace(/^\./, "");
    const match = all.find((entry) => entry.ending === `.${bare}` || entry.name === bare);
    if (match) return match;
    throw new AttacheError("usage", `There is no format ${quoted(name)}.`, {
      next: `The formats are ${all.map((entry) => entry.ending.slice(1)).join(", ")}.`,
    });
  });
}

function isFolder(path: string): boolean {
  return /[/\\]$/.test(path) || (existsSync(path) && statSync(path).isDirectory());
}
