// deno-lint-ignore-file no-console -- what is skipped has to be seen in the test output
/** The page of `status --html`, in a real browser: on a phone and on a desk, by day and by night. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { loadTemplates } from "../../src/host/templates.ts";
import { TEMPLATES } from "../support/templates.ts";
import type { Run } from "../../src/sidecar/history.ts";
import type { Status } from "../../src/sidecar/survey.ts";
import { type PageFacts, statusPage } from "../../src/ui/status_page.ts";

const BROWSER = "/usr/bin/chromium";
const HOSTILE = `a <b>"shop"</b> & <script>document.title = "taken"</script>`;
const NOW = Date.parse("2026-03-10T12:00:00Z");
const DAY = 86_400_000;

/** Two months of backups, two failures, and a restore. */
function runs(engine: string): readonly Run[] {
  return Array.from({ length: 60 }, (_, index): Run => {
    const at = NOW - (60 - index) * DAY;
    const failed = index === 20 || index === 41;
    return {
      at,
      engine,
      kind: "scheduled",
      result: failed ? "failed" : index === 50 ? "restored" : "ok",
      file: failed ? "-" : `${engine}-${index}.sql.gz`,
      bytes: failed ? 0 : 1_000_000 + index * 50_000,
      seconds: 2,
      text: failed ? `could not connect to "${engine}": ${HOSTILE}` : "12",
    };
  });
}

function facts(health: "healthy" | "unhealthy"): PageFacts {
  const history = ["postgres", "redis"].flatMap(runs);
  const status: Status = {
    container: {
      state: "running",
      health,
      report: health === "healthy" ? "" : "unhealthy: the last backup of postgres failed",
    },
    zone: "Europe/Berlin",
    engines: ["postgres", "redis"].map((engine) => {
      const own = history.filter((run) => run.engine === engine);
      const backups = own.filter(({ result }) => result === "ok").slice(-8).map((run) => ({
        file: run.file,
        set: engine,
        engine,
        kind: run.kind,
        time: "2026-03-10T03:00:00",
        bytes: run.bytes,
      }));
      const lastSuccess = own.findLast(({ result }) => result === "ok");
      const lastError = own.findLast(({ result }) => result === "failed");
      return {
        engine,
        backups,
        ...(lastSuccess ? { lastSuccess } : {}),
        ...(lastError ? { lastError } : {}),
      };
    }),
    verified: {
      at: new Date(NOW - DAY).toISOString(),
      ok: true,
      kind: "verify",
      engines: ["postgres", "redis"],
      checks: 17,
    },
  };
  const files = new Set(status.engines.flatMap(({ backups }) => backups.map(({ file }) => file)));
  return { project: HOSTILE, status, history, files, now: new Date(NOW) };
}

const template = loadTemplates(TEMPLATES).get("page/status.eta") ?? "";
const available = await Deno.stat(BROWSER).then(() => true, () => false);
const required = Deno.env.get("DOCKSTART_REQUIRE_ALL") === "1";
if (!available && !required) {
  console.error(`skipped: the status page, because there is no ${BROWSER}`);
}

/** Opens the page as a file, as people do; fails on any request that it makes, and on any error. */
async function open(browser: Browser, wishes: {
  readonly width: number;
  readonly scheme: "light" | "dark";
  readonly health: "healthy" | "unhealthy";
}): Promise<Page> {
  const path = await Deno.makeTempFile({ suffix: ".html" });
  await Deno.writeTextFile(path, statusPage(facts(wishes.health), template));
  const page = await browser.newPage();
  await page.setViewport({ width: wishes.width, height: 800 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: wishes.scheme }]);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => asked.push(message.text()));
  page.on("pageerror", (error) => asked.push(String(error)));
  await page.goto(`file://${path}`);
  equal(asked, [`file://${path}`], "it needs nothing but itself");
  await Deno.remove(path);
  return page;
}

Deno.test({
  name: "the status page is readable on a phone and on a desk, by day and by night",
  ignore: !available && !required,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const browser = await puppeteer.launch({
      executablePath: BROWSER,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
    });
    try {
      for (const width of [320, 390, 1280]) {
        for (const scheme of ["light", "dark"] as const) {
          await t.step(`${width} pixels, ${scheme}`, async () => {
            const page = await open(browser, { width, scheme, health: "unhealthy" });
            equal(await page.evaluate("document.documentElement.scrollWidth"), width);
            const background = String(
              await page.evaluate("getComputedStyle(document.body).backgroundColor"),
            );
            equal(background, scheme === "dark" ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
            ok(await contrast(page) >= 4.5, "text stands out from what is behind it");
            await keep(page, `${width}-${scheme}`);
            await page.close();
          });
        }
      }
      await t.step("it says what a person has to know", async () => {
        const page = await open(browser, { width: 390, scheme: "light", health: "unhealthy" });
        const text = String(await page.evaluate("document.body.innerText"));
        match(text, /^Backups of a <b>"shop"<\/b> & <script>/, "a name is shown as it is");
        match(text, /Not healthy\n+the last backup of postgres failed/);
        match(text, /The last verify, 1 day ago: 17 checks held\./);
        match(text, /postgres was restored from postgres-50\.sql\.gz, 10 days ago/);
        match(text, /Last error\n+19 days ago: could not connect to "postgres"/);
        const count = (selector: string) =>
          page.evaluate(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
        equal(await count("svg"), 2);
        equal(await count("svg .kept"), 2 * 8);
        equal(await count("svg .gone"), 2 * 49);
        equal(await count("svg .failed"), 2 * 2);
        equal(await count("svg .restored"), 2);
        await page.close();
      });
    } finally {
      await browser.close();
    }
  },
});

/** The smallest contrast of any text with its background, as WCAG reckons it. */
async function contrast(page: Page): Promise<number> {
  return Number(
    await page.evaluate(`(() => {
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map((each) => each / 255)
          .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = (element) => {
        const colour = getComputedStyle(element).backgroundColor;
        return colour !== "rgba(0, 0, 0, 0)" ? colour : behind(element.parentElement);
      };
      const texts = [...document.querySelectorAll("h1, h2, p, dt, dd, th, td, summary, span")];
      return Math.min(...texts.map((element) => {
        const style = getComputedStyle(element);
        const front = light(style.color);
        const back = light(behind(element));
        return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
      }));
    })()`),
  );
}

/** A picture to look at, where one is asked for; an empty one is a failure in any case. */
async function keep(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ fullPage: true });
  ok(picture.length > 10_000, "something is drawn");
  const folder = Deno.env.get("DOCKSTART_SCREENSHOTS");
  if (folder) await Deno.writeFile(`${folder}/status-${name}.png`, picture);
}
