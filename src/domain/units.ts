/** Multipliers of the scale words in a unit such as `EUR billion` or `INR crore`. */
const scales = new Map(
  Object.entries({
    thousand: 1e3,
    k: 1e3,
    lakh: 1e5,
    million: 1e6,
    millions: 1e6,
    mn: 1e6,
    m: 1e6,
    crore: 1e7,
    billion: 1e9,
    billions: 1e9,
    bn: 1e9,
    b: 1e9,
    trillion: 1e12,
    trillions: 1e12,
    tn: 1e12,
    t: 1e12,
  }),
);

const currencyWords = new Map(
  Object.entries({
    us$: "USD",
    c$: "CAD",
    ca$: "CAD",
    a$: "AUD",
    s$: "SGD",
    $: "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    dollar: "USD",
    dollars: "USD",
    euro: "EUR",
    euros: "EUR",
    pound: "GBP",
    pounds: "GBP",
    rs: "INR",
    "rs.": "INR",
    // Francs of West and of Central Africa are of one value.
    cfa: "XOF",
    fcfa: "XOF",
    rupee: "INR",
    rupees: "INR",
    yen: "JPY",
    won: "KRW",
    yuan: "CNY",
    renminbi: "CNY",
    rmb: "CNY",
    riyal: "SAR",
    riyals: "SAR",
    reais: "BRL",
    ringgit: "MYR",
    baht: "THB",
    rupiah: "IDR",
    zloty: "PLN",
    zlotys: "PLN",
    shekel: "ILS",
    shekels: "ILS",
    dirham: "AED",
    dirhams: "AED",
  }),
);

/** ISO 4217 codes met in the corpus and in questions. */
export const currencyCodes = new Set(
  "USD EUR GBP JPY INR CNY KRW CAD AUD SGD CHF SEK NOK DKK PLN CZK BRL MXN ARS CLP COP PEN UYU SAR AED QAR KWD OMR BHD ILS TRY EGP MAD TND NGN KES GHS RWF ZAR XOF ETB THB IDR MYR PHP VND TWD HKD NZD PKR BDT KZT UZS UAH RUB RON HUF JOD".split(
    " ",
  ),
);

/** Base unit and factor of measures, so that 1.5 GW and 1,500 MW are one quantity. */
const measures = new Map<string, [unit: string, factor: number]>(
  Object.entries({
    w: ["W", 1],
    kw: ["W", 1e3],
    kilowatt: ["W", 1e3],
    kilowatts: ["W", 1e3],
    mw: ["W", 1e6],
    megawatt: ["W", 1e6],
    megawatts: ["W", 1e6],
    gw: ["W", 1e9],
    tw: ["W", 1e12],
    gigawatt: ["W", 1e9],
    gigawatts: ["W", 1e9],
    kwh: ["Wh", 1e3],
    mwh: ["Wh", 1e6],
    gwh: ["Wh", 1e9],
    twh: ["Wh", 1e12],
    pflops: ["FLOPS", 1e15],
    petaflops: ["FLOPS", 1e15],
    eflops: ["FLOPS", 1e18],
    exaflop: ["FLOPS", 1e18],
    exaflops: ["FLOPS", 1e18],
    gb: ["B", 1e9],
    tb: ["B", 1e12],
    pb: ["B", 1e15],
    terabytes: ["B", 1e12],
    petabytes: ["B", 1e15],
    km: ["m", 1e3],
    km2: ["m2", 1e6],
    percent: ["percent", 1],
    "%": ["percent", 1],
    "per cent": ["percent", 1],
  }),
);

/** Plain counts, folded to one word each; every other unit is compared by its own folded name. */
const counts = new Map(
  Object.entries({
    gpu: "gpu",
    accelerator: "gpu",
    chip: "gpu",
    people: "people",
    person: "people",
    staff: "people",
    employee: "people",
    trainee: "people",
    expert: "people",
    engineer: "people",
    worker: "people",
    developer: "people",
    student: "people",
    researcher: "people",
    scientist: "people",
    organisation: "company",
    organization: "company",
    company: "company",
    bodie: "company",
    body: "company",
    member: "company",
    vendor: "company",
    supplier: "company",
    companie: "company",
    firm: "company",
    project: "project",
    countrie: "country",
    country: "country",
    nation: "country",
    state: "country",
    language: "language",
    year: "year",
    month: "month",
    day: "day",
    hour: "hour",
    site: "site",
    plot: "site",
    facilitie: "site",
    facility: "site",
    location: "site",
    parameter: "parameter",
    token: "token",
    time: "times",
  }),
);

/** The multiplier of a scale word (`billion`, `bn`, `crore`), or undefined. Case counts for `m`, `M`, `b`, `T`. */
export function scaleOf(word: string): number | undefined {
  return scales.get(word.toLowerCase());
}

/** The ISO 4217 code of a currency sign, word or code, or undefined. */
export function currencyOf(word: string): string | undefined {
  const upper = word.toUpperCase();
  return currencyCodes.has(upper) ? upper : currencyWords.get(word.toLowerCase());
}

/** Base unit and factor of a unit word: `GW` → [`W`, 1e9], `GPUs` → [`gpu`, 1], else undefined. */
export function measureOf(word: string): [unit: string, factor: number] | undefined {
  const lower = word.toLowerCase();
  const measure = measures.get(lower);
  if (measure) return measure;
  const count = counts.get(lower) ?? counts.get(lower.replace(/s$/, ""));
  return count ? [count, 1] : undefined;
}

export interface BaseQuantity {
  value: number;
  unit: string;
}

/** A typed number in base units: 109 `EUR billion` → {109e9, `EUR`}, 1.4 `GW` → {1.4e9, `W`}. */
export function toBase(value: number, unit: string): BaseQuantity {
  let factor = 1;
  let base = "";
  for (const word of unit.split(/[\s/]+/)) {
    const currency = /^[A-Z]{3}$/.test(word) ? currencyOf(word) : undefined;
    const measure = measureOf(word);
    const scale = measure ? undefined : scaleOf(word);
    if (currency) base = currency;
    else if (scale) factor *= scale;
    else if (measure) {
      base = base || measure[0];
      factor *= base === measure[0] ? measure[1] : 1;
    } else if (word) base = base || word.toLowerCase();
  }
  return { value: value * factor, unit: base };
}
