// Hostile outputs in the real diff view, in a folder that nobody trusts: none runs, none asks the network, none gets out of its place.
import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { displayed, notebookText, type Cell } from "../vscode/notebooks";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { canaryHost, canaryName, hostileOutputs } from "./support/hostileOutputs";
import { useOneWindow } from "./support/oneWindow";
import { restricted } from "./support/windows";

describe("the diff view and hostile notebooks", () => {
  let workbench: Workbench;
  /** Every request for the canary that the browser began, and every dialog. */
  const asked: string[] = [];
  const payloads = hostileOutputs();
  const cell = (index: number, outputs: readonly object[]): Cell => ({
    id: `cell-${index}`,
    source: `show(${index})`,
    run: index + 1,
    outputs,
  });
  useOneWindow(
    restricted,
    {
      // Every second one takes another's place, the others are new: both ways to show an output are taken.
      "before.ipynb": notebookText(
        ...payloads.map((_, index) => cell(index, index % 2 === 0 ? [displayed({ "text/html": `<b>kept ${index}</b>` })] : [])),
      ),
      "after.ipynb": notebookText(...payloads.map((payload, index) => cell(index, [displayed(payload)])), {
        id: "prose",
        kind: "markdown",
        source: `<img src=x onerror="window.${canaryName}=1">`,
      }),
    },
    (opened) => {
      ({ workbench } = opened);
      workbench.page.context().on("request", (request) => {
        if (request.url().includes(canaryHost)) asked.push(request.url());
      });
      workbench.page.on("dialog", (dialog) => {
        asked.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
    },
  );

  /** Opens the diff, fills every row and renders every output that can be. */
  async function showAll(): Promise<Frame> {
    await workbench.answer("nbready: Compare Two Notebooks…", "before.ipynb", "after.ipynb");
    return renderAll(await workbench.webViewInFocus("#rows .row"));
  }

  async function renderAll(diff: Frame): Promise<Frame> {
    await diff.locator("#rows").focus();
    for (let index = 0; index <= payloads.length; index++) await diff.locator("#rows").press("F7");
    await until("every row", async () => (await diff.locator(".row.filled").count()) === payloads.length + 1);
    await diff
      .locator(".output h3 button", { hasText: "Show as it looked" })
      .evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));
    return diff;
  }

  it("runs none of them and asks nobody, whichever way they are shown", async () => {
    assert.ok(payloads.length >= 30);
    const diff = await showAll();
    const rendered = await diff.locator(".rendered:not(.none)").count();
    assert.ok(rendered >= 40, `${rendered} outputs are rendered`);
    assert.equal((await diff.locator(".rendered b", { hasText: "kept" }).count()) > 15, true, "what is harmless is shown");
    // Whatever runs or asks needs a moment.
    await workbench.page.waitForTimeout(1000);
    for (const frame of workbench.page.frames())
      assert.equal(await frame.evaluate((name) => name in window, canaryName).catch(() => false), false, frame.url());
    assert.deepEqual(asked, []);
    await workbench.shoot("diff-hostile");

    // What is left of them could not run, load, or pass for the page's own.
    const left = await diff.locator(".rendered").evaluateAll((places) =>
      places.flatMap((place) =>
        [...place.querySelectorAll("*")].flatMap((element) => {
          const isElement =
            /^(?:script|style|link|meta|base|iframe|object|embed|form|input|button|svg|math|template|video|audio|source|picture|img)$/i.test(
              element.tagName,
            ) && !element.getAttribute("src")?.startsWith("data:image/");
          const attributes = element
            .getAttributeNames()
            .filter((name) => /^on|^style$|^id$|^name$|^class$|srcset|background|^ping$|^action$/.test(name));
          const isLink = element.hasAttribute("href") && !/^https?:/.test(element.getAttribute("href") ?? "");
          return isElement || attributes.length > 0 || isLink ? [element.outerHTML] : [];
        }),
      ),
    );
    assert.deepEqual(left, []);
    assert.equal(await diff.locator("#summary").count(), 1);
    assert.equal(await diff.locator("#rows script").count(), 0);
    for (const source of await diff.locator("img").evaluateAll((images) => images.map((image) => image.getAttribute("src") ?? "")))
      assert.match(source, /^data:image\//);
  });

  it("has a policy that lets nothing run or load, should anything slip through", async () => {
    const diff = await showAll();
    const policy = await diff.locator("meta[http-equiv='Content-Security-Policy']").getAttribute("content");
    assert.match(
      policy ?? "",
      /^default-src 'none'; style-src \S+( \S+)*; script-src 'nonce-[\w+/=]+'; img-src data:; base-uri 'none'; form-action 'none';$/,
    );
    assert.doesNotMatch(policy ?? "", /unsafe/);
    await diff.evaluate((name) => {
      const raw = document.createElement("div");
      raw.innerHTML = `<img src=x onerror="window.${name}=1">`;
      document.body.append(raw);
      const script = document.createElement("script");
      script.textContent = `window.${name}=1`;
      document.body.append(script);
    }, canaryName);
    await workbench.page.waitForTimeout(300);
    assert.equal(await diff.evaluate((name) => name in window, canaryName), false);
  });

  it("loads images from servers once the user has said so, and nothing else", async () => {
    let diff = await showAll();
    await diff.locator(".offer button", { hasText: "Load remote images" }).first().click();
    const dialog = workbench.page.locator(".monaco-dialog-box");
    assert.match(await dialog.innerText(), /Their servers learn your network address/);
    await dialog.locator(".monaco-button", { hasText: "Cancel" }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.deepEqual(asked, []);
    await diff.locator(".offer button", { hasText: "Load remote images" }).first().click();
    await dialog.locator(".monaco-button", { hasText: "Load Images" }).click();
    diff = await until("the page made anew", async () => {
      const again = await workbench.webView("#rows .row");
      return (
        await again
          .locator("meta[http-equiv='Content-Security-Policy']")
          .getAttribute("content")
          .catch(() => "")
      )?.includes("img-src data: https:;")
        ? again
        : undefined;
    });
    await renderAll(diff);
    await until("a request for an image", () => asked.length > 0);
    await workbench.page.waitForTimeout(1000);
    assert.deepEqual(
      asked.filter((url) => !/^https:\/\/[^/]+\/\d+\.png$/.test(url)),
      [],
      "images alone",
    );
    for (const frame of workbench.page.frames())
      assert.equal(await frame.evaluate((name) => name in window, canaryName).catch(() => false), false, frame.url());
  });
});
