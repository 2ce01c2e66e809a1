import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, noBrowser, startBrowser } from "./browser.js";
import { wholePage } from "./whole-page.js";

const inspector = readFileSync(new URL("./inspect-page.js", import.meta.url), "utf8");

/** What stands in the page, and whether a script ran. */
const elements = `({
  tags: [...new Set([...document.querySelectorAll("*")].map(({ tagName }) => tagName.toLowerCase()))],
  attributes: [...new Set([...document.querySelectorAll("*")].flatMap((element) => element.getAttributeNames()))],
  ran: window.ran ?? null,
})`;

interface Inspection {
  readonly complaints: readonly string[];
  readonly texts: number;
}

interface Elements {
  readonly tags: readonly string[];
  readonly attributes: readonly string[];
  readonly ran: unknown;
}

const hostile = [
  "<img src=x onerror=\"window.ran='img'\">",
  "</svg><script>window.ran='svg'</script>",
  "</desc></title></style><script>window.ran=1</script>",
  '"><svg onload=window.ran=2>',
  "' onmouseover='window.ran=3",
  "a & b &amp; &lt;script&gt;",
  "]]><!-- --><![CDATA[",
  "\u202Eevil\u202C \u2067mixed\u2069 \u200F\u0000\u0007",
  "שלום عربى",
  ["{{constructor}} $", "{window.ran=4} `x`"].join(""),
  "a".repeat(400),
  "",
];

let browser: Browser | undefined;
beforeAll(async () => {
  if (browserPath === undefined) console.warn(`Pages are not looked at: ${noBrowser}`);
  else browser = await startBrowser(browserPath);
});
afterAll(async () => {
  await browser?.close();
});

async function open(html: string, options: object, use: (page: Page) => Promise<void>): Promise<readonly string[]> {
  const context = await (browser as Browser).newContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => errors.push(`asks for ${request.url()}`));
  page.on("dialog", (dialog) => {
    errors.push(`says ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.setContent(html);
  await use(page);
  await context.close();
  return errors;
}

const inspect = async (page: Page): Promise<Inspection> => (await page.evaluate(inspector)) as Inspection;

describe("a page in a browser", () => {
  it.for([1200, 390].flatMap((width) => (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme }))))(
    "can be read: $width pixels wide, $colorScheme",
    async ({ width, colorScheme }, { skip }) => {
      skip(browserPath === undefined, noBrowser);
      const html = await wholePage("from Atlanta");
      let found: Inspection | undefined;
      const errors = await open(html, { viewport: { width, height: 900 }, colorScheme }, async (page) => {
        found = await inspect(page);
      });
      expect(found?.complaints).toEqual([]);
      expect(errors).toEqual([]);
      expect(found?.texts).toBeGreaterThan(150);
    },
  );

  it("would be found out by this test: small, pale, clipped and covered text, a page that is too wide", async ({
    skip,
  }) => {
    skip(browserPath === undefined, noBrowser);
    const text = '<text x="0" y="20">one text</text>';
    const bad = `<h1>A</h1><h3>B</h3><p style="font-size:11px">small</p><p style="color:#aaa">pale</p><div style="width:2000px">wide</div><svg viewBox="0 0 200 40" width="200">${text}${text}<text x="180" y="20">clipped</text></svg>`;
    await open(
      `<body style="background:#fff">${bad}</body>`,
      { viewport: { width: 390, height: 900 } },
      async (page) => {
        const complaints = (await inspect(page)).complaints.join("\n");
        for (const one of [
          "11.0 pixels",
          "contrast of 2",
          "2008 pixels wide",
          "clipped",
          "covered by",
          "title",
          "level 3 after 1",
        ])
          expect(complaints).toContain(one);
      },
    );
  });

  it("keeps its frame with names of any length", async ({ skip }) => {
    skip(browserPath === undefined, noBrowser);
    for (const text of [
      "a name that is rather long and has many words in it, as people's slices do",
      "W".repeat(80),
      "漢字の名前".repeat(9),
    ])
      await open(await wholePage(text), { viewport: { width: 390, height: 900 } }, async (page) => {
        expect((await inspect(page)).complaints).toEqual([]);
      });
  });

  it("prints on white, whatever the screen", async ({ skip }) => {
    skip(browserPath === undefined, noBrowser);
    await open(await wholePage("x"), { viewport: { width: 1000, height: 900 }, colorScheme: "dark" }, async (page) => {
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
      expect((await inspect(page)).complaints.filter((one) => one.includes("contrast"))).toEqual([]);
    });
  });

  it("takes no markup from data, whatever it says", async ({ skip }) => {
    skip(browserPath === undefined, noBrowser);
    let [tags, attributes]: [readonly string[], readonly string[]] = [[], []];
    await open(await wholePage("plain"), {}, async (page) => {
      ({ tags, attributes } = (await page.evaluate(elements)) as Elements);
    });
    expect(attributes.filter((name) => /^on|href|src/.test(name))).toEqual([]);
    const sampled = fc.sample(fc.string({ unit: "binary", maxLength: 40 }), { numRuns: 8, seed: 20 });
    const context = await (browser as Browser).newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    for (const text of [...hostile, ...sampled]) {
      await page.setContent(await wholePage(text), { waitUntil: "domcontentloaded" });
      const found = (await page.evaluate(elements)) as Elements;
      expect({ text, ran: found.ran, strange: found.tags.filter((tag) => !tags.includes(tag)) }).toEqual({
        text,
        ran: null,
        strange: [],
      });
      expect(found.attributes.filter((name) => !attributes.includes(name))).toEqual([]);
    }
    expect(asked).toEqual([]);
    await context.close();
  });
});
