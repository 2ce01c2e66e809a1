/** Reads and writes values by one schema. */
export interface ValueCodec {
  /** The full name of the record, the message or the title of the schema, when it has one. */
  readonly name: string | undefined;
  /** @throws {Error} the bytes are others, or hold what a row cannot. */
  decode(bytes: Uint8Array, maximumDepth: number): Readonly<Record<string, unknown>>;
  /** @throws {TypeError} the row does not fit the schema. */
  encode(row: Readonly<Record<string, unknown>>): Uint8Array;
}
