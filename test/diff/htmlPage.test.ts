// The page of `nbready diff --format html`: it runs nothing, and long lines stay readable.
import assert from "node:assert/strict";
import { diffHtml } from "../../language-server/cli/diff/htmlFormat";
import { code, notebookOf, type Json } from "./notebooks";
import { display, load, stream, view } from "./shown";

describe("the page of a diff", () => {
  const payloads = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    '"><iframe src="javascript:alert(1)">',
    "<a href='javascript:alert(1)'>x</a>",
    "<style>@import 'http://example.org/x.css'</style>",
    "<meta http-equiv=refresh content='0;url=http://example.org'>",
    "</td></table><object data=x>",
    "<math><mi xlink:href='data:x,<script>1</script>'>",
    "</title><script>1</script>",
    "<!--",
    "&lt;script&gt;",
  ];
  const hostile = (payload: string): Json =>
    code(payload, {
      metadata: { [payload]: payload },
      attachments: { [payload]: { "image/png": payload } },
      outputs: [
        stream(payload),
        display({ "text/html": payload }),
        display({ "text/html": `<table><tr><td>${payload}</td></tr></table>` }),
        display({ "image/svg+xml": payload }),
        display({ "image/png": payload }),
        display({ [`image/${payload}`]: payload }),
        display({ "application/javascript": payload }),
        display({ [payload]: payload }),
        { output_type: "error", ename: payload, evalue: payload, traceback: [payload] },
      ],
    });

  for (const payload of payloads)
    it(`runs nothing of ${payload}`, () => {
      const pages = [
        [notebookOf([]), notebookOf([hostile(payload)])],
        [notebookOf([hostile(payload)]), notebookOf([])],
        [notebookOf([hostile("x")]), notebookOf([hostile(payload)], { metadata: { [payload]: payload } })],
      ].map(([a, b]) => diffHtml([payload, payload], view(a, b, true)));
      for (const page of pages) {
        const tags = [...page.matchAll(/<\/?([a-z][\w-]*)([^>]*)>/gi)];
        const known = new Set([
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "main",
          "header",
          "h1",
          "h2",
          "h3",
          "p",
          "span",
          "section",
          "div",
          "table",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "del",
          "ins",
          "code",
          "ul",
          "li",
          "details",
          "summary",
          "figure",
          "figcaption",
          "img",
        ]);
        assert.deepEqual(
          tags.filter(([, tag]) => !known.has(tag.toLowerCase())).map(([whole]) => whole),
          [],
        );
        assert.equal(tags.filter(([, tag]) => tag === "meta").length, 3);
        assert.deepEqual(
          tags
            .filter(([, , attributes]) =>
              /\son\w+\s*=|javascript:|srcdoc|http:/i.test(
                attributes.replace(/"[^"]*"/g, (value) => (value.startsWith('"data:image/') ? '""' : value)),
              ),
            )
            .map(([whole]) => whole),
          [],
        );
        assert.ok(
          tags
            .filter(([, tag]) => tag === "img")
            .every(([, , attributes]) =>
              /^ alt="(?:Before|After)" src="data:image\/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=]*"$/.test(attributes),
            ),
        );
      }
    });

  it("says that nothing differs", () =>
    assert.match(diffHtml(["a", "b"], view(notebookOf([load]), notebookOf([load]))), /The notebooks are equal\./));

  it("mentions left-out lines only if there are some", () => {
    const output = (count: number, text: string): Json =>
      notebookOf([code("x", { outputs: [stream(Array.from({ length: count }, (_, index) => `${text} ${index}`).join("\n"))] })]);
    const page = (count: number): string =>
      diffHtml(["a", "b"], view(output(count, "quite another text of the day"), output(count, "none of these words")));
    assert.doesNotMatch(page(3), /more lines/);
    assert.match(page(5_000), /<p class="soft">\d+ more lines<\/p>/);
  });

  it("indents the parts of a broken long line like the line itself", () => {
    const call = (rate: number): Json =>
      notebookOf([code(`for epoch in range(9):\n    history = train(model=candidate_model, rate=${rate}, data=frame)\n\tx = ${rate}`)]);
    const page = diffHtml(["a", "b"], view(call(1), call(2)));
    assert.ok(
      page.includes(
        '<td class="t ins" style="--in:4ch"><span class="in">    </span>history = train(model=candidate_model, rate=<ins>2</ins>, data=frame)</td>',
      ),
      page,
    );
    assert.ok(page.includes('<td class="t ins">\tx = <ins>2</ins></td>'));
  });
});
