import { digestOf } from "../../core/house.js";

/** MLflow takes 250 characters; some keys get a prefix of ours. */
const longest = 220;

/**
 * The key of an entry in MLflow, `<stage>/<name>`. MLflow takes letters, digits, `_`, `-`, `.`, spaces and slashes, in normalised paths: other
 * characters stand as `_x3a_`. What gets too long is cut and marked with a digest.
 */
export function entryKey({ stage, name }: { readonly stage: string; readonly name: string }): string {
  const folder = encode(stage).replaceAll(/^\/|\/(?=\/|$)/g, "_x2f_");
  const file = encode(name).replaceAll("/", "_x2f_");
  const key = `${orNothing(dotted(folder))}/${orNothing(dotted(file))}`;
  if (key.length <= longest) return key;
  const mark = digestOf(new TextEncoder().encode(key)).slice(-16);
  return `${folder.slice(0, 100).replace(/\/+$/, "")}/${file.slice(0, 80)}_${mark}`;
}

export function readEntryKey(key: string): { readonly stage: string; readonly name: string } {
  const slash = key.lastIndexOf("/");
  return { stage: decode(key.slice(0, Math.max(slash, 0))), name: decode(key.slice(slash + 1)) };
}

function encode(text: string): string {
  return text.replaceAll(/_(?=x)/g, "_x5f_").replaceAll(/[^\p{L}\p{Nd}_.\- /]|[\u{10000}-\u{10ffff}]/gu, hex);
}

/** `.` and `..` are no names of a path. */
function dotted(text: string): string {
  return text.replaceAll(/(?<=^|\/)\.+(?=\/|$)/g, (dots) => dots.replaceAll(".", hex));
}

function orNothing(text: string): string {
  return text === "" ? "_x_" : text;
}

function hex(character: string): string {
  return `_x${(character.codePointAt(0) ?? 0).toString(16)}_`;
}

function decode(text: string): string {
  return text.replaceAll(/_x([0-9a-f]*)_/g, (whole, digits: string) => {
    const code = Number.parseInt(digits, 16);
    if (digits === "") return "";
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
