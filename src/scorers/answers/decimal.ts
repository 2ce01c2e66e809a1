/**
 * An exact number: `mantissa × 10^exponent / denominator`. The denominator is 1 for everything that a decimal can write,
 * so 9007199254740993 and 0.1 stay what they are; a double would round both.
 */
export interface Decimal {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly denominator: bigint;
}

const powers: bigint[] = [1n];
/** The powers of ten that a double holds exactly. */
const exactPowers = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/** 10^power for a power of at least 0; small powers are kept. */
function powerOfTen(power: number): bigint {
  const known = powers[power];
  if (known !== undefined) return known;
  const computed = 10n ** BigInt(power);
  if (power < 64) powers[power] = computed;
  return computed;
}

export function decimal(mantissa: bigint, exponent = 0, denominator = 1n): Decimal {
  return { mantissa, exponent, denominator };
}

/** Reads plain digits with an optional sign and point, such as `-1609.344`; the text is known to be well formed. */
export function decimalFromText(text: string): Decimal {
  const point = text.indexOf(".");
  if (point < 0) return decimal(BigInt(text));
  return decimal(BigInt(text.slice(0, point) + text.slice(point + 1)), point + 1 - text.length);
}

export function negate(value: Decimal): Decimal {
  return decimal(-value.mantissa, value.exponent, value.denominator);
}

export function absolute(value: Decimal): Decimal {
  return value.mantissa < 0n ? negate(value) : value;
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return decimal(
    left.mantissa * right.mantissa,
    left.exponent + right.exponent,
    left.denominator === 1n ? right.denominator : left.denominator * right.denominator,
  );
}

/** left / right for a right that is not zero. */
export function divide(left: Decimal, right: Decimal): Decimal {
  const sign = right.mantissa < 0n ? -1n : 1n;
  return decimal(
    sign * left.mantissa * right.denominator,
    left.exponent - right.exponent,
    left.denominator * right.mantissa * sign,
  );
}

export function add(left: Decimal, right: Decimal): Decimal {
  const exponent = Math.min(left.exponent, right.exponent);
  const a = left.mantissa * powerOfTen(left.exponent - exponent);
  const b = right.mantissa * powerOfTen(right.exponent - exponent);
  if (left.denominator === right.denominator) return decimal(a + b, exponent, left.denominator);
  return decimal(a * right.denominator + b * left.denominator, exponent, left.denominator * right.denominator);
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  return add(left, negate(right));
}

/** Multiplies by 10^power. */
export function shift(value: Decimal, power: number): Decimal {
  return power === 0 ? value : decimal(value.mantissa, value.exponent + power, value.denominator);
}

/** Negative, zero or positive as left is below, equal to or above right. */
export function compare(left: Decimal, right: Decimal): number {
  const difference =
    left.exponent === right.exponent && left.denominator === right.denominator
      ? left.mantissa - right.mantissa
      : subtract(left, right).mantissa;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** True when a finite decimal writes the value: after reduction the denominator has no prime but 2 and 5. */
export function isTerminating(value: Decimal): boolean {
  let left = value.denominator;
  if (left === 1n) return true;
  let rest = value.mantissa < 0n ? -value.mantissa : value.mantissa;
  while (rest !== 0n) [left, rest] = [rest, left % rest];
  let denominator = value.denominator / left;
  while (denominator % 2n === 0n) denominator /= 2n;
  while (denominator % 5n === 0n) denominator /= 5n;
  return denominator === 1n;
}

/** The nearest double, for reports only. */
export function toNumber(value: Decimal): number {
  const { mantissa, exponent } = value;
  if (value.denominator === 1n) {
    const whole = Number(mantissa);
    // Both operands are doubles without loss, so one division rounds once.
    const scale = Number.isSafeInteger(whole) ? exactPowers[-exponent] : undefined;
    return scale === undefined ? Number(`${mantissa}e${exponent}`) : whole / scale;
  }
  const digits = value.denominator.toString().length + 20;
  return Number(`${(value.mantissa * powerOfTen(digits)) / value.denominator}e${value.exponent - digits}`);
}

/** Reads a double exactly as JavaScript prints it: 0.1 is one tenth. */
export function decimalFromNumber(value: number): Decimal {
  const [coefficient = "0", exponent = "0"] = value.toString().split("e");
  return shift(decimalFromText(coefficient), Number(exponent));
}

/** Plain or scientific text of the value, for reports. */
export function decimalText(value: Decimal): string {
  if (value.denominator !== 1n) return `${decimalText(decimal(value.mantissa, value.exponent))}/${value.denominator}`;
  const sign = value.mantissa < 0n ? "-" : "";
  const digits = (value.mantissa < 0n ? -value.mantissa : value.mantissa).toString();
  if (digits === "0") return "0";
  if (value.exponent > 20 || value.exponent < -40) return `${sign}${digits}e${value.exponent}`;
  if (value.exponent >= 0) return `${sign}${digits}${"0".repeat(value.exponent)}`;
  const padded = digits.padStart(1 - value.exponent, "0");
  return `${sign}${padded.slice(0, value.exponent)}.${padded.slice(value.exponent)}`;
}
