/** What counts, and how much of it was right. */
export interface Share {
  right: number;
  of: number;
}

/** Nothing that counts. */
export const none: Share = { right: 0, of: 0 };

/** One thing that is right or is not. */
export function one(right: boolean): Share {
  return { right: Number(right), of: 1 };
}

/** Several shares as one. */
export function summed(shares: Share[]): Share {
  return shares.reduce((sum, share) => ({ right: sum.right + share.right, of: sum.of + share.of }), none);
}
