/** Words for a lead over whoever comes next in a list. */
export const runnerUp =
  /\b(?:runner-?up|number two|next best|second (?:place|best)|top two|first two|nearest rival|closest rival)\b/iu;
