/** A message of Protobuf by the names of its fields: 64-bit integers that a number does not hold are bigints, `bytes` are bytes, enumerations their names. */
export interface Message {
  readonly [field: string]: MessageValue | readonly MessageValue[] | undefined;
}

export type MessageValue = string | number | bigint | boolean | Uint8Array | Message;
