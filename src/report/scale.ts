/** Maps values to pixels, with round numbers to label the axis by. */
export interface Scale {
  (value: number): number;
  readonly ticks: readonly number[];
}

/** A linear scale; a range of one value is widened so that it can be drawn. */
export function linearScale(low: number, high: number, from: number, to: number, count = 5): Scale {
  const [start, end] = low === high ? [low - 0.5, high + 0.5] : [low, high];
  const scale = (value: number): number => from + ((value - start) / (end - start)) * (to - from);
  return Object.assign(scale, { ticks: roundTicks(start, end, count) });
}

function roundTicks(start: number, end: number, count: number): readonly number[] {
  const rough = (end - start) / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= rough) ?? rough;
  const ticks: number[] = [];
  for (let index = Math.ceil(start / step); index * step <= end + step * 1e-9; index++)
    ticks.push(Number((index * step).toPrecision(12)));
  return ticks;
}
