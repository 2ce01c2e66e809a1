/** Text in which digests and versions of 64 hexadecimal digits are cut to the twelve that tell them apart. */
export function shortVersion(text: string): string {
  return text.replace(/(?<![0-9a-f])([0-9a-f]{12})[0-9a-f]{52}(?![0-9a-f])/g, "$1");
}
