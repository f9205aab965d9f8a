const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
const abbreviation =
  /(?:\b(?:No|Dr|Mr|Mrs|Ms|Prof|vs|approx|ca|cf|e\.g|i\.e|etc|Inc|Ltd|Co|Corp|St|U\.S|U\.K|U\.A\.E|(?<!-)[A-Z])\.)\s*$/;

/** Splits a span of text into sentences, as offsets into the whole text; white space around them is left out. */
export function sentencesOf(text: string, start = 0, end = text.length): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let open: number | undefined;
  for (const { segment, index } of segmenter.segment(text.slice(start, end))) {
    open ??= start + index;
    if (abbreviation.test(segment) && start + index + segment.length < end) continue;
    push(open, start + index + segment.length);
    open = undefined;
  }
  if (open !== undefined) push(open, end);
  return found;

  function push(from: number, to: number): void {
    const raw = text.slice(from, to);
    const lead = raw.length - raw.trimStart().length;
    const trimmed = raw.trim();
    if (trimmed) found.push({ start: from + lead, end: from + lead + trimmed.length });
  }
}
