import { fitText } from "./fit-text.ts";
import { look } from "./look.ts";

/** The element that Plot makes, as far as it is needed here. */
export interface PlotElement {
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<{ remove(): void }>;
  innerHTML: string;
}

interface Page {
  /** What its ids start with: an id of no other chart on the same page. */
  id: string;
  title: string;
  subtitle: string[];
  plots: PlotElement[];
  notes: string[];
  alternative: string;
}

const edge = 16;
const heading = { size: 15, height: 20 };

/** The SVG document around plots: heading, plots and notes on white, and the text alternative to all of it. */
export function composeSvg({ id, title, subtitle, plots, notes, alternative }: Page): string {
  const room = Math.max(0, ...plots.map((plot) => sizeOf(plot).width), plots.length === 0 ? look.width : 0);
  let top = edge;
  const write = (texts: string[], attributes = "", size: number = look.fontSize, height: number = look.lineHeight) =>
    texts.map((text) => {
      top += height;
      return `<text x="${edge}" y="${top - (height - size)}"${attributes}>${escaped(text)}</text>`;
    });
  const fitted = (lines: string[]): string[] => lines.flatMap((line) => fitText(line, room));
  const head = [
    ...write(
      fitText(title, room / 1.1, heading.size),
      ` font-size="${heading.size}" font-weight="bold"`,
      heading.size,
      heading.height,
    ),
    ...write(fitted(subtitle), ` fill="${look.quiet}"`),
  ];
  top += 12;
  const drawn = plots.map((plot) => {
    // Plot's style sheet is for pages that follow the width of a window.
    for (const style of plot.querySelectorAll("style")) style.remove();
    const group = `<g transform="translate(${edge},${top})" text-anchor="middle">${plot.innerHTML}</g>`;
    top += sizeOf(plot).height;
    return group;
  });
  top += 8;
  const foot = write(fitted(notes));
  const [width, height] = [room + 2 * edge, top + edge];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"` +
      ` role="img" aria-labelledby="${id}-title ${id}-desc" font-family="sans-serif" font-size="${look.fontSize}"` +
      ` color="${look.ink}" fill="${look.ink}">`,
    `<title id="${id}-title">${escaped(title)}</title>`,
    `<desc id="${id}-desc">${escaped(alternative)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...head,
    ...drawn,
    ...foot,
    "</svg>\n",
  ].join("\n");
}

function sizeOf(plot: PlotElement): { width: number; height: number } {
  return { width: Number(plot.getAttribute("width")), height: Number(plot.getAttribute("height")) };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
