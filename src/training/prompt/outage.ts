import { ChatError } from "../../ports/index.js";

/** Tells a service that is away from single rows that fail. */
export interface Outage {
  answered(): void;
  /** @throws {ChatError} so many calls in a row found nobody that the others would not either. */
  failed(error: ChatError): void;
}

// A row whose own text breaks a server is rare; eight different ones in a row, each tried several times, are an outage.
const mostInRow = 8;

/** @param rows How many are asked about. */
export function createOutage(place: string, rows: number): Outage {
  let [inRow, answers] = [0, 0];
  return {
    answered() {
      answers++;
      inRow = 0;
    },
    failed({ kind, status, message }) {
      if (kind !== "network" && kind !== "server") return;
      if (++inRow < mostInRow) return;
      throw new ChatError({
        place,
        kind,
        status,
        message: `${inRow} rows in a row got no answer, the last one: ${message}. ${answers} of ${rows} rows had one before: where \`calls.cache\` is stated they are kept, and asking again asks for the rest only`,
      });
    },
  };
}
