export { arithmeticOf, type Arithmetic } from "./arithmetic-asked.ts";

/** What kind of answer a question wants. */
export type Intent =
  | "amount"
  | "count"
  | "share"
  | "date"
  | "who"
  | "list"
  | "definition"
  | "why"
  | "how"
  | "comparison"
  | "conflict"
  | "yes-no"
  | "what";

/** What wants a value of its kind. */
export const exacting = new Set<Intent>(["amount", "share", "date"]);

const moneyWords =
  "money|costs?|prices?|budget|spen[dt]\\w*|paid|pays?|invest\\w*|fund\\w*|commit\\w*|promis\\w*|pledg\\w*|worth|aid|dollars?|euros?|charge[ds]?|capital|grant\\w*|rais\\w+|borrow\\w*|giv(?:e|es|en|ing)|gave|put|outlay";
// Money asked for outright, or "how much" with a word of money near it.
const money = new RegExp(
  `\\bwhat (?:do|does|did|will|would|must|has|have|is|are)\\b[^?]*\\b(?:pay|paid|spend|spent|invest|invested|charged?|cost|earn|earned)\\b|^(?:the )?(?:costs?|price|fee|bill|salary|wages?|budget|outlay) (?:of|in|for)\\b|\\b(?:(?:electricity|power|energy|water|fuel|wage) bill|salary|salaries|rent|price tag)\\b|\\b(?:how much money|what (?:sum|price|cost|budget|amount)|(?:yearly|annual|total) (?:sum|budget|cost))\\b|\\bhow much\\b[^?]*\\b(?:${moneyWords})\\b|\\b(?:what|which)\\b[^?]*\\b(?:cost|budget|price|sum|charge|paid|worth|aid)\\b`,
  "iu",
);

/** The intents of a question, most specific first. */
export function intentsOf(question: string): Intent[] {
  const text = question.trim();
  const found: Intent[] = [];
  const add = (intent: Intent, pattern: RegExp): void => {
    if (pattern.test(text) && !found.includes(intent)) found.push(intent);
  };
  add(
    "conflict",
    /\b(?:conflict\w*|contradict\w*|disagree\w*|inconsisten\w*|discrepanc\w*|sources? differ|at odds|clash\w*|different (?:figures|numbers|answers)|(?:do not|don['’]t) (?:match|tally|add up))\b/iu,
  );
  add(
    "why",
    /\b(?:why|how come|(?:on|for) what grounds|what (?:\p{L}+ )?(?!makes an? [\p{L}-]+ an? )(?:explains?|explained|brought|stop(?:s|ped)|kills?|killed|lies behind|lay behind|made|makes|drove|drives|led|leads|caus(?:es|ed)|motivat\w+|justif(?:y|ies|ied)|prompt(?:s|ed)|push(?:es|ed)|trigger(?:s|ed)|persuad(?:es|ed)|convinc(?:es|ed)|induc(?:es|ed)|forc(?:es|ed)|keeps?|kept|prevent(?:s|ed)|delay(?:s|ed)|held (?:back|up)|holds (?:back|up)|hinder(?:s|ed)|block(?:s|ed))|what (?:has |had )?cost (?:[\p{L}\p{N}-]+ ){1,4}(?:its|their|his|her)\b|for what reason|(?:reason|cause|motive|driver)s? (?:for|of|behind|why))\b/iu,
  );
  add(
    "comparison",
    /\b(?:compar\w*|versus|vs\.?|differ(?:s|ence|ent)?\b|which (?:of|one)|(?:more|less|larger|bigger|higher|greater|smaller|older|newer|stronger|harder|widespread)\b.*\b(?:than|or)\b|either|the same)/iu,
  );
  add(
    "share",
    /\b(?:what|which|how (?:large|big|high)(?: a| is the)?) (?:share|percentage|percent|proportion|portion|fraction|part)\b|\bper ?cent(?:age)?\b|\bhow (?:fast|quickly)\b[^?]*\b(?:gr[eo]w\w*|ris\w+|rose|expand\w*|increas\w*|climb\w*|fall\w*|fell|shr[aiu]nk\w*)\b/iu,
  );
  add("amount", money);
  add(
    "count",
    /\b(?:how many|what number of|number of|how big|how fast|how large|size of|by how much|how much|how far|how long)\b/iu,
  );
  add(
    "date",
    /\b(?:when|what (?:year|date|day|month)|which (?:year|date|day|month|years)|by when|on what day|since when|how old|until when|from which year)\b/iu,
  );
  add(
    "list",
    /\b(?:list|name (?:the|all|some|three|two|four|five)|which (?:\w+ ){0,3}\w+s\b(?! (?:is|has|was|does))|what are the|who are|which are they|enumerate|reasons?|drivers|motives|layers|firms|companies|countries|vendors)\b/iu,
  );
  add(
    "who",
    /\b(?:who|whose|whom|which (?:company|firm|supplier|vendor|body|agency|ministry|lab|institute|country|maker|developer)|by which)\b/iu,
  );
  add(
    "definition",
    /\b(?:in (?:what|which) sense|what sense|what makes an? [\p{L}-]+ an? |what (?:is|are|does|do|would) (?:an? |the |“|")?[^?]{0,80}?(?:mean|be|meant by)?\??$|\bwhat (?:is|are|was) (?:it|that|this|they|those)\b(?= *\?|$)|define|definition|meaning of|meant by|what does .* mean|explain|describe|stand for|notion of|idea)/iu,
  );
  add("how", /\bhow\b/iu);
  if (/^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b/iu.test(text)) found.push("yes-no");
  found.push("what");
  return found;
}
