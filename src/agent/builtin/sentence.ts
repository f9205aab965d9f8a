/** One sentence of an answer with the evidence it names; without evidence it says what the corpus does not tell. */
export interface Sentence {
  text: string;
  evidence: string[];
}
