import { type SchemaScope, sameJson } from "./json-schema-keywords.js";
import { pythonPattern } from "./python-pattern.js";

type Rules = Readonly<Record<string, unknown>>;

/** The keywords that go into a value or into other schemas. */
export function structureHolds(value: unknown, rules: Rules, scope: SchemaScope): boolean {
  if (!combinedHolds(value, rules, scope)) return false;
  if (Array.isArray(value)) return listHolds(value, rules, scope);
  return typeof value !== "object" || value === null || objectHolds(value as Rules, rules, scope);
}

function combinedHolds(value: unknown, rules: Rules, { holds }: SchemaScope): boolean {
  const { allOf, anyOf, oneOf } = rules;
  if (Array.isArray(allOf) && !allOf.every((part) => holds(value, part))) return false;
  if (Array.isArray(anyOf) && !anyOf.some((part) => holds(value, part))) return false;
  if (Array.isArray(oneOf) && oneOf.filter((part) => holds(value, part)).length !== 1) return false;
  if (rules.not !== undefined && holds(value, rules.not)) return false;
  if (rules.if === undefined) return true;
  const branch = holds(value, rules.if) ? rules.then : rules.else;
  return branch === undefined || holds(value, branch);
}

function listHolds(value: readonly unknown[], rules: Rules, { holds }: SchemaScope): boolean {
  const { prefixItems, items, contains, minItems, maxItems, minContains = 1, maxContains } = rules;
  const prefix = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
  const others = Array.isArray(items) ? rules.additionalItems : items;
  if (typeof minItems === "number" && value.length < minItems) return false;
  if (typeof maxItems === "number" && value.length > maxItems) return false;
  if (
    !value.every((item, at) =>
      at < prefix.length ? holds(item, prefix[at]) : others === undefined || holds(item, others),
    )
  )
    return false;
  if (
    rules.uniqueItems === true &&
    value.some((item, at) => value.slice(0, at).some((earlier) => sameJson(earlier, item)))
  )
    return false;
  if (contains === undefined) return true;
  const found = value.filter((item) => holds(item, contains)).length;
  return found >= Number(minContains) && (typeof maxContains !== "number" || found <= maxContains);
}

function objectHolds(value: Rules, rules: Rules, { holds }: SchemaScope): boolean {
  const { required, minProperties, maxProperties, propertyNames, additionalProperties } = rules;
  const names = Object.keys(value);
  if (Array.isArray(required) && !required.every((name) => Object.hasOwn(value, String(name)))) return false;
  if (typeof minProperties === "number" && names.length < minProperties) return false;
  if (typeof maxProperties === "number" && names.length > maxProperties) return false;
  if (propertyNames !== undefined && !names.every((name) => holds(name, propertyNames))) return false;
  const properties = membersOf(rules.properties);
  const patterns = Object.entries(membersOf(rules.patternProperties)).map(([pattern, part]) => ({
    pattern: pythonPattern(pattern),
    part,
  }));
  for (const name of names) {
    const parts = patterns.filter(({ pattern }) => pattern.test(name)).map(({ part }) => part);
    if (Object.hasOwn(properties, name)) parts.push(properties[name]);
    else if (parts.length === 0 && additionalProperties !== undefined) parts.push(additionalProperties);
    if (!parts.every((part) => holds(value[name], part))) return false;
  }
  const dependent = Object.entries(membersOf(rules.dependentRequired)).every(
    ([name, needed]) =>
      !Object.hasOwn(value, name) || (needed as readonly string[]).every((other) => Object.hasOwn(value, other)),
  );
  return (
    dependent &&
    Object.entries(membersOf(rules.dependentSchemas)).every(
      ([name, part]) => !Object.hasOwn(value, name) || holds(value, part),
    )
  );
}

function membersOf(value: unknown): Rules {
  return typeof value === "object" && value !== null ? (value as Rules) : {};
}
