/** Four digits that matter, or a dash where there is no value. */
export function formatValue(value: number | undefined): string {
  return value === undefined ? "–" : Number(value.toPrecision(4)).toString();
}
