const articles = /\b(?:a|an|the)\b/g;
const space = /\s+/g;

/** NFKC, lower case, no punctuation but what stands inside words and numbers, no articles, single spaces. */
export function normaliseText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s%$€£¥+\-./]/gu, " ")
    .replace(/(?<![\p{L}\p{N}])[./]+|[./]+(?![\p{L}\p{N}])/gu, " ")
    .replace(articles, " ")
    .replace(space, " ")
    .trim();
}
