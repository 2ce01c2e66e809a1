import type { NamespaceBase, Root, Type } from "protobufjs";
import type { ResolvedSchema } from "../../registry/schema-registry.js";
import type { Protobuf } from "./load-protobuf.js";

/** Files that every registry knows without a reference. */
const builtIn: Readonly<Record<string, string>> = {
  "confluent/type/decimal.proto": `syntax = "proto3"; package confluent.type;
    message Decimal { bytes value = 1; uint32 precision = 2; int32 scale = 3; }`,
};

export interface ParsedProto {
  /** The messages of the file itself, in the order in which it defines them: what the wire format counts. */
  readonly messages: readonly Type[];
}

/** @throws {Error} it is no `.proto` file, or names a type that neither it nor what it imports defines. */
export function parseProto(library: Protobuf, { schema, references }: ResolvedSchema): ParsedProto {
  const root = new library.Root();
  const { messages, imports } = parseFile(library, root, schema);
  const files = new Map(references.map((one) => [one.name, one.schema]));
  const seen = new Set<string>();
  const waiting = [...imports];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const text = files.get(name) ?? builtIn[name];
    if (text !== undefined) waiting.push(...parseFile(library, root, text).imports);
    else addCommon(library, root, name);
  }
  root.resolveAll();
  return { messages };
}

/** Adds a file to a root. Its messages are told from those that other files bring to the same package. */
export function parseFile(library: Protobuf, root: Root, text: string) {
  const place = (name: string | undefined): NamespaceBase | undefined =>
    name === undefined ? root : ((root.lookup(name) as NamespaceBase | null) ?? undefined);
  const before = new Set<unknown>();
  const collect = (namespace: NamespaceBase): void => {
    for (const one of namespace.nestedArray) {
      before.add(one);
      if (one instanceof library.Namespace) collect(one);
    }
  };
  collect(root);
  const { package: name, imports = [] } = library.parse(text, root, { keepCase: true });
  const found = place(name);
  const messages = found === undefined ? [] : messagesOf(library, found).filter((one) => !before.has(one));
  return { imports, messages };
}

/** Google's own files, of which the library has the most used. */
function addCommon(library: Protobuf, root: Root, name: string): void {
  const common: { readonly nested?: { readonly [name: string]: object } } | null = library.common.get(name);
  if (common?.nested !== undefined) root.addJSON(common.nested as Parameters<Root["addJSON"]>[0]);
}

export function messagesOf(library: Protobuf, place: NamespaceBase): readonly Type[] {
  return place.nestedArray.filter((one): one is Type => one instanceof library.Type);
}
