/** How `LIKE` reads brackets: as letters, like most databases, or as a set of letters, like SQL Server. */
export type LikeDialect = "standard" | "sql-server";

/** A pattern of SQL's `LIKE` as a regular expression of the whole text: `%` is any text, `_` any letter. */
export function likePattern(pattern: string, dialect: LikeDialect): RegExp {
  const tokens = dialect === "sql-server" ? /\[\^?[^\]]*\]|[\s\S]/gu : /[\s\S]/gu;
  const source = pattern.replace(tokens, (token) => {
    if (token === "%") return "[\\s\\S]*";
    if (token === "_") return "[\\s\\S]";
    if (token.length > 1 && token.startsWith("[")) return token;
    return token.replace(/[.*+?^${}()|[\]\\/]/, "\\$&");
  });
  return new RegExp(`^(?:${source})$`, "u");
}
