/** A piece of HTML that is safe to stand in a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text and numbers are escaped, nothing is nothing, lists are joined. */
export type Piece = Markup | string | number | null | undefined | false | Piece[];

/** A template whose every value is escaped, so that a stranger's text stays text. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Markup {
  return new Markup(strings.reduce((before, text, index) => `${before}${rendered(pieces[index - 1] ?? null)}${text}`));
}

function rendered(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return "";
  if (Array.isArray(piece)) return piece.map(rendered).join("");
  return piece instanceof Markup ? piece.text : escaped(String(piece));
}

// Control characters, lone surrogates and marks that turn the direction of what follows have no business in a report.
function escaped(text: string): string {
  return text
    .replace(
      /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu,
      "\uFFFD",
    )
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
