export type Facts = Readonly<Record<string, unknown>>;

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const missing = (what: string): Refusal => new Refusal(404, "RESOURCE_DOES_NOT_EXIST", `No ${what} exists`);
export const invalid = (what: string): Refusal => new Refusal(400, "INVALID_PARAMETER_VALUE", what);
export const listOf = (value: unknown): readonly Facts[] => (Array.isArray(value) ? value : []);
export const pairs = (map: ReadonlyMap<string, string>) => [...map].map(([key, value]) => ({ key, value }));
