import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const { files, repository } = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly files: readonly string[];
  readonly repository: { readonly url: string };
};
// npm adds these of its own accord.
const shipped = [...files, "README.md", "LICENSE", "package.json"];
const own = repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
const pages = [
  "README.md",
  "CHANGELOG.md",
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

function linksOf(page: string): readonly string[] {
  const text = readFileSync(page, "utf8").replaceAll(/^```[\s\S]*?^```$/gm, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
}

/** As GitHub makes them of headings. */
function anchorsOf(page: string): readonly string[] {
  return [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe("links of the pages that are shipped", () => {
  it.each(pages)(
    "%s: lead to what is shipped with them, or to a file of the repository by its whole address",
    (page) => {
      for (const link of linksOf(page)) {
        const inRepository =
          link.startsWith(`${own}/`) && /^\/(?:blob|tree)\/main\/([^#]+)/.exec(link.slice(own.length))?.[1];
        if (inRepository) expect(existsSync(inRepository), `${page}: ${link}`).toBe(true);
        if (/^[a-z]+:/.test(link)) continue;
        const [path = "", anchor] = link.split("#");
        const target = path === "" ? page : normalize(join(dirname(page), path));
        expect(existsSync(target), `${page}: ${link} is no file`).toBe(true);
        expect(
          shipped.some((root) => target === root || target.startsWith(`${root}/`)),
          `${page}: ${link} is not shipped, so give its whole address`,
        ).toBe(true);
        if (anchor !== undefined && target.endsWith(".md"))
          expect(anchorsOf(target), `${page}: ${link}`).toContain(anchor);
      }
    },
  );
});
