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
    /\b(?:conflict\w*|contradict\w*|disagree\w*|inconsisten\w*|discrepanc\w*|sources? differ|at odds)\b/iu,
  );
  add(
    "why",
    /\b(?:why|how come|(?:on|for) what grounds|what (?:\p{L}+ )?(?:explains?|explained|brought|stop(?:s|ped)|kills?|killed|lies behind|lay behind|made|makes|drove|drives|led|leads|caus(?:es|ed)|motivat\w+|justif(?:y|ies|ied)|prompt(?:s|ed)|push(?:es|ed)|trigger(?:s|ed)|persuad(?:es|ed)|convinc(?:es|ed)|induc(?:es|ed)|forc(?:es|ed)|keeps?|kept|prevent(?:s|ed)|delay(?:s|ed)|held (?:back|up)|holds (?:back|up)|hinder(?:s|ed)|block(?:s|ed))|what (?:has |had )?cost (?:[\p{L}\p{N}-]+ ){1,4}(?:its|their|his|her)\b|for what reason|(?:reason|cause|motive|driver)s? (?:for|of|behind|why))\b/iu,
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

const unit =
  "(?:GPU|chip|card|accelerator|site|project|head|inhabitant|citizen|person|user|student|month|country|member|node|megawatt|MW|hall|cent(?:re|er)|model|firm|company|state|job|place)";

const forms = (...parts: string[]): RegExp => new RegExp(`\\b(?:${parts.join("|")})\\b`, "iu");

/** Forms in which calculations are asked for, the more telling first. */
const calculations: [Exclude<Arithmetic, null>, RegExp][] = [
  [
    "portion",
    forms(
      "(?:share|per ?cent\\w*|percentage|proportion|fraction|quota)\\b[^?]*\\bhow (?:many|much)\\b[^?]*\\b(?:is|are|was|were|would|does|do) (?:that|it|this|they)",
      "how (?:many|much)\\b[^?]*\\b(?:does|do|would) (?:that|this|the) (?:share|per ?cent\\w*|percentage|proportion|fraction)\\b[^?]*\\b(?:make|come|mean|amount)",
    ),
  ],
  [
    "ratio",
    forms(
      "how many times",
      "(?:what|which) (?:multiple|factor)",
      "by (?:what|which) factor",
      "ratio (?:of|between)",
      "times (?:as|larger|bigger|more|higher|greater)",
      "how many[- ]?fold",
      "(?:more than |less than )?(?:twice|double|triple|treble|half) (?:as|the (?:size|number|sum|amount))",
    ),
  ],
  [
    "interval",
    forms(
      "how (?:many (?:full |whole )?(?:years|months|weeks|days)|long)\\b[^?]*\\b(?:between|after|before|from|separat\\w*|apart|pass(?:ed|es)?|elapsed?|later|earlier|l(?:ie|ay))",
    ),
  ],
  [
    "average",
    forms(
      "on average",
      "(?:the|an) average (?!of\\b)\\p{L}+(?: \\p{L}+){0,3} (?:ha[sd]|have|cost|get|got|hold|need)",
      "apiece",
      "divid(?:e|ed|ing)",
      "mean (?:size|capacity|cost|price|number|sum)",
      `(?:how (?:much|many)|what)\\b[^?]*\\b(?:per|for each|to each|a single) ${unit}`,
    ),
  ],
  [
    "difference",
    forms(
      "by how (?:much|many)",
      "by (?:what|which) (?:amount|margin|sum|percentage|number)",
      "difference",
      "(?:gap|margin|distance) between",
      "how (?:much|many|far) (?:more|fewer|less|ahead|behind|short|further)",
      `how much ${comparative}`,
      "what (?:is|was|would be) left",
      "what (?:remains|remained)",
      "left over|remainder|shortfall|unspent|outstanding|still (?:missing|lacking|open|uncovered|to (?:come|be))",
      "subtract\\w*|minus|exceed\\w*|outnumber\\w*|net of",
      "how (?:much|many)[^?]*\\b(?:not (?:yet )?been|not yet|remain\\w*|missing|are left|is left)",
      `how (?:much|many|far|strongly)[^?]*\\b${moved}`,
      "rise|rose",
    ),
  ],
  [
    "count",
    forms(
      `how many (?:\\p{L}+ )?${counted}`,
      `count (?:up )?(?:the |all |those |all the )?${counted}`,
      `(?:number of|how many of (?:the|these)) ${counted}`,
    ),
  ],
  [
    "sum",
    forms(
      "add(?:s|ed|ing)?(?: up| them| together| the)?",
      "sum (?:of|up|the)",
      "total up",
      "(?:in|the|what|combined|grand) total",
      "(?<!which )total(?! is)",
      "combined|altogether|together|all told|joint(?:ly)?|in all|all in all|cumulative(?:ly)?|count all|plus",
      "(?:come|comes|amount|amounts|run|runs) to",
      "overall (?:sum|figure|number)",
    ),
  ],
  [
    "share",
    forms(
      "(?:what|which|how (?:large|big|high|great) (?:an? |is the |was the )?) ?(?:share|portion|percentage|proportion|fraction|part) of",
      "as an? (?:percentage|share|proportion|fraction) of",
      "percentage of the (?:whole|total)",
      "how much of (?:the|its|that) (?:whole|total)",
    ),
  ],
];

/** Which arithmetic a question asks for, if any. */
export function arithmeticOf(question: string): Arithmetic {
  return calculations.find(([, form]) => form.test(question))?.[0] ?? null;
}
