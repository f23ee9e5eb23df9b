import assert from "node:assert/strict";
import rule from "../../language-server/rules/personal-data-in-output";
import { passesLuhn } from "../../language-server/secrets/personal";
import { displayed, findingsOf, printed, ran, testRule } from "./testRule";

const emails = ["ana.silva@webmail.pt", "j.wood@nordmail.dk", "kofi@accra-post.gh"];
/** Digits with the last one that makes the number pass. */
const withCheckDigit = (digits: string): string => [..."0123456789"].map((last) => digits + last).find(passesLuhn) ?? "";
const cards = ["453987612345098", "542398761234567", "601198234109876"].map(withCheckDigit);
const grouped = cards.map((card) => card.replace(/(\d{4})(?=\d)/g, "$1 "));
const failing = cards.map((card) => card.slice(0, -1) + String((Number(card.at(-1)) + 1) % 10));
const page = (text: string): unknown => ({
  output_type: "execute_result",
  execution_count: 1,
  metadata: {},
  data: { "text/html": text, "text/plain": "" },
});

testRule(rule, {
  valid: [
    {
      name: "numbers that are toll-free: a company's",
      cells: [ran(1, "page", printed("(888) 330-3573\n800-770-2030\n(877) 369-9016\n+1 866 369 9016\n833-204-7719\n844-204-7720\n"))],
    },
    { name: "two addresses", cells: [ran(1, "df", printed(emails.slice(0, 2).join("\n")))] },
    {
      name: "made-up rows that stand in the code",
      cells: [
        ran(1, `mails = ["Ana.Silva@webmail.pt", "j.wood@nordmail.dk"]\nphones = ["(212) 867-4309", "+44 20 7946 0958"]`),
        ran(2, "table", printed(`${emails[0]}\n${emails[1]}\n(212) 867-4309\n+44 20 7946 0958\n`)),
      ],
    },
    { name: "the same one often", cells: [ran(1, "df", printed(`${emails[0]}\n`.repeat(50)))] },
    {
      name: "examples, machines and authors",
      cells: [
        ran(
          1,
          "a",
          printed("a@example.com b@example.org noreply@github.com git@github.com:a/b.git user@host.test test1@test.com icon@2x.png\n"),
        ),
        ran(2, "!pip show a b c", printed(emails.map((email) => `Author-email: ${email}\n`).join(""))),
        ran(3, "!git log", printed(emails.map((email) => `commit 1f2e by ${email}\n`).join(""))),
      ],
    },
    {
      name: "decorators, operators and handles",
      cells: [ran(1, "a", printed("@property a@b c @ d @user.name x@y.z model@v1.2.3 pkg@1.0.0\n"))],
    },
    {
      name: "numbers that only look so",
      cells: [
        ran(1, "a", printed("0.4539578763621486 1577836800000000000 2026-01-02 12-34-5678-90 192.168.100.200 +1.5e-10 +0.25 555-0123\n")),
        ran(2, "ids", printed([...failing, ...failing.map((one) => one.replace(/^4/, "5"))].join("\n") + `\n${cards[0]}\n`)),
      ],
    },
    {
      name: "card numbers that payment companies publish",
      cells: [ran(1, "a", printed("4242 4242 4242 4242\n4111 1111 1111 1111\n5555 5555 5555 4444\n378282246310005\n"))],
    },
    { name: "images", cells: [ran(1, "a", { output_type: "display_data", metadata: {}, data: { "image/svg+xml": emails.join(" ") } })] },
  ],
  invalid: [
    {
      name: "a table of customers",
      cells: [ran(1, "«df.head()»\n", page(`<table><tr><td>${emails.join("</td></tr><tr><td>")}</td></tr></table>`))],
      severities: ["info"],
      messages: [/\(3 e-mail addresses\)/],
      fixes: [{ title: "Clear this output", safe: false }],
    },
    {
      name: "payment cards, grouped and not",
      cells: [ran(1, "«a»", printed(grouped.join("\n"))), ran(2, "x", printed(emails[0])), ran(3, "b", printed(cards.join("\n")))],
      messages: [/3 payment cards\), as do those of 1 more cell/],
      related: [[[2, "b"]]],
      fixes: [{ title: "Clear these 2 outputs", safe: false }],
    },
    {
      name: "phone numbers",
      cells: [ran(1, "«a»", printed("+49 30 901820-12\n+44 20 7946 0958\n+351 21 794 3000\n(212) 867-4309\n"))],
      messages: [/4 phone numbers/],
    },
    { name: "national ids", cells: [ran(1, "«a»", printed("219-09-9998\n457-55-5462\n001-22-3344\n"))], messages: [/3 national ids/] },
    {
      name: "several kinds together",
      cells: [ran(1, "«a»", displayed(`${emails[0]} ${grouped[0]} 219-09-9998`))],
      messages: [/1 e-mail address, 1 payment card, 1 national id/],
    },
    { name: "fewer, where the option says so", options: { minimum: 1 }, cells: [ran(1, "«a»", printed(emails[0]))] },
    {
      name: "accounts and ids with check digits",
      cells: [ran(1, "«a»", printed("DE89 3704 0044 0532 0130 00\nGB82WEST12345698765432\n529.982.247-25\nRSSMRA85T10A562S\n"))],
      messages: [/2 national ids, 2 bank accounts/],
    },
  ],
});

describe("personal data in outputs", () => {
  it("never tells the data itself", () => {
    const found = findingsOf(rule, { cells: [ran(1, "a", printed(`${emails.join(" ")} ${cards.join(" ")}`))] });
    for (const text of [...emails, ...cards]) assert.ok(found.every(({ message }) => !message.includes(text)));
  });
});
