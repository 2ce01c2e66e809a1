import { type Decimal, decimal } from "./decimal.js";
import { coinOf, currencyOf, dollarOf } from "./measures/currencies.js";
import { type Measure, plain } from "./measures/measure.js";
import { letterScale, scaleOf } from "./measures/scales.js";
import { powerUnit, ratioUnit, type Unit, unitOf } from "./measures/units.js";
import type { Token } from "./token.js";

/** What stands behind a number: `million`, `%`, `€`, `km/h`. */
export interface ReadMeasure {
  readonly scale: number;
  readonly otherScale: number | undefined;
  readonly measure: Measure;
  /** What the number counts in units of the measure: 1/100 for basis points. */
  readonly factor: Decimal;
  readonly end: number;
}

/** The factor of every measure that counts itself. */
export const one = decimal(1n);

/** Reads the scale words and the measure from token `at` on. */
export function readMeasure(tokens: readonly Token[], at: number): ReadMeasure {
  let scale = 0;
  let end = at;
  for (let next = tokens[end]; next !== undefined; next = tokens[end]) {
    const power = next.kind === "word" ? scaleOf(next.text) : undefined;
    if (power === undefined) break;
    scale += power;
    end++;
  }
  if (scale === 0 && tokens[end]?.raw === "-" && scaleOf(tokens[end + 1]?.text ?? "") !== undefined) {
    scale = scaleOf(tokens[end + 1]?.text ?? "") ?? 0;
    end += 2;
  }
  const found = readKind(tokens, end, scale === 0);
  return {
    scale: found?.scale ?? scale,
    otherScale: found?.otherScale,
    measure: found?.measure ?? plain,
    factor: found?.factor ?? one,
    end: found?.end ?? end,
  };
}

const basisPoints = { measure: { kind: "points", basis: true }, factor: decimal(1n, -2) } as const;
const perMille = { measure: { kind: "percent" }, factor: decimal(1n, -1) } as const;

type Kind = Partial<Omit<ReadMeasure, "measure" | "end">> & Pick<ReadMeasure, "measure" | "end">;

function readKind(tokens: readonly Token[], at: number, mayScale: boolean): Kind | undefined {
  const token = tokens[at];
  if (token === undefined || token.newSentence) return undefined;
  const { text, raw } = token;
  const next = tokens[at + 1]?.text;
  if (text === "%" || text === "pct" || text === "percent" || (text === "per" && next === "cent")) {
    const end = at + (text === "per" ? 2 : 1);
    const points = ["point", "points", "pts", "pt"].includes(tokens[end]?.text ?? "");
    return points ? { measure: { kind: "points" }, end: end + 1 } : { measure: { kind: "percent" }, end };
  }
  if (text === "percentage" && (next === "points" || next === "point"))
    return { measure: { kind: "points" }, end: at + 2 };
  if (["pp", "ppt", "ppts", "pts"].includes(text)) return { measure: { kind: "points" }, end: at + 1 };
  if (text === "bps" || text === "bp") return { ...basisPoints, end: at + 1 };
  if (text === "basis" && (next === "points" || next === "point")) return { ...basisPoints, end: at + 2 };
  if (text === "‰" || text === "permille" || text === "promille") return { ...perMille, end: at + 1 };
  if (text === "per" && (next === "mille" || next === "mil")) return { ...perMille, end: at + 2 };
  if ((raw === "US" || raw === "U.S") && currencyOf(tokens[at + 1]?.raw ?? "") === "$")
    return { measure: { kind: "currency", currency: "USD" }, end: at + 2 };
  const coin = coinOf(raw, token.glued);
  if (coin !== undefined)
    return { measure: { kind: "currency", currency: coin }, factor: decimal(1n, -2), end: at + 1 };
  const dollar = dollarOf(text, next ?? "");
  if (dollar !== undefined) return { measure: { kind: "currency", currency: dollar }, end: at + 2 };
  const currency = currencyOf(raw);
  if (currency !== undefined) return { measure: { kind: "currency", currency }, end: at + 1 };
  const unit = readUnit(tokens, at);
  const scale = mayScale ? letterScale(raw) : undefined;
  if (unit !== undefined) return { ...unit, ...(scale !== undefined && { otherScale: scale }) };
  return scale !== undefined && token.glued ? { measure: plain, scale, end: at + 1 } : undefined;
}

const powers: Readonly<Record<string, number>> = { square: 2, sq: 2, cubic: 3, cu: 3 };

function readUnit(tokens: readonly Token[], at: number): Kind | undefined {
  const first = readSimpleUnit(tokens, at);
  if (first === undefined) return undefined;
  const { text, glued } = tokens[first.end] ?? {};
  const per = (text === "/" && glued) || text === "per" || (text === "an" && tokens[first.end + 1]?.text === "hour");
  const second = per ? readSimpleUnit(tokens, first.end + 1) : undefined;
  if (second === undefined) return { measure: { kind: "unit", name: first.name, unit: first.unit }, end: first.end };
  const unit = ratioUnit(first.unit, second.unit);
  return { measure: { kind: "unit", name: `${first.name}/${second.name}`, unit }, end: second.end };
}

const degrees = new Set(["°", "degree", "degrees", "deg"]);
const temperatures: Readonly<Record<string, string>> = { c: "C", f: "F", celsius: "C", fahrenheit: "F" };

function readSimpleUnit(
  tokens: readonly Token[],
  at: number,
): { readonly name: string; readonly unit: Unit; readonly end: number } | undefined {
  const prefix = powers[tokens[at]?.text ?? ""];
  const start = prefix === undefined ? at : at + (tokens[at + 1]?.text === "." ? 2 : 1);
  const token = tokens[start];
  if (token === undefined) return undefined;
  const degree = degrees.has(token.text) ? tokens[start + 1] : undefined;
  const letter = degree === undefined ? undefined : temperatures[degree.text];
  const scaled = letter !== undefined;
  const name = scaled ? `°${letter}` : token.raw;
  const unit = unitOf(name, token.glued);
  const end = start + (scaled ? 2 : 1);
  if (unit === undefined) return undefined;
  if (prefix !== undefined) return { name: `${name}${prefix}`, unit: powerUnit(unit, prefix), end };
  const caret = tokens[end]?.raw === "^" ? 1 : 0;
  const power = tokens[end + caret];
  if (power?.kind === "number" && power.glued && (power.raw === "2" || power.raw === "3"))
    return { name: `${name}${power.raw}`, unit: powerUnit(unit, Number(power.raw)), end: end + caret + 1 };
  return { name, unit, end };
}
