const beyondAscii = /[\u0080-\uffff]/;

/** Lower case without accents, in compatibility form. */
export function fold(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase(); // most texts, in half the time
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Text as quotes are compared: NFKC and white space folded to single blanks. */
export function foldForQuote(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, " ").trim();
}
