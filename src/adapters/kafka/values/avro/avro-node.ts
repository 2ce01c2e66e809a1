import type { AvroLogical } from "./avro-logical.js";

/** An Avro schema with its names resolved. A record may hold itself. */
export type AvroNode =
  | { readonly kind: AvroPrimitive; readonly logical?: AvroLogical | undefined }
  | { readonly kind: "fixed"; readonly name: string; readonly size: number; readonly logical?: AvroLogical | undefined }
  | { readonly kind: "enum"; readonly name: string }
  | { readonly kind: "record"; readonly name: string; readonly fields: AvroField[] }
  | { readonly kind: "array"; readonly items: AvroNode }
  | { readonly kind: "map"; readonly values: AvroNode }
  | { readonly kind: "union"; readonly branches: readonly AvroNode[] };

export interface AvroField {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly node: AvroNode;
  readonly hasDefault: boolean;
}

export const avroPrimitives = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"] as const;
export type AvroPrimitive = (typeof avroPrimitives)[number];

/** What a union calls its branch. */
export function branchName(node: AvroNode): string {
  return "name" in node ? node.name : node.kind;
}
