import { fileURLToPath } from "node:url";

import { DOMParser } from "linkedom";
import { describe, expect, it } from "vitest";

import { chartNames, drawChart } from "../../src/brief/charts/draw-chart.ts";
import { fitText, textWidth } from "../../src/brief/charts/fit-text.ts";
import { shade } from "../../src/brief/charts/shade.ts";
import { type Band, type CountryExposure, ExposureReport, type ShockedCountry } from "../../src/domain/exposure.ts";

const folder = fileURLToPath(new URL("../../src/brief/charts/kinds", import.meta.url));
const kinds = await chartNames(folder);
const draw = (kind: string, from = report()) => drawChart(from, kind, folder);

const hostile = `<script>alert(1)</script> & "x" 'y' ]]> \u0000\u0008\ud800\uffff\u202e--> <!--`;
const long =
  "The United Kingdom of Great Britain and Northern Ireland, with Donaudampfschifffahrtsgesellschaftskapitänswitwe";

describe.for(kinds)("the chart %s", (kind) => {
  it("is well-formed XML with its title and description", async () => {
    const { svg, alternative } = await draw(kind);
    expect(xmlFaults(svg)).toEqual([]);
    const root = parse(svg).documentElement;
    expect([root.localName, root.getAttribute("xmlns")]).toEqual(["svg", "http://www.w3.org/2000/svg"]);
    expect([root.getAttribute("role"), root.querySelector("parsererror")]).toEqual(["img", null]);
    expect(root.querySelector("desc")?.textContent).toBe(alternative);
    expect(root.querySelector("title")?.textContent).toBe(alternative.split("\n")[0]?.replace(/\.$/, ""));
    const labels = String(root.getAttribute("aria-labelledby")).split(" ");
    expect(labels).toEqual(["title", "desc"].map((part) => root.querySelector(part)?.getAttribute("id")));
  });

  it("says every number that it shows in its text alternative, with one decimal at most", async () => {
    const { svg, alternative } = await draw(kind);
    const shown = numbersIn(textsOf(svg).join(" | "));
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter((number) => !numbersIn(alternative).includes(number))).toEqual([]);
    expect(`${textsOf(svg).join(" | ")} ${alternative}`).not.toMatch(/\d\.\d\d/);
  });

  it("stands alone: nothing is fetched, nothing is styled from outside", async () => {
    const { svg } = await draw(kind);
    expect(svg).not.toMatch(/<(?:style|script|image|use|foreignObject)\b|\s(?:class|style|href)=|url\(|currentColor/);
    expect(new Set(idsOf(svg)).size).toBe(idsOf(svg).length);
  });

  it("has no number that is none", async () => {
    const bandless = { ...country("FRA", 58), band: null, rank: null, rankBand: null, reference: null };
    for (const countries of [
      [],
      [country("NRU", null)],
      [country("FRA", 58)],
      [bandless],
      [country("FRA", Number.NaN)],
    ]) {
      const { svg, alternative } = await draw(kind, report(countries));
      expect(xmlFaults(svg)).toEqual([]);
      expect(svg + alternative).not.toMatch(/NaN|undefined|Infinity|null|\[object/);
    }
  });

  it("shows hostile names as text", async () => {
    const countries = ["FRA", "IND"].map((code, index) => ({ ...country(code, 58 + index), name: hostile }));
    for (const { layers } of countries) for (const layer of layers) layer.title = hostile;
    const { svg, alternative } = await draw(kind, report(countries));
    expect(xmlFaults(svg)).toEqual([]);
    expect(parse(svg).querySelectorAll("script")).toHaveLength(0);
    expect(withoutBlanks(textsOf(svg).join(""))).toContain(`<script>alert(1)</script>&"x"'y']]>`);
    expect(alternative).toContain(`<script>alert(1)</script> & "x" 'y' ]]>`);
  });

  it("cuts no long name and keeps all text on the page", async () => {
    const { svg } = await draw(kind, report([{ ...country("GBR", 47), name: long }, country("IND", 76)]));
    expect(withoutBlanks(textsOf(svg).join(""))).toContain(withoutBlanks(long));
    const { width = 0, height = 0 } = /width="(?<width>\d+)" height="(?<height>\d+)"/.exec(svg)?.groups ?? {};
    expect(
      placedTexts(svg).filter(({ left, right, y }) => left < 0 || right > Number(width) || y < 0 || y > Number(height)),
    ).toEqual([]);
  });

  it("is the same in every byte for the same report, whatever was drawn between", async () => {
    const first = await draw(kind);
    for (const other of kinds) await draw(other, report([country("IND", 70)]));
    expect(await draw(kind)).toEqual(first);
  });

  it("says who has no score", async () => {
    const { svg, alternative } = await draw(kind);
    expect(textsOf(svg).join(" ")).toContain("insufficient data");
    expect(alternative).toMatch(/insufficient data: Nauru|Nauru: no score: insufficient data/);
  });
});

it("puts charts on one page that share no id", async () => {
  const reports = [report(), report([country("FRA", 58), country("IND", 76)])];
  const drawn = await Promise.all(reports.flatMap((one) => kinds.map((kind) => draw(kind, one))));
  const ids = drawn.flatMap(({ svg }) => idsOf(svg));
  expect(ids.length).toBeGreaterThanOrEqual(2 * drawn.length);
  expect(new Set(ids).size).toBe(ids.length);
});

describe("contribution bars", () => {
  it("label each bar, beside E and E_reference", async () => {
    const { svg } = await draw("contribution-bars");
    const labels = ["+12.3", "−4.3", "no value", "E 58.0, E_reference 50.0", "Energy and water"];
    expect(textsOf(svg)).toEqual(expect.arrayContaining(labels));
    expect(textsOf(svg).join(" ")).toContain("Reference: median of all");
  });

  it("name the reference in each panel where it is not the same for all", async () => {
    const other = { ...country("IND", 76), reference: { name: "the union", score: 41 } };
    const { svg } = await draw("contribution-bars", report([country("FRA", 58), other]));
    expect(textsOf(svg)).toContain("E 76.0, E_reference 41.0 (the union)");
  });

  it("run from zero to both sides in two shades", async () => {
    const { svg } = await draw("contribution-bars", report([country("FRA", 58)]));
    const bars = elements(svg, `[aria-label="bar"] rect`);
    const zero = Number(elements(svg, `[aria-label="rule"] line`).at(-1)?.getAttribute("x1"));
    const spans = bars.map((bar) => [Number(bar.getAttribute("x")), Number(bar.getAttribute("width"))] as const);
    expect(spans).toHaveLength(2);
    expect(spans[0]?.[0]).toBeCloseTo(zero, 0);
    expect((spans[1]?.[0] ?? 0) + (spans[1]?.[1] ?? 0)).toBeCloseTo(zero, 0);
    expect(new Set(bars.map((bar) => bar.getAttribute("fill"))).size).toBe(2);
  });
});

describe("the interval plot", () => {
  it("is in order of rank, those without a score last", async () => {
    const { svg, alternative } = await draw("interval-plot");
    const names = ["India", "France", "United States", "Nauru"];
    expect(textsOf(svg).filter((text) => names.includes(text))).toEqual(names);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["58.0 (50.0 to 66.0)", "2 (1 to 8.5)"]));
    expect(alternative).toContain("France: exposure 58.0, band 50.0 to 66.0, rank 2, rank band 1 to 8.5.");
  });

  it("puts dots and lines where the axis says", async () => {
    const { svg } = await draw("interval-plot");
    const at = (selector: string, key: string) => elements(svg, selector).map((node) => Number(node.getAttribute(key)));
    const [zero = 0, , , , , hundred = 0] = at(`[aria-label="x-grid"] line`, "x1");
    const values = (places: number[]) =>
      places.slice(0, 3).map((x) => Math.round((1000 * (x - zero)) / (hundred - zero)));
    expect(values(at("circle", "cx"))).toEqual([760, 580, 160]);
    expect(values(at(`[aria-label="rule"] line`, "x1"))).toEqual([680, 500, 80]);
    expect(values(at(`[aria-label="rule"] line`, "x2"))).toEqual([840, 660, 240]);
  });
});

describe("the heatmap", () => {
  it("prints the number of each cell, and – where there is none", async () => {
    const { svg, alternative } = await draw("layer-heatmap");
    const texts = textsOf(svg);
    expect(texts.filter((text) => text === "–")).toHaveLength(5);
    expect(texts).toEqual(expect.arrayContaining(["42.0", "71.3"]));
    expect(alternative).toContain("France: Compute 42.0; Energy and water 71.3; Talent missing.");
  });

  it("is lighter the higher the score, with numbers that stand out", () => {
    const shades = Array.from({ length: 101 }, (_, score) => shade(score));
    for (const [index, { fill, ink }] of shades.entries()) {
      const light = luminance(fill);
      expect(light).toBeGreaterThan(index === 0 ? 0 : luminance(shades[index - 1]?.fill ?? ""));
      expect(ink === "#ffffff" ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05).toBeGreaterThan(4.5);
    }
  });
});

describe("the slope chart", () => {
  it("shows before, after and the band after", async () => {
    const { svg, alternative } = await draw("before-after-slope");
    const shown = ["58.0", "63.2", "55.2", "71.2", "change +5.2 (+3.2 to +7.2)", "rank 2 → 1"];
    expect(textsOf(svg)).toEqual(expect.arrayContaining(shown));
    expect(alternative).toContain("France: before 58.0, after 63.2 (band 55.2 to 71.2); change +5.2 (+3.2 to +7.2)");
    expect(alternative).toContain(
      "United States: before 16.0, after 16.0; the shock does not reach it; rank 3, unchanged.",
    );
  });

  it("asks for a scenario where the report has none", async () => {
    const error = { kind: "usage", next: expect.stringContaining("Name a scenario") };
    await expect(draw("before-after-slope", { ...report(), scenario: null })).rejects.toMatchObject(error);
  });
});

it.for(["pie", "", "../draw-chart", "kinds/interval-plot"])("refuses a chart that is not there: %s", async (kind) => {
  const next = `Name one of: ${kinds.join(", ")}.`;
  await expect(draw(kind)).rejects.toMatchObject({ kind: "usage", next });
});

it("fits text to a width and loses nothing", () => {
  for (const text of [long, "a", "", "日本国".repeat(20), "👩‍👩‍👧‍👦".repeat(30)]) {
    const lines = fitText(text, 120);
    expect(withoutBlanks(lines.join(""))).toBe(withoutBlanks(text));
    expect(lines.filter((line) => textWidth(line) > 120)).toEqual([]);
  }
});

const layers = ["Compute", "Energy and water", "Talent"];
const names: Record<string, string> = { FRA: "France", IND: "India", NRU: "Nauru", USA: "United States" };
const ranks: Record<string, number> = { IND: 1, FRA: 2, USA: 3 };

function around(value: number, reach: number): Band {
  return { low: value - reach, high: value + reach };
}

function country(code: string, score: number | null): CountryExposure {
  const scores = score === null ? [31.04] : [100 - score, 71.3];
  const adds = score === null ? [] : [score - 45.7, -4.3];
  const layer = { band: null, weight: 0.5, coverage: 0.8, indicators: [] };
  const bare = { coverage: 0.8, weakest: null, counterArgument: null, beside: [], gaps: [], sentences: [] };
  return {
    ...bare,
    country: code,
    name: names[code] ?? code,
    status: score === null ? "insufficient-data" : "scored",
    score,
    band: score === null ? null : around(score, 8),
    rank: score === null ? null : (ranks[code] ?? 4),
    rankBand: score === null ? null : { low: 1, high: (ranks[code] ?? 4) + 6.5 },
    reference: score === null ? null : { name: "median of all", score: 50 },
    layers: layers.map((title, index) => {
      return { ...layer, layer: `${title}-layer`, title, score: scores[index] ?? null, adds: adds[index] ?? null };
    }),
  };
}

function shocked({ country, name, score, rank }: CountryExposure): ShockedCountry {
  const rest = { country, name, before: score, rankBefore: rank, losses: [], gaps: [], sentences: [] };
  const none = { after: null, afterBand: null, change: null, changeBand: null, rankAfter: null };
  if (score === null || rank === null) return { ...rest, ...none, status: "insufficient-data" };
  if (country === "USA") return { ...rest, ...none, status: "spared", after: score, change: 0, rankAfter: rank };
  const bands = { afterBand: around(score + 5.2, 8), changeBand: around(5.2, 2) };
  return { ...rest, ...bands, status: "computed", after: score + 5.2, change: 5.2, rankAfter: 3 - rank };
}

function report(
  countries = [country("FRA", 58), country("NRU", null), country("USA", 16), country("IND", 76)],
): ExposureReport {
  const scenarios = [{ scenario: "chips", version: "1.0.0", title: "Export of chips stops", about: "An assumption." }];
  const numbers = { weights: {}, asOf: 2025, runs: 10_000, seed: 1, scored: 3, known: 4 };
  const lists = { overview: null, pairs: [], sources: [], leftOut: [], notes: [] };
  return {
    method: { method: "exposure", version: "1.2.0", title: "Exposure index", score: "exposure" },
    ...numbers,
    ...lists,
    countries,
    scenario: {
      scenarios,
      assumptions: [],
      limits: [],
      countries: countries.map(shocked),
      computable: 3,
      reversals: [],
    },
  };
}

it("has a fixture that is a report", () => {
  expect(ExposureReport.safeParse(report()).error).toBeUndefined();
});

interface Node {
  localName: string;
  textContent: string;
  parentElement: Node | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node> & { length: number };
}

function parse(svg: string): Node & { documentElement: Node } {
  return new DOMParser().parseFromString(svg, "image/svg+xml") as never;
}

function elements(svg: string, selector: string): Node[] {
  return [...parse(svg).querySelectorAll(selector)];
}

/** The lines of text of a chart, in its order. */
function textsOf(svg: string): string[] {
  return elements(svg, "text").flatMap(linesOf);
}

function linesOf(text: Node): string[] {
  const spans = [...text.querySelectorAll("tspan")];
  return (spans.length > 0 ? spans : [text]).map(({ textContent }) => textContent);
}

function idsOf(svg: string): string[] {
  return [...svg.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => id);
}

function numbersIn(text: string): string[] {
  return text.match(/[+−]?\d(?:[\d,]*\d)?(?:\.\d+)?/g) ?? [];
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}

/** Where each line of text lies on the page, with letters as wide as allowed for. */
function placedTexts(svg: string): { y: number; left: number; right: number }[] {
  return elements(svg, "text").flatMap((text) => {
    let [x = 0, y = 0] = ["x", "y"].map((key) => Number.parseFloat(text.getAttribute(key) ?? "0"));
    let [size, anchor] = [0, ""];
    for (let node: Node | null = text; node; node = node.parentElement) {
      const [right = 0, down = 0] = node.getAttribute("transform")?.match(/-?\d[\d.]*/g) ?? [];
      [x, y] = [x + Number(right), y + Number(down)];
      anchor ||= node.getAttribute("text-anchor") ?? "";
      size ||= Number(node.getAttribute("font-size"));
    }
    return linesOf(text).map((line) => {
      const width = textWidth(line, size);
      const left = x - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
      return { y, left, right: left + width };
    });
  });
}

/** What XML forbids and a lenient parser lets pass. */
function xmlFaults(xml: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml)) faults.push("forbidden character");
  const rest = xml.replace(
    /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="(?:[^<&"]|&(?:#\d+|amp|lt|gt|quot);)*")*)\s*(\/?)>/g,
    (_tag, closes: string, name: string, attributes: string, empty: string) => {
      const keys = [...attributes.matchAll(/\s([\w:-]+)="/g)].map(([, key]) => key);
      if (new Set(keys).size < keys.length) faults.push(`an attribute twice in ${name}`);
      if (closes && open.pop() !== name) faults.push(`${name} is closed but was not open`);
      if (!closes && !empty) open.push(name);
      return "";
    },
  );
  const stray = /[<>]|&(?!(?:#\d+|amp|lt|gt|quot);)|\]\]>/.exec(rest);
  return [...faults, ...open.map((name) => `${name} is not closed`), ...(stray ? [`stray ${stray[0]}`] : [])];
}

function luminance(fill: string): number {
  const [red = 0, green = 0, blue = 0] = (fill.match(/\d+/g) ?? []).map((value) => {
    const part = Number(value) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it("finds what is wrong with XML", () => {
  const wrong = ["<b></a></b>", "&nbsp;", "&", "<a x='1'/>", `<a x="<"/>`, `<a x="1" x="2"/>`, "\u0001", "<b>", "]]>"];
  for (const xml of wrong) expect([xml, xmlFaults(`<a>${xml}</a>`).length]).not.toEqual([xml, 0]);
  expect(xmlFaults(`<a x="&lt;"><b y="1"/>&#38;</a>`)).toEqual([]);
});
