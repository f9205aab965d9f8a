/** Arithmetic a question asks for on top of looking something up. */
export type Arithmetic =
  | "sum"
  | "product"
  | "difference"
  | "remainder"
  | "ratio"
  | "share"
  | "average"
  | "portion"
  | "interval"
  | "count"
  | null;

const counted = "(?:countries|nations|states|firms|companies|members|governments|projects)";
// "How much dearer", but not "how much power".
const comparative = "(?!water|power|paper|order|copper|silver|timber|other|over|under|after)\\p{Ll}{3,}er\\b";
const moved =
  "(?:ris\\w+|rose|gr[eo]w\\w*|swell\\w*|swollen|climb\\w*|increas\\w*|jump\\w*|soar\\w*|mount\\w*|expand\\w*|improv\\w*|fall\\w*|fell|drop\\w*|shr[aiu]nk\\w*|declin\\w*|slip\\w*|sink\\w*|sank|dwindl\\w*|chang\\w+|go (?:up|down)|went (?:up|down))";
/** Where one thing stands above or below another. */
const apart =
  "(?:exceed\\w*|outnumber\\w*|outstrip\\w*|outweigh\\w*|outdo\\w*|surpass\\w*|beat(?:s|en)?|overtak\\w*|top(?:s|ped)? the|trail\\w*|lag\\w*|lead(?:s)? (?:over|on)|ahead of|short of|fall short)";
const unit =
  "(?:GPU|chip|card|accelerator|site|project|head|inhabitant|citizen|person|user|student|month|country|member|node|megawatt|MW|hall|cent(?:re|er)|model|firm|company|state|job|place|rack|processor|year|request|machine|unit|employee|parameter)";
const howMany = "how (?:many|much)";
// "Which part of the act applies first?" asks for no share.
const part =
  "(?:share|portion|percentage|proportion|fraction|slice|quota|chunk|cut|part(?![^?]*\\b(?:most|largest|biggest|best|least|first|appl(?:y|ies)|play\\w*)\\b))";

const forms = (...parts: string[]): RegExp => new RegExp(`\\b(?:${parts.join("|")})\\b`, "iu");

/** Forms in which calculations are asked for, the more telling first. */
const calculations: [Exclude<Arithmetic, null>, RegExp][] = [
  [
    "portion",
    forms(
      `(?:share|per ?cent\\w*|percentage|proportion|fraction|quota)\\b[^?]*\\b${howMany}\\b[^?]*\\b(?:is|are|was|were|would|does|do) (?:that|it|this|they)`,
      `${howMany}\\b[^?]*\\b(?:does|do|would) (?:that|this|the) (?:share|per ?cent\\w*|percentage|proportion|fraction)\\b[^?]*\\b(?:make|come|mean|amount)`,
      "(?:in|as) (?:absolute (?:terms|numbers?)|number\\b)|how many (?:\\p{L}+ ){0,2}(?:is|was) that(?=[?.]|$| in )(?! in all)",
      "translat\\w+\\b[^?]*\\binto (?:euros?|dollars?|pounds?|money|megawatts?|numbers?)",
      // "How many of the 130 schemes are …", "Of the 130 schemes, how many …": a number is asked where the whole is known.
      `of (?:the|its|their|all|these|those)(?: [\\p{L}'’-]+){0,4} \\d[\\d,.]*(?! (?:states|countries))[^?]*\\b${howMany}(?![^?]*\\b(?:not|\\w+n['’]t|never|left|remain\\w*|missing)\\b)`,
      `${howMany}(?: \\p{L}+)? of (?:the|its|their|all|these|those)(?: [\\p{L}'’-]+){0,4} \\d[\\d,.]*(?! (?:states|countries))(?![^?]*\\b(?:not|\\w+n['’]t|never|left|remain\\w*|missing)\\b)`,
    ),
  ],
  [
    "interval",
    forms(
      "how much time\\b|how long (?:did it take|was it)\\b[^?]*\\b(?:between|from|until|to)",
      "how (?:many (?:full |whole )?(?:years|months|weeks|days)|long)\\b[^?]*\\b(?:between|after|before|from|separat\\w*|apart|pass(?:ed|es)?|elapsed?|later|earlier|l(?:ie|ay))",
    ),
  ],
  [
    "ratio",
    forms(
      "how many times(?! (?:did|has|have|had|does|do|was|were|is|are|can|could|must|may))",
      "(?:what|which) (?:multiple|factor)",
      "by (?:what|which) factor",
      "ratio (?:of|between)",
      "multiple (?:in|of|is)",
      "times (?:as|larger|bigger|more|higher|greater|over)",
      "how many[- ]?fold",
      "(?:more than |less than )?(?:twice|double|triple|treble|half) (?:as|the (?:size|number|sum|amount))",
    ),
  ],
  [
    "average",
    forms(
      "on average",
      "(?:the|an) average (?!of\\b)\\p{L}+(?: \\p{L}+){0,3} (?:ha[sd]|have|cost|get|got|hold|need)",
      "what (?:does|did|would|will) (?:the|an) average (?!of\\b)[^?]*\\b(?:cost|get|hold|draw|receive|need)",
      "how (?:large|big|great|costly|strong|powerful) (?:is|are|was|were|would) (?:the|an?) (?:average|mean|typical|single)",
      "(?:has|have|had|is|was|of|for) (?:the|a) (?:average|mean|typical) (?:one|of them|case|request|application|project|site)",
      "apiece",
      `${howMany}\\b[^?]*\\b(?:for|to|per) (?:each|every|one) (?!other)\\p{L}+`,
      "average out|averag(?:es|ed|ing) out",
      "(?:the|an?) (?:mean|average) (?:over|across|of the (?:two|three|four))",
      "(?:what|how much) (?:does|did|do|would|will) (?:each|every) (?:\\p{L}+ )?(?:have )?(?:cost|get|got|pay|paid|hold|draw|earn)",
      "per (?!cent|one|capita|year|annum|day|month|week|the|article|se\\b|person per)\\p{Ll}\\p{L}+(?=[\\s,.?!]|$)",
      "(?:for|to) (?:each|every) (?!other)\\p{L}+(?=[?,.]|$)",
      `(?:dollars?|euros?|money|cost|spend\\w*|invest\\w*|outlay|capital|price|power|people|chips|GPUs|[A-Z]{3}) (?:per|for each|for every) (?:\\p{L}+ )?(?:gigawatt|GW|${unit})`,
      "divid(?:e|ed|ing)",
      "mean (?:size|capacity|cost|price|number|sum|power|load)",
      "average (?:size|capacity|cost|price|number|sum|power|load)",
      "spread (?:evenly|equally|out)",
      `how many\\b[^?]*\\b(?:does|do|did|has|have|had|will|would|can|is|are|was|were)(?: in)? (?:each|every|an? single|the average) (?:\\p{L}+ )?${unit}`,
      `(?:${howMany}|what)\\b[^?]*\\b(?:per|for each|to each|in each|to an?|in (?:an?|one)|an? single) (?:\\p{L}+ )?${unit}`,
    ),
  ],
  [
    "remainder",
    forms(
      "(?:what|how (?:much|many|large|big)\\b[^?]*?) (?:is|are|was|were|would be|will be|remain\\w*|has been|have been)(?: then)? (?:left|over|unspent|unused|outstanding)",
      "(?:what|how much|how many) (?:remains|remained|would remain)",
      "left for (?:the rest|every(?:one|body) else|the others?|anyone else)|(?:from|by|to) every(?:one|body) else",
      "what (?:do|does|did|would) the (?:others?|rest)\\b",
      "unexplained|uncovered|(?:isn['’]t|aren['’]t|not(?: yet)?) (?:covered|funded|paid)|still owed|yet to (?:receive|get|be paid)",
      "(?:how (?:big|large|deep)|what) (?:is|was) the (?:hole|shortfall)|lack(?:ed|s)? (?:a |any )?(?:funder|backer|money|funding)",
      "(?:knock|tak|leav|strip|count)\\w* (?:[\\p{L}\\p{N}-]+ ){1,4}out of",
      "knock out",
      "left over|remainder|shortfall|unspent|(?:hole|gap) in(?! (?:percentage )?points)(?![^?]*\\bbetween\\b)|unaccounted|still (?:missing|lacking|open|uncovered|unfunded|to (?:come|be|find|go))",
      "subtract\\w*|minus|net of|strip(?:ped)? out|tak(?:en?|ing) (?:off|away|out)|deduct\\w*|leav(?:e|es|ing) (?:out|aside)",
      `${howMany}\\b[^?]*\\b(?:not|\\w+n['’]t|never|no longer|yet|remain\\w*|missing|lacking|without|other than|apart from|except)\\b`,
      `${howMany}\\b[^?]*\\b(?:hing\\w+|depend\\w*|hang\\w*|condition\\w*|rests?) (?:on|upon)`,
      "what (?:is|was|would be) (?:missing|lacking)",
      `${howMany} of\\b[^?]*\\b(?:other \\p{L}+ than|others than|other than|(?:all|any) (?:the )?others?)\\b`,
      `${howMany}\\b[^?]*\\bneither\\b[^?]*\\bnor\\b`,
      "what (?:does|do|did|would|will) (?:that|this|it|they|which) leave|leaves? (?:for|to) (?:everyone|everybody|all|the others?|the rest)",
      "how far (?:is|are|was|were)\\b[^?]*\\b(?:from|off|short of)",
      "(?:that|which) (?:is|are|was|were) not\\b[^?]*,? in [a-z]+(?=\\?|$)",
      `(?:${howMany}|what (?:can|could|may|might))\\b[^?]*\\b(?:still|yet) (?:add|grow|gain|to)`,
    ),
  ],
  [
    "difference",
    forms(
      "by how (?:much|many)",
      "by (?:what|which) (?:amount|margin|sum|percentage|number)",
      "difference",
      "(?:what|how (?:big|wide|large))(?: is| was| are|['’]s)? (?:the |their |its |an? )?(?:gap|lead|margin|advantage|edge|distance)\\b",
      "(?:price|cost|power) (?:gap|lead|margin|advantage|edge)",
      "(?:workforce|talent|skills?|staff|labour|worker|expert|teacher|graduate)s? (?:gap|shortage|deficit)",
      "(?:the |a |what )(?:lead|margin|edge) (?:over|on|do|does|did|has|have)",
      "outpace\\w*",
      "(?:gap|margin|distance|spread)(?: in [\\p{L} -]{1,30}?)? between",
      "how (?:far|wide) apart",
      "how (?:much|many|far) (?:more|fewer|less|ahead|behind|short|further|above|below|over|under)",
      `${howMany} (?:\\p{L}+ ){1,3}(?:more|fewer|less|further|ahead|behind)`,
      `how much ${comparative}`,
      apart,
      `${howMany}\\b[^?]*\\b(?:lie|lies|lay|stand|stands|stood|is|are|was|were) between (?!them\\b)`,
      `${howMany}\\b[^?]*\\bseparat\\w*`,
      "how much\\b[^?]*\\b(?:more|less)\\b[^?]*\\bthan",
      "(?:the |a )lead (?:of|over)",
      "how many (?:percentage )?points",
      // "How far can it grow?" and "how many desks change over, and how many …?" ask for what is told.
      `how (?:fast|quickly)\\b[^?]*\\b(?:did|has|have|had)\\b[^?]*\\b${moved}`,
      `how (?:much|many|strongly|far (?!can|could|may|might|will|would|should))(?![^?]*\\bhow (?:much|many)\\b)[^?]*\\b(?:did|do|does|has|have|had|is|are|was|were|to|will|would)\\b[^?]*\\b${moved}`,
      `(?:increase|decrease|growth|rise|fall|decline|change|drop|gain)s?\\b[^?]*\\b(?:in|by) (?:per ?cent\\w*|percentage|%)`,
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
    "product",
    forms(
      `${howMany}\\b[^?]*\\bin all (?:its|the|of|their|those)`,
      "at (?:the|that|this) (?:unit )?(?:price|rate|cost)(?: given| named| stated| apiece| each)?",
      "multipl(?:y|ied|ying)",
    ),
  ],
  [
    "share",
    new RegExp(
      `^(?!.*\\b(?:add(?:ed)?|sum|together|combined|joint(?:ly)?|between them)\\b).*\\b(?:(?:what|which|how (?:large|big|high|great) (?:an? |is the |was the )?) ?${part}\\b(?! (?:of a point|or\\b))|as an? ${part} of|how far along)`,
      "iu",
    ),
  ],
  [
    "sum",
    forms(
      "add(?:s|ed|ing)?(?: up| them| together| the)?",
      "(?:^|[.!?:;,] )(?:please )?sum|sum (?:of|up|the|for (?:me|us))",
      "(?:tot|total|tally|reckon|cast|sum|count)(?:[tlm]?(?:ing|ed|s))? up",
      "(?:in|the|what|combined|grand) total",
      "(?<!which )total(?! is)",
      "combined|altogether|together(?! with)|all told|joint(?! (?:venture|undertaking|stock|statement|declaration|programme|research|bid))(?:ly)?|in all|all in all|cumulative(?:ly)?|count all|plus",
      `${howMany}\\b[^?]*\\bbetween them`,
      "(?:come|comes|amount|amounts|run|runs) to",
      "overall (?:sum|figure|number)",
      "(?:rolled|lumped|folded) (?:in)?to(?:gether| one)",
    ),
  ],
  [
    "share",
    forms(
      `(?:what|which|how (?:large|big|high|great) (?:an? |is the |was the )?) ?${part} of`,
      `as an? ${part} of`,
      "percentage of the (?:whole|total)",
      "how much of (?:the|its|that) (?:whole|total)",
      "proportion(?:ally|ately)",
      "(?:in|as) (?:an? )?(?:per ?cent(?:age)?|%)(?: please| terms)?(?=[?.,]|$)|a percentage",
      "how (?:large|big|great|much) an? (?:chunk|slice|portion|part|piece|cut|bite)",
      "how much of (?:it|that|this|them|everything|all)\\b",
      "(?:everything|all)\\b[^?]*, how much",
    ),
  ],
];

/** Which arithmetic a question asks for, if any. */
export function arithmeticOf(question: string): Arithmetic {
  return calculations.find(([, form]) => form.test(question))?.[0] ?? null;
}

/** … and what is asked beside it of the same values: a multiple with a difference, what is missing beside a sum. */
export function calculationsOf(question: string): Exclude<Arithmetic, null>[] {
  const [first, ...others] = calculations.filter(([, form]) => form.test(question)).map(([name]) => name);
  if (!first) return [];
  const beside = besideIt[first] ?? [];
  // "What share are A or B?" is the sum of theirs, where each is told as a share.
  if (first === "share" && /\b(?:or|and|plus)\b|&/u.test(question)) return [first, "sum"];
  return [first, ...new Set(others.filter((other) => other !== first && beside.includes(other)))];
}

const besideIt: Partial<Record<Exclude<Arithmetic, null>, Exclude<Arithmetic, null>[]>> = {
  ratio: ["difference"],
  difference: ["ratio"],
  remainder: ["sum"],
};

/** Is a change asked for in per cent, not in points of it? */
export function asksPercent(question: string): boolean {
  return /\b(?:per ?cent(?:age)?|how (?:fast|quickly))\b(?! points?\b)|%/iu.test(question);
}
