const symbols: Readonly<Record<string, string>> = {
  $: "$",
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
const dollars = new Set(["$", "USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD"]);
const yens = new Set(["¥", "JPY", "CNY"]);
const poundish = new Set(["pound", "GBP"]);

/** True for ISO codes in capitals, so that `USD100` is money and `try` is a word; `Rs` and `rs` too. */
export function isCurrencyCode(text: string): boolean {
  return codes.has(text) || text === "Rs" || text === "rs" || text === "US" || text === "RMB";
}

/** The currency that a word or sign names; `$` and `¥` stay open between several. */
export function currencyOf(raw: string): string | undefined {
  if (codes.has(raw)) return raw;
  if (Object.hasOwn(symbols, raw)) return symbols[raw];
  const lower = raw.toLowerCase();
  return Object.hasOwn(words, lower) ? words[lower] : undefined;
}

/** True when both can be the same money: `$` is any dollar, `¥` is yen or yuan. */
export function sameCurrency(left: string, right: string): boolean {
  if (left === right) return true;
  const open = (signs: ReadonlySet<string>, sign: string): boolean =>
    signs.has(left) && signs.has(right) && (left === sign || right === sign);
  return open(dollars, "$") || open(yens, "¥") || open(poundish, "pound");
}
