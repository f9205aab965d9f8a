/** Words for a lead over whoever comes next in a list. */
export const runnerUp =
  /\b(?:runner-?up|number two|next best|second (?:place|best)|top two|first two|nearest rival|closest rival)\b/iu;

const most = "(?:highest|largest|biggest|most|keenest|strongest|top|best|leader|first)";
const least = "(?:lowest|smallest|least|weakest|last|worst|bottom|laggard)";
/** Words for how far the first of several is ahead of the last. */
export const extremes = new RegExp(`\\b${most}\\b.*\\b${least}\\b|\\b${least}\\b.*\\b${most}\\b`, "iu");
