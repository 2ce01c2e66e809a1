/** MLflow's databases hold infinities as the greatest number. */
export function readNumber(value: unknown): number {
  const number = Number(value ?? 0);
  return Math.abs(number) === Number.MAX_VALUE ? number * 2 : number;
}
