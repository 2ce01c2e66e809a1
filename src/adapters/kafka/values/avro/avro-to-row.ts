import { type AvroNode, branchName } from "./avro-node.js";
import { fromLogical } from "./from-logical.js";

/** A value as the library gives it, as it stands in a row: unions without their branch's name, bytes as base64, whole numbers beyond 2^53 as bigint. */
export function avroToRow(node: AvroNode, value: unknown, depth: number): unknown {
  if (depth < 0) throw new RangeError("the nesting is deeper than allowed");
  if ("logical" in node && node.logical !== undefined) return fromLogical(node.logical, value);
  switch (node.kind) {
    case "long":
      return plainInteger(value as bigint);
    case "float":
    case "double":
      return Number(value);
    case "bytes":
    case "fixed":
      return Buffer.from(value as Uint8Array).toString("base64");
    case "record":
      return Object.fromEntries(
        node.fields.map(({ name, node: inner }) => [
          name,
          avroToRow(inner, (value as Readonly<Record<string, unknown>>)[name], depth - 1),
        ]),
      );
    case "array":
      return (value as readonly unknown[]).map((item) => avroToRow(node.items, item, depth - 1));
    case "map":
      return Object.fromEntries(
        Object.entries(value as object).map(([key, item]) => [key, avroToRow(node.values, item, depth - 1)]),
      );
    case "union": {
      if (value === null) return null;
      const [entry] = Object.entries(value as object);
      const branch = node.branches.find((one) => branchName(one) === entry?.[0]);
      if (entry === undefined || branch === undefined) throw new RangeError("a union without such a branch");
      return avroToRow(branch, entry[1], depth); // It is no level of the row.
    }
    default:
      return value;
  }
}

function plainInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
