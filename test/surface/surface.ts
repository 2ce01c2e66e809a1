/** One function of the surface: how to call it with the options under test. */
export interface Surface {
  /** Gets `valid` with one option changed. What it returns is awaited, or begun where it is a generator. */
  call(options: never): unknown;
  /** Options that must be given, and objects of options whose parts are tried. @default none */
  readonly valid?: object;
  /** Numbers, or objects with them, that take what looks impossible, by why they do. */
  readonly takes?: { readonly [reason: string]: { readonly [path: string]: readonly Impossible[] } };
  /** Parameters that are no options (data, nouns), by what checks them instead. */
  readonly elsewhere?: { readonly [reason: string]: readonly string[] };
}

export const impossible = { NaN: Number.NaN, negative: -1, infinite: Number.POSITIVE_INFINITY, text: "12" } as const;
export type Impossible = keyof typeof impossible;

export type Surfaces = { readonly [name: string]: Surface };
