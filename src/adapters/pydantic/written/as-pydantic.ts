import { isObject } from "../json-schema.js";

/** A choice in the one form that pydantic writes it in: no choice within a choice, no list of types. */
export function asPydantic(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asPydantic);
  if (!isObject(node)) return node;
  const { type, ...others } = node;
  if (Array.isArray(type) && Object.keys(others).length === 0)
    return { anyOf: type.map((one: unknown) => ({ type: one })) };
  const made = Object.fromEntries(Object.entries(node).map(([keyword, value]) => [keyword, asPydantic(value)]));
  return Array.isArray(made.anyOf) ? { ...made, anyOf: flat(made.anyOf) } : made;
}

function flat(options: readonly unknown[]): readonly unknown[] {
  const all = options.flatMap((option) =>
    isObject(option) && Array.isArray(option.anyOf) && Object.keys(option).length === 1 ? option.anyOf : [option],
  );
  const nothing = all.filter((option) => isObject(option) && option.type === "null");
  // Null stands last, once.
  return [...all.filter((option) => !nothing.includes(option)), ...nothing.slice(0, 1)];
}
