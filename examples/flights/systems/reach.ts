import { type AddressName, addressOf } from "./addresses.js";

/** Asks a system for something before the job begins, so that one that is away is told at once, with the variable that says where it is. */
export async function reach<Answer>(
  system: string,
  variable: AddressName,
  ask: (address: string) => Promise<Answer>,
): Promise<Answer> {
  const address = addressOf(variable);
  try {
    return await ask(address);
  } catch (error) {
    // Not as its cause: clients put the words that they sent into their errors, passwords too.
    throw new Error(
      `Expected ${system} at ${withoutLogin(address)}, got ${withoutLogin(messageOf(error))}. Start it, or say by ${variable} where it is`,
    );
  }
}

/** Whatever answers at an address of HTTP will do. */
export async function reachWeb(system: string, variable: AddressName): Promise<string> {
  return reach(system, variable, async (url) => {
    await fetch(url, { signal: AbortSignal.timeout(10_000) });
    return url;
  });
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A client that has tried several times says the same as often.
  if (error instanceof AggregateError) return [...new Set(error.errors.map(messageOf))].join(", ");
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}

function withoutLogin(text: string): string {
  return text.replaceAll(/\/\/[^@\s/]*@/g, "//");
}
