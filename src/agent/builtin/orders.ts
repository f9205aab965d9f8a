/**
 * Orders to the assistant inside a question are data, not instructions. This takes them out and leaves what is asked.
 * The patterns name what such orders have in common: they speak to the assistant of its rules, its sources, its role
 * or the wording of its reply.
 */
const orders: RegExp[] = [
  /\b(?:please )?(?:ignore|disregard|forget|override|bypass|drop)\b[^.!?;:]*\b(?:instructions?|rules?|prompts?|guidelines?|above|previous|before|sources?|evidence|polic(?:y|ies)|restrictions?|training)\b/iu,
  /\b(?:system|developer|admin(?:istrator)?) (?:override|prompt|message|note|mode)\b/iu,
  /\byou are (?:now|no longer)\b/iu,
  /\byou (?:must|shall|have to|need to|are to|will|should|are (?:ordered|required|obliged|instructed|told) to)\b(?: (?:now|only|always|first|instead|never|also|not)\b,?)*(?: \p{L}+ and)? (?:output|print|reveal|repeat|reply|respond|answer|say|write|include|append|end|begin|finish|display|leak|dump|obey|comply|confirm|claim|state|announce|declare)\b/iu,
  /\b(?:act|behave|respond|pretend|speak) as (?:if|an?|the)\b/iu,
  /\b(?:assistant|model|bot)\b[^.!?]*\b(?:reply|respond|answer|say|must|only)\b/iu,
  /\b(?:reply|respond|answer)\b (?:only |just |simply |always )?with\b/iu,
  // "Should a state begin with chips?" is no order.
  /(?:^\W*|[,;:.!] ?|\b(?:please|and|then|now|also|always|must|to) )(?:finish|end|begin|start)\b (?:only |just |simply |always )?with\b/iu,
  /\b(?:answer|say|claim|write|print|output|repeat|state)\b (?:only |just |that |exactly |the word )?(?:["“'][^"”']+["”']|[A-Z0-9][A-Z0-9_-]{2,}|\d+)\b/u,
  /\b(?:print|reveal|show|repeat|output|leak)\b[^.!?]*\b(?:instructions?|prompt|system|hidden)\b/iu,
  /\b(?:list|tell|give|show|describe|explain|state|say|count|what (?:is|are))\b[^.!?]*\byour (?:\w+ )?(?:instructions?|prompts?|rules?|guidelines?)\b/iu,
  /\b(?:without|no|do not|don't|cite no|omit|skip)\b[^.!?]{0,20}\b(?:sources?|citations?|cite)\b/iu,
];

/** Words to the assistant rather than about the world: they make an order of a sentence that stands beside a question. */
const addressed: RegExp[] = [
  /\b(?:you (?:are|must|should|shall|will|may|can|could|would|have|need|ought|do|answer|reply|respond|say|write|were)\b|(?:want|need|ask|order|instruct|tell|require|expect|command|urge|beg)\w* you\b|your (?:\p{L}+ )?(?:answers?|repl(?:y|ies)|responses?|outputs?|instructions?|rules?|system|prompts?|role|sources?|citations?|task|job|figures?|configuration|training)\b|yours|yourself|(?:to|dear|every|any|all|the) (?:assistants?|chatbots?)|(?:AIs?|assistants?|chatbots?|bots?|models?|machines?) (?:must|should|shall|ha(?:s|ve) to|may only))\b/iu,
  /\b(?:policy|directive|instruction|command|order|override|update|note|notice)\s*(?:to (?:the |all )?\p{L}+)?:/iu,
  /\b(?:pay (?:it |this |that )?no (?:heed|attention|mind)|take no notice|never mind|not? mind|(?:leave|set|put) (?:that|this|it) aside|(?:ignore|disregard|skip|forget) (?:that|this|it|them)|do(?: not|n['’]t) (?:heed|obey|follow))\b/iu,
  /^\W*(?:please |always |also |now |then |first |and )*(?:double|halve|triple|round|invert|translate|append|prepend|hide|omit|drop|remove|replace|multiply|swap|reverse|insert|sign|write|print|output|reply|respond|answer|speak|pretend|act|reveal|repeat)\b[^?]*\b(?:figures?|numbers?|answers?|repl(?:y|ies)|responses?|sources?|citations?|outputs?|prompts?|instructions?|capitals|persona|language)\b/iu,
];

/** Texts that are to be written for somebody are no questions about the corpus. */
const commission =
  /^\W*(?:please |can you |could you |kindly )*(?:write|draft|compose|translate|code|draw|sing|generate|invent|make up|tell)\b[^?.]{0,30}\b(?:letters?|poems?|songs?|haikus?|stor(?:y|ies)|jokes?|e-?mails?|tweets?|posts?|speech(?:es)?|recipes?|scripts?|code|programs?|rhymes?|toasts?|cvs?|resumes?|essays?)\b/iu;

const asks =
  /\b(?:what|which|who|whose|whom|when|where|why|how|name|list|compare|explain|describe|summari[sz]e|show|add up|set)\b|\?/iu;
const asksOutright =
  /\?|^\W*(?:and |so |now |then |but )*(?:what|which|who|whose|whom|when|where|why|how|name|list|compare|explain|describe|define|summari[sz]e|show|tell|give|state|count|add|set|is|are|was|were|do|does|did|has|have|can|could|by|in which|on what)\b/iu;
const asksAfter = /(?:^|[:,;]|\band\b|\bthen\b|\bso\b)\s*((?:what|which|who|whose|when|where|why|how)\b[\s\S]*)$/iu;

/** Where a sentence goes on to another request: "…, and then list …". */
const joint =
  /[,;]?\s+(?:and (?:then|after (?:that|this))|after (?:that|this)|then|and)[,:]?\s+(?=(?:please |also )*(?:what|which|who|whose|whom|when|where|why|how|name|list|compare|explain|describe|define|tell|give|state|count|add up|summari[sz]e|show|ignore|disregard|forget|override|bypass|print|reveal|repeat|output|leak|reply|respond|answer|write|say|act|behave|pretend)\b)/giu;

const dictates = /^\W*(?:please )?(?:tell|give|state|say)\b(?: me| us| them)? (?:that|it)\b/iu;

// An order joined to a request is cut off at the joint, lest the request be taken out with it.
function atJoints(sentence: string): string[] {
  const parts: { text: string; order: boolean }[] = [];
  let start = 0;
  for (const { index, 0: words } of [...sentence.matchAll(joint), { index: sentence.length, 0: "" }]) {
    const text = sentence.slice(start, index);
    // "… and say that X won" goes on with the order; only what asks stands for itself.
    const goesOn = parts.at(-1)?.order === true && (!asksOutright.test(text) || dictates.test(text));
    parts.push({ text, order: goesOn || isOrder(text) });
    start = index + words.length;
  }
  if (parts.every(({ order }) => order) || !parts.some(({ order }) => order)) return [sentence];
  // Neighbouring orders stay one, so that what goes on with an order is taken out with it.
  return parts.reduce<string[]>((all, { text, order }, at) => {
    const before = order && parts[at - 1]?.order ? all.pop() : undefined;
    return [...all, before === undefined ? text : `${before} and ${text}`];
  }, []);
}

function isOrder(text: string): boolean {
  return orders.some((pattern) => pattern.test(text));
}

/** A passage of some length between quotation marks. */
const quoted = /["“][^"“”]{24,}["”]/gu;

export interface CleanQuestion {
  /** The question without orders; empty when nothing but orders was said. */
  text: string;
  orders: string[];
}

/** What somebody put in brackets, or between marks of a page or a template: a note, perhaps to us. */
const bracketed = /\[\[[^\]]*\]\]|\[[^\]]*\]|<!--[\s\S]*?-->|<[^<>]{8,}>|\{\{?[^{}]*\}?\}|\([^()]{12,}\)/gu;

/** Splits a message into what it asks and the orders it holds. */
export function withoutOrders(message: string): CleanQuestion {
  const found: string[] = [];
  const kept: string[] = [];
  // A pasted passage with an order in it is no part of the question that stands beside it.
  const unquoted = message.replace(quoted, (passage) => {
    if (!isOrder(passage) || !asksOutright.test(message.replace(passage, " "))) return passage;
    found.push(passage);
    return " ";
  });
  // An order in brackets is taken out by itself: what stands around it may be asked.
  const outside = unquoted.replace(bracketed, (inside) => {
    if (!orders.some((pattern) => pattern.test(inside)) && !addressed.some((pattern) => pattern.test(inside)))
      return inside;
    found.push(inside);
    return " ";
  });
  const sentences = outside.split(/(?<=[.!?;]["”'’)\]]*)\s+|(?<=["”])\s+(?=\p{Lu})|\n+/u).flatMap(atJoints);
  const others = sentences.filter((sentence) => asksOutright.test(sentence));
  for (const sentence of sentences) {
    const beside = !asksOutright.test(sentence) && others.length > 0;
    if (beside && addressed.some((pattern) => pattern.test(sentence))) {
      found.push(sentence);
      continue;
    }
    if (!orders.some((pattern) => pattern.test(sentence))) {
      kept.push(sentence);
      continue;
    }
    found.push(sentence);
    const colon = sentence.slice(sentence.indexOf(":") + 1);
    const rest = asksAfter.exec(sentence.includes(":") ? colon : sentence)?.[1];
    if (rest && !orders.some((pattern) => pattern.test(rest))) kept.push(rest);
  }
  const text = kept.join(" ").trim();
  if (commission.test(text)) return { text: "", orders: [...found, text] };
  return found.length === 0
    ? { text: message.trim(), orders: [] }
    : { text: asks.test(text) ? text : "", orders: found };
}
