/** Numbers that a claim says in a word: cardinals, ordinals and multiples. */
const cardinals =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const ordinals =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );
const tens = "thirty forty fifty sixty seventy eighty ninety hundred".split(" ");

const values = new Map<string, number[]>([
  ...cardinals.map((word, value): [string, number[]] => [word, [value]]),
  ...ordinals.map((word, value): [string, number[]] => [word, [value]]),
  ...tens.map((word, index): [string, number[]] => [word, [(index + 3) * 10]]),
  ...Object.entries({
    only: [1],
    single: [1],
    sole: [1],
    both: [2],
    double: [2],
    doubles: [2],
    doubled: [2],
    twice: [2],
    pair: [2],
    triple: [3],
    triples: [3],
    tripled: [3],
    treble: [3],
    quadruple: [4],
    dozen: [12],
    hundredth: [100],
    million: [1e6],
    billion: [1e9],
    trillion: [1e12],
    all: [100],
    whole: [100],
    wholly: [100],
    entirely: [100],
    fully: [100],
    half: [50, 0.5],
    quarter: [25, 0.25],
    none: [0],
    no: [0],
  }),
]);

/** Every number that words of the text may stand for: generous, for it only serves to find one in it. */
export function numbersInWords(text: string): number[] {
  const found: number[] = [];
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    const fold = /^(\p{L}+)fold$/u.exec(word)?.[1];
    found.push(...(values.get(fold ?? word) ?? []));
  }
  // Sixteen-second, thirty-two: tens with ones.
  for (const [, ten = "", one = ""] of text.toLowerCase().matchAll(/\b(\p{L}+ty)-(\p{L}+)\b/gu)) {
    const [first, second] = [values.get(ten)?.[0] ?? (ten === "twenty" ? 20 : undefined), values.get(one)?.[0]];
    if (first !== undefined && second !== undefined) found.push(first + second);
  }
  // 32nd, top-50.
  for (const [, digits] of text.matchAll(/\b(\d{1,3})(?:st|nd|rd|th)\b/gu)) found.push(Number(digits));
  for (const [, digits] of text.matchAll(/\btop[- ](\d{1,4})\b/giu)) found.push(Number(digits));
  return found;
}
