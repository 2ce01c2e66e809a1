import type { Quantity } from "./quantity.js";
import type { Token } from "./token.js";

const amounts = new Set(
  "is was were are of at about approximately around roughly nearly to by = : ~ > < ≥ ≤ $".split(" "),
);

/** `3M` is a company where it is not said to be an amount: `3M's revenue`, `for 3M`; `was 3M`, `$3M` and `3M` alone are three million. */
export function isNameOfCompany(tokens: readonly Token[], { start, end }: Quantity): boolean {
  const [digits, letter] = [tokens[end - 2], tokens[end - 1]];
  if (digits?.raw !== "3" || letter?.raw !== "M" || !letter.glued || start !== end - 2) return false;
  const before = tokens[start - 1];
  if (before === undefined) return tokens[end]?.kind === "word" || tokens[end]?.raw === "'";
  return !amounts.has(before.text) || (tokens[end]?.kind === "word" && tokens[end]?.glued === true);
}

const labels = new Set(
  "page pages p pp chapter chapters figure fig table note notes footnote item section sect step exhibit appendix question version row line column paragraph no number part phase volume vol slide article schedule rule form level top ref reference".split(
    " ",
  ),
);
const sayings = new Set(
  "answer total result revenue sales value sum amount number count income profit loss ratio margin average mean median nan yes therefore so thus hence only about approximately approx around roughly nearly exactly over under up down between from rose fell grew roughly the an in at by of for to is was are were fy q usd eur gbp and or but not it".split(
    " ",
  ),
);

/** Where a number belongs to a name: `page 14`, `iPhone 12`, `Apollo 11`. It then says nothing. */
export function isPartOfName(tokens: readonly Token[], { start, bare }: Quantity): boolean {
  const before = tokens[start - 1];
  if (before === undefined || !bare) return false;
  if (before.raw === "#") return true;
  const named = before.raw === "." ? tokens[start - 2] : before;
  if (named?.kind !== "word") return false;
  if (labels.has(named.text))
    return named.text !== "number" || tokens[start - 2] === undefined ? named.text !== "number" : false;
  if (before.raw === "." || sayings.has(before.text)) return false;
  return /[A-Z]/.test(before.raw) && !before.raw.includes("'");
}
