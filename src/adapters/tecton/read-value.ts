import type { Json } from "../../core/index.js";

/** A type as Tecton tells it. */
export interface DataType {
  readonly type: string;
  readonly elementType?: DataType | undefined;
  readonly valueType?: DataType | undefined;
  readonly fields?: readonly { readonly name: string; readonly dataType: DataType }[] | undefined;
}

/**
 * A value as it was before Tecton wrote it: int64 comes as decimal text, a struct as the list of its fields. An int64 that no number of ours holds stays text.
 */
export function readValue(value: Json, type: DataType | undefined): Json {
  if (value === null || type === undefined) return value;
  if (type.type === "int64") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (Array.isArray(value)) {
    if (type.type !== "struct") return value.map((item) => readValue(item, type.elementType));
    const fields = type.fields ?? [];
    return Object.fromEntries(fields.map(({ name, dataType }, at) => [name, readValue(value[at] ?? null, dataType)]));
  }
  if (type.type === "map" && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readValue(item, type.valueType)]));
  return value;
}
