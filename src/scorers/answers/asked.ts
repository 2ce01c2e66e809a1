import { currencyOf } from "./measures/currencies.js";
import type { Measure } from "./measures/measure.js";
import { askedScales, scaleOf } from "./measures/scales.js";

/** What the question says of the answer's form. */
export interface Asked {
  /** The money it asks for: `in USD millions`. */
  readonly currency: string | undefined;
  readonly percent: boolean;
  /** The power of ten of its scale: 6 for `in USD millions`, 0 where it names none. */
  readonly scale: number;
  /** It asks how far something fell, and nothing in it speaks of a rise. */
  readonly fall: boolean;
  /** It asks for a multiple, so that `3.2x` is a number. */
  readonly multiple: boolean;
  /** Its words, to find the sentence that answers. */
  readonly words: ReadonlySet<string>;
}

export const nothingAsked: Asked = {
  currency: undefined,
  percent: false,
  scale: 0,
  fall: false,
  multiple: false,
  words: new Set(),
};

const money =
  "(?:us\\$|u\\.s\\.|us|usd|eur|gbp|jpy|inr|chf|cad|aud|cny|hkd|dollars?|euros?|pounds?|yen|rupees?|[$€£¥₹])";
const scales = `(${askedScales.join("|")})s?`;
const inScale = new RegExp(`\\bin (?:units of |the |terms of )?(?:${money} ?){0,2}${scales}\\b`);
const moneyScale = new RegExp(`(?<![\\d.] ?)${money} ?${scales}\\b`);
const inMoney = new RegExp(`\\b(?:in|of|as) (?:units of |${scales} (?:of )?)?(${money})(?![\\w$]| ?\\d)`);
const fraction = /(?<!\d ?)(?:%|\bper ?cent)/;
const falls =
  /\b(?:decline[ds]?|declining|decreas(?:e[ds]?|ing)|drop(?:s|ped)?|f[ae]ll(?:s|en)?|loss(?:es)?|los[et]|reduc(?:ed?|tion)|shr[aiu]nk|contract(?:ed|ion)|slump(?:ed)?|plunged?)\b/;
const rises =
  /\b(?:increas(?:e[ds]?|ing)|ris(?:es?|ing|en)|rose|gr[oe]wn?|growth|gain(?:s|ed)?|profits?|income|earnings|change[ds]?|up|higher|net income)\b/;
const multiples = /\b(?:ratio|turnover|multiple|coverage|leverage|times|factor)\b/;

/** Reads a question for the form of its answer. */
export function readQuestion(question: string | undefined): Asked {
  if (question === undefined || question === "") return nothingAsked;
  const text = question.toLowerCase();
  const scaled = inScale.exec(text) ?? moneyScale.exec(text);
  const paid = inMoney.exec(text)?.[2] ?? (scaled === null ? undefined : new RegExp(money).exec(scaled[0])?.[0]);
  return {
    currency: paid === undefined ? undefined : moneyOf(paid),
    percent: fraction.test(text),
    scale: scaled === null ? 0 : (scaleOf(scaled[1] ?? "") ?? 0),
    fall: falls.test(text) && !rises.test(text),
    multiple: multiples.test(text),
    words: new Set(text.match(/[\p{L}\p{N}]{3,}/gu) ?? []),
  };
}

function moneyOf(name: string): string {
  if (name.startsWith("us") || name.startsWith("u.s")) return "USD";
  return currencyOf(name.toUpperCase()) ?? currencyOf(name) ?? "$";
}

/** The measure that a bare gold has by its question; undefined where the question states none. */
export function askedMeasure({ currency, percent }: Asked): Measure | undefined {
  if (currency !== undefined) return percent ? undefined : { kind: "currency", currency };
  return percent ? { kind: "percent" } : undefined;
}
