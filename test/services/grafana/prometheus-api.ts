import { expect } from "vitest";

export interface Series {
  readonly metric: { readonly [label: string]: string };
  /** Seconds since 1970, and the value as text. */
  readonly values: readonly (readonly [number, string])[];
}

/** Asks Prometheus as Grafana does. */
export function prometheusApi(url: string) {
  async function ask(path: string, parameters: Readonly<Record<string, string>>): Promise<unknown> {
    const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const answer = (await response.json()) as {
      readonly status: string;
      readonly data: unknown;
      readonly error?: string;
    };
    expect(answer.error, JSON.stringify(parameters)).toBeUndefined();
    return answer.data;
  }
  const now = (): number => Date.now() / 1000;
  return {
    /** Of the last two minutes, second by second: a panel. */
    async range(query: string): Promise<readonly Series[]> {
      const answer = await ask("query_range", { query, start: String(now() - 120), end: String(now()), step: "1" });
      return (answer as { readonly result: readonly Series[] }).result;
    },
    /** The newest value of each series, of those that there are at this moment. */
    async present(query: string): Promise<ReadonlyMap<string, number>> {
      const answer = await ask("query", { query });
      const { result } = answer as {
        readonly result: readonly { readonly metric: Series["metric"]; readonly value: readonly [number, string] }[];
      };
      return new Map(result.map(({ metric, value }) => [Object.values(metric).join(" "), Number(value[1])]));
    },
    /** What a variable offers. */
    async values(label: string, series: string): Promise<readonly string[]> {
      const range = { start: String(now() - 120), end: String(now()) };
      return (await ask(`label/${label}/values`, { "match[]": series, ...range })) as readonly string[];
    },
    /** Reads the rules anew. */
    async reload(): Promise<void> {
      expect((await fetch(`${url}/-/reload`, { method: "POST" })).status).toBe(200);
    },
  };
}
