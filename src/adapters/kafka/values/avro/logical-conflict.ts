import type { AvroNode } from "./avro-node.js";

/**
 * Where a reader's schema would take a value for something else than its writer meant: the specification resolves the bytes alone, so that microseconds would
 * be read as milliseconds, and cents as tenths of cents. Undefined when it is nowhere.
 */
export function logicalConflict(writer: AvroNode, reader: AvroNode): string | undefined {
  return conflict(writer, reader, "value", new Set());
}

function conflict(writer: AvroNode, reader: AvroNode, path: string, seen: Set<string>): string | undefined {
  if (writer.kind === "union" || reader.kind === "union") {
    const [from, to] = [branchesOf(writer), branchesOf(reader)];
    for (const branch of from) {
      const same = to.filter(({ kind }) => kind === branch.kind);
      // One of a kind, and of several named ones that of the name.
      const target = same.find((one) => "name" in one && "name" in branch && one.name === branch.name) ?? same[0];
      const found = target && conflict(branch, target, path, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (writer.kind === "record" && reader.kind === "record") {
    const key = `${writer.name} ${reader.name}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    for (const field of reader.fields) {
      const same = writer.fields.find(({ name }) => name === field.name || field.aliases.includes(name));
      const found = same && conflict(same.node, field.node, `${path}.${field.name}`, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (writer.kind === "array" && reader.kind === "array")
    return conflict(writer.items, reader.items, `${path}[]`, seen);
  if (writer.kind === "map" && reader.kind === "map") return conflict(writer.values, reader.values, `${path}{}`, seen);
  const [from, to] = [logicalText(writer), logicalText(reader)];
  if (from === undefined || to === undefined || from === to) return undefined;
  return `\`${path}\` was written as ${from} and would be read as ${to}`;
}

function branchesOf(node: AvroNode): readonly AvroNode[] {
  return node.kind === "union" ? node.branches : [node];
}

function logicalText(node: AvroNode): string | undefined {
  if (!("logical" in node) || node.logical === undefined) return undefined;
  const { name, scale } = node.logical;
  return name === "decimal" ? `decimal of scale ${scale}` : name;
}
