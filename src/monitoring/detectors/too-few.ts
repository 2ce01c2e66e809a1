import type { Finding } from "../../ports/index.js";

/** Says that there is too little data, and how much is needed. */
export function tooFew(check: string, count: number, minimum: number, of = "rows"): Finding {
  return {
    check,
    status: "insufficient-data",
    message: `${count} ${of}, ${minimum} are needed`,
    numbers: { [of.split(" ")[0] as string]: count, minimum },
  };
}
