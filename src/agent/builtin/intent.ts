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

/** Arithmetic a question asks for on top of looking something up. */
export type Arithmetic = "sum" | "difference" | "ratio" | "share" | "average" | "portion" | "interval" | "count" | null;

const moneyWords =
  "money|costs?|prices?|budget|spen[dt]\\w*|paid|pays?|invest\\w*|fund\\w*|commit\\w*|promis\\w*|pledg\\w*|worth|aid|dollars?|euros?|charge[ds]?|capital|grant\\w*|rais\\w+|borrow\\w*|giv(?:e|es|en|ing)|gave|put|outlay";
// Money asked for outright, or "how much" with a word of money near it.
const money = new RegExp(
  `\\b(?:how much money|what (?:sum|price|cost|budget|amount)|(?:yearly|annual|total) (?:sum|budget|cost))\\b|\\bhow much\\b[^?]*\\b(?:${moneyWords})\\b|\\b(?:what|which)\\b[^?]*\\b(?:cost|budget|price|sum|charge|paid|worth|aid)\\b`,
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
    /\b(?:conflict\w*|contradict\w*|disagree\w*|inconsisten\w*|discrepanc\w*|sources? differ|at odds)\b/iu,
  );
  add(
    "why",
    /\b(?:why|how come|(?:on|for) what grounds|what (?:explains|brought|stopped|killed|lies behind|made|makes|drove|drives|led|causes?|caused|motivat\w+|justifies)|for what reason|(?:reason|cause|motive|driver)s? (?:for|of|behind|why))\b/iu,
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
    /\b(?:what (?:is|are|does|do|would) (?:an? |the |“|")?[^?]{0,80}?(?:mean|be|meant by)?\??$|\bwhat (?:is|are|was) (?:it|that|this|they|those)\b(?= *\?|$)|define|definition|meaning of|meant by|what does .* mean|explain|describe|stand for|notion of|idea)/iu,
  );
  add("how", /\bhow\b/iu);
  if (/^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b/iu.test(text)) found.push("yes-no");
  found.push("what");
  return found;
}

const counted = "(?:countries|nations|states|firms|companies|members|governments|projects)";
// "How much dearer", but not "how much power".
const comparative = "(?!water|power|paper|order|copper|silver|timber|other|over|under|after)\\p{Ll}{3,}er\\b";
const moved =
  "(?:ris\\w+|rose|gr[eo]w\\w*|swell\\w*|swollen|climb\\w*|increas\\w*|jump\\w*|fall\\w*|fell|drop\\w*|shr[aiu]nk\\w*|declin\\w*|slip\\w*|chang\\w+|go (?:up|down)|went (?:up|down))";

/** Forms in which calculations are asked for, the more telling first. */
const calculations: [Exclude<Arithmetic, null>, RegExp][] = [
  [
    "portion",
    /\b(?:share|per ?cent\w*|percentage|proportion|fraction|quota)\b[^?]*\bhow (?:many|much)\b[^?]*\b(?:is|are|was|were|would|does|do) (?:that|it|this|they)\b/iu,
  ],
  [
    "ratio",
    /\b(?:how many times|what multiple|which multiple|ratio|times (?:as|larger|bigger|more|higher)|(?:what|which) factor|how many[- ]?fold)\b/iu,
  ],
  [
    "interval",
    /\bhow (?:many (?:full |whole )?(?:years|months|weeks|days)|long)\b[^?]*\b(?:between|after|before|from|separat\w*|apart|pass(?:ed|es)?|elapsed?|later|earlier|l(?:ie|ay))\b/iu,
  ],
  [
    "average",
    /\b(?:on average|(?:the|an) average (?!of\b)\p{L}+(?: \p{L}+){0,3} (?:ha[sd]|have|cost|get|got|hold|need)|apiece|divid(?:e|ed|ing)\b|mean (?:size|capacity|cost|price|number|sum))\b/iu,
  ],
  [
    "difference",
    new RegExp(
      [
        "by how (?:much|many)",
        "by what (?:amount|margin|sum)",
        "difference",
        "(?:gap|margin|distance) between",
        "how (?:much|many|far) (?:more|fewer|less|ahead|behind)",
        `how much ${comparative}`,
        "what (?:is|was|would be) left",
        "left over|remainder|shortfall|hole in|unspent|outstanding|still (?:missing|lacking|open)",
        "subtract\\w*|minus|stripp?(?:ed|ing)? out|exceed\\w*",
        "how (?:much|many)[^?]*\\b(?:not (?:yet )?been|not yet|remain\\w*|missing)",
        `how (?:much|many)[^?]*\\b${moved} (?:between|from)`,
        "rise|rose",
      ]
        .map((form) => `\\b(?:${form})\\b`)
        .join("|"),
      "iu",
    ),
  ],
  [
    "count",
    new RegExp(
      `\\bhow many ${counted}\\b|\\bcount (?:the|all|those)? ?${counted}\\b|\\b(?:number of|how many of (?:the|these)) ${counted}\\b`,
      "iu",
    ),
  ],
  [
    "sum",
    /\b(?:add up|adds?|adding|sum (?:of|up|the)|total up|in total|(?<!which )total(?! is\b)|combined|altogether|taken together|together|all told|joint(?:ly)?|in all|count all|(?:come|amount|add up|run) to(?= *\?)|overall (?:sum|figure|number))\b/iu,
  ],
  [
    "share",
    /\b(?:what|which|how (?:large|big|high) (?:an? )?) ?(?:share|portion|percentage|proportion|fraction|part) of\b|\bas an? (?:percentage|share|proportion|fraction) of\b|\bpercentage of the (?:whole|total)\b|\bhow much of (?:the|its|that) (?:whole|total)\b/iu,
  ],
];

/** Which arithmetic a question asks for, if any. */
export function arithmeticOf(question: string): Arithmetic {
  return calculations.find(([, form]) => form.test(question))?.[0] ?? null;
}
