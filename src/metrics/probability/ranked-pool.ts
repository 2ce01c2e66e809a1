import { fallingOrder } from "../../stats/house.js";
import type { YesNoRows } from "../rows/yes-no-rows.js";

/**
 * ROC-AUC of rows that each count so many times, whole numbers: they are ranked once, and each value is one walk over the order. The pairs
 * that are won are counted in whole and half numbers, so every value is exact below 2^52 pairs.
 */
export function rankedPool({ outputs, targets }: YesNoRows): (times?: ArrayLike<number>) => number | undefined {
  const order = fallingOrder(outputs);
  const rows = order.length;
  const yesAt = Uint8Array.from(order, (row) => targets[row] as number);
  const endsAt = Uint8Array.from(order, (row, place) =>
    place + 1 === rows || outputs[order[place + 1] as number] !== outputs[row] ? 1 : 0,
  );
  const isTied = endsAt.includes(0);
  const once = new Uint8Array(rows).fill(1);
  return (times = once) => {
    const counts = times instanceof Uint8Array ? times : Uint8Array.from(times);
    const [won, yes, no] = (isTied ? wonTied : wonStrict)(order, yesAt, endsAt, counts);
    return yes * no === 0 ? undefined : won / (yes * no);
  };
}

type Won = readonly [won: number, yes: number, no: number];

function wonStrict(order: Uint32Array, yesAt: Uint8Array, _: Uint8Array, times: Uint8Array): Won {
  let [won, yes, all] = [0, 0, 0];
  for (let place = 0; place < order.length; place++) {
    const count = times[order[place] as number] as number;
    const ofYes = count * (yesAt[place] as number);
    yes += ofYes;
    // A no loses to each yes above it; without a branch, which would be guessed wrong half of the time.
    won += (count - ofYes) * yes;
    all += count;
  }
  return [won, yes, all - yes];
}

function wonTied(order: Uint32Array, yesAt: Uint8Array, endsAt: Uint8Array, times: Uint8Array): Won {
  let [won, yes, no, tiedYes, tiedNo] = [0, 0, 0, 0, 0];
  for (let place = 0; place < order.length; place++) {
    const count = times[order[place] as number] as number;
    const ofYes = count * (yesAt[place] as number);
    tiedYes += ofYes;
    tiedNo += count - ofYes;
    if (endsAt[place] === 0) continue;
    won += tiedNo * (yes + tiedYes / 2);
    yes += tiedYes;
    no += tiedNo;
    tiedYes = 0;
    tiedNo = 0;
  }
  return [won, yes, no];
}
