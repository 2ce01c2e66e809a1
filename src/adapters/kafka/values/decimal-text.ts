/** How decimals (a whole number and how many of its digits stand behind the point) read as text, and back. */

export function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${unscaled < 0n ? "-" : ""}${whole}${scale === 0 ? "" : `.${digits.slice(-scale)}`}`;
}

/** Undefined when the text is no decimal, or has digits that the scale and the precision have no room for. */
export function parseDecimalText(text: string, precision: number, scale: number): bigint | undefined {
  const found = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<behind>\d+))?$/.exec(text)?.groups;
  if (found === undefined) return undefined;
  const behind = (found.behind ?? "").replace(/0+$/, "");
  if (behind.length > scale) return undefined;
  const unscaled = BigInt(`${found.whole}${behind.padEnd(scale, "0")}`);
  if (unscaled >= 10n ** BigInt(precision)) return undefined;
  return found.sign === "-" ? -unscaled : unscaled;
}

/** Big-endian two's complement. */
export function bigintOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
}

/** @param size How many bytes; the fewest that hold it, when it is not given. Undefined when they do not. */
export function bytesOf(value: bigint, size?: number): Uint8Array | undefined {
  let fewest = 1;
  while (BigInt.asIntN(fewest * 8, value) !== value) fewest++;
  const length = size ?? fewest;
  if (length < fewest) return undefined;
  return Buffer.from(
    BigInt.asUintN(length * 8, value)
      .toString(16)
      .padStart(length * 2, "0"),
    "hex",
  );
}
