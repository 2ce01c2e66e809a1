const symbols: Readonly<Record<string, string>> = {
  $: "$",
  "¢": "cent",
  "€": "EUR",
  "£": "GBP",
  "¥": "¥",
  "₹": "INR",
  "₩": "KRW",
  "₽": "RUB",
  "₺": "TRY",
  "₫": "VND",
  "₪": "ILS",
  "₦": "NGN",
  "฿": "THB",
  "₴": "UAH",
};

const words: Readonly<Record<string, string>> = {
  dollar: "$",
  dollars: "$",
  buck: "$",
  bucks: "$",
  cent: "cent",
  cents: "cent",
  pence: "penny",
  penny: "penny",
  euro: "EUR",
  euros: "EUR",
  pound: "pound",
  pounds: "pound",
  sterling: "GBP",
  yen: "JPY",
  yuan: "CNY",
  renminbi: "CNY",
  rmb: "CNY",
  rupee: "INR",
  rupees: "INR",
  rs: "INR",
  won: "KRW",
  ruble: "RUB",
  rubles: "RUB",
  franc: "CHF",
  francs: "CHF",
  peso: "MXN",
  pesos: "MXN",
  real: "BRL",
  reais: "BRL",
  krona: "SEK",
  kronor: "SEK",
  krone: "NOK",
  kroner: "NOK",
};

const codes = new Set(
  "USD EUR GBP JPY CNY INR CHF AUD CAD NZD HKD SGD SEK NOK DKK KRW RUB BRL MXN ZAR TRY PLN CZK HUF ILS THB IDR MYR PHP VND AED SAR NGN EGP ARS CLP COP TWD UAH RON BGN".split(
    " ",
  ),
);
const coins: Readonly<Record<string, string>> = { cent: "cents", penny: "GBP" };
/** Currencies that a "cent" may be a hundredth of. */
const cents = new Set(["cents", "$", "USD", "EUR", "AUD", "CAD", "NZD", "HKD", "SGD"]);
const dollars = new Set(["$", "USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD"]);
const yens = new Set(["¥", "JPY", "CNY"]);
const poundish = new Set(["pound", "GBP"]);

const prefixes: Readonly<Record<string, string>> = {
  C: "CAD",
  CA: "CAD",
  CAD: "CAD",
  A: "AUD",
  AU: "AUD",
  AUD: "AUD",
  NZ: "NZD",
  HK: "HKD",
  S: "SGD",
  SG: "SGD",
  NT: "TWD",
  R: "BRL",
  MX: "MXN",
  US: "USD",
  USD: "USD",
};

/** The code of a dollar written with letters glued to its sign, such as `C$`. */
export function prefixedDollar(letters: string): string | undefined {
  return Object.hasOwn(prefixes, letters) ? prefixes[letters] : undefined;
}

/** True for ISO codes in capitals, so that `USD100` is money and `try` is a word; `Rs` and `rs` too. */
export function isCurrencyCode(text: string): boolean {
  return codes.has(text) || text === "Rs" || text === "rs" || text === "US" || text === "RMB";
}

/** The currency whose hundredth the word names: cents of some currency, pence of pounds. */
export function coinOf(raw: string, glued: boolean): string | undefined {
  if (raw === "p") return glued ? "GBP" : undefined;
  const coin = currencyOf(raw);
  return coin !== undefined && Object.hasOwn(coins, coin) ? coins[coin] : undefined;
}

const peoples: Readonly<Record<string, string>> = {
  american: "USD",
  us: "USD",
  canadian: "CAD",
  australian: "AUD",
  singapore: "SGD",
  taiwan: "TWD",
};

/** The dollar of a people: `Canadian dollars`. */
export function dollarOf(people: string, noun: string): string | undefined {
  if (noun !== "dollars" && noun !== "dollar") return undefined;
  return Object.hasOwn(peoples, people) ? peoples[people] : undefined;
}

/** The currency that a word or sign names; `$` and `¥` stay open between several. */
export function currencyOf(raw: string): string | undefined {
  if (codes.has(raw)) return raw;
  if (Object.hasOwn(symbols, raw)) return symbols[raw];
  const lower = raw.toLowerCase();
  return Object.hasOwn(words, lower) ? words[lower] : undefined;
}

/**
 * True when an answer's money can be the gold's: a bare `$` is any dollar that the gold names, but a gold of bare `$` is not paid in
 * Canadian ones; `¥` is yen or yuan.
 */
export function sameCurrency(gold: string, answer: string): boolean {
  if (answer === gold) return true;
  const open = (signs: ReadonlySet<string>, sign: string): boolean =>
    signs.has(answer) && signs.has(gold) && (answer === sign || gold === sign);
  if (answer === "cents" || gold === "cents") return cents.has(answer) && cents.has(gold);
  if (gold === "$") return answer === "USD";
  return open(dollars, "$") || open(yens, "¥") || open(poundish, "pound");
}
