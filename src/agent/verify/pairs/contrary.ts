/** A word of the claim and one of the contrary meaning in the evidence, by the same neighbours. */
export interface Contrary {
  own: string;
  other: string;
  /** Share of the rest of the claim that the contrary's sentence has. */
  strength: number;
}
