const withArticle =
  /^(?:United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Seychelles|Comoros|European Union|Vatican)\b|(?:Islands|Republic|Emirates|Territories)$/;

/** A country's name as it stands in the middle of a sentence: with an article where English asks for one. */
export function nameInSentence(name: string): string {
  return withArticle.test(name) ? `the ${name}` : name;
}

/** A name as it begins a sentence. */
export function nameAtStart(name: string): string {
  return withArticle.test(name) ? `The ${name}` : name;
}
