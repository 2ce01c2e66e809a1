import { GoldenPipelineError } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { doors } from "../../scripts/rooms.js";

const junk = { undefined: undefined, null: null, number: 5, text: "text", object: {}, list: [], function: () => {} };

interface PublicFunction {
  readonly name: string;
  readonly call: (...given: readonly unknown[]) => unknown;
  readonly parameters: number;
}

const functions = await findFunctions();

describe("every public function", () => {
  it("is walked over", () => {
    expect(functions.length).toBeGreaterThan(250);
  });

  it.each(functions)("answers nonsense in each place with an error of this library: $name", async (one) => {
    const told: string[] = [];
    for (const [what, value] of Object.entries(junk)) {
      const error = await thrown(one, value);
      if (error !== undefined && !GoldenPipelineError.isInstance(error)) told.push(`${what}: ${String(error)}`);
      else if (error instanceof Error && /got "[a-z]+ [a-z ]+" \(string\)|\[object Object\]/.test(error.message))
        told.push(`${what}: ${error.message}`);
    }
    expect(told).toEqual([]);
  });
});

async function findFunctions(): Promise<readonly PublicFunction[]> {
  const seen = new Set<unknown>();
  const found: PublicFunction[] = [];
  for (const door of doors) {
    const names: Readonly<Record<string, unknown>> = await import(
      /* @vite-ignore */ new URL(`../../src/${door}/index.ts`, import.meta.url).href
    );
    for (const [name, value] of Object.entries(names)) {
      if (typeof value !== "function" || seen.has(value) || /^class\b/.test(String(value))) continue;
      seen.add(value);
      const call = value as PublicFunction["call"];
      found.push({ name: `${door}/${name}`, call, parameters: Math.max(value.length, 1) });
    }
  }
  return found;
}

/** What a call with the value in every place throws, at once, later, or with the first that it gives; undefined when nothing is. */
async function thrown({ call, parameters }: PublicFunction, value: unknown): Promise<unknown> {
  try {
    const result = await call(...new Array<unknown>(parameters).fill(value));
    if (typeof result === "object" && result !== null && "next" in result) await (result as Generator).next();
    return undefined;
  } catch (error) {
    return error;
  }
}
