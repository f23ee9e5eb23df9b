// Finds personal data in text by its shape and check digits: e-mail addresses, phone numbers, payment cards, national ids, bank accounts.

/** What a text holds of one kind. */
export interface PersonalData {
  /** Plural, as messages name it. */
  readonly kind: "e-mail addresses" | "phone numbers" | "payment cards" | "national ids" | "bank accounts";
  /** Different ones. */
  readonly values: ReadonlySet<string>;
}

/** Everything personal in a text; linear. */
export function personalData(text: string): readonly PersonalData[] {
  const found: readonly PersonalData[] = [
    { kind: "e-mail addresses", values: emails(text) },
    { kind: "phone numbers", values: phones(text) },
    { kind: "payment cards", values: cards(text) },
    { kind: "national ids", values: nationalIds(text) },
    { kind: "bank accounts", values: accounts(text) },
  ];
  return found.filter(({ values }) => values.size > 0);
}

// ---------------------------------------------------------------------- e-mail

const localPart = /(?<![\w.%+/@:-])[A-Za-z0-9][\w.%+-]{0,62}$/;
const domain = /@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,18}(?![\w@-])/y;
/** Addresses of machines and examples, and what looks like one: versions of images, git remotes. */
const nobody =
  /^(?:git|noreply|no-reply|donotreply|do-not-reply|info|support|admin|contact|hello|help|sales|webmaster|postmaster|root|user|users?\d*|username|name|your.*|test\d*|example\d*|foo|bar|someone|(?:john|jane)[._]?(?:doe|smith)|jupyter|python.*|dev|team|security|bugs?|mailer-daemon|numpy-discussion|.*-(?:dev|list|users|discuss))@|@(?:[\w-]+\.)*(?:example|test|invalid|localhost|domain|email|company|python|gserviceaccount|users\.noreply\.github|iam|googlegroups|lists|sentry|x|y|abc|xyz)(?:\.[a-z]+)*$|@\d+x?\.(?:png|jpg|svg|webp|gif)$|\.(?:png|jpe?g|gif|svg|js|py|css|html|json|csv|txt|ipynb)$/i;

function emails(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    domain.lastIndex = at;
    const behind = domain.exec(text);
    const before = behind && localPart.exec(text.slice(Math.max(0, at - 64), at));
    const address = before && behind ? `${before[0]}${behind[0]}`.toLowerCase() : "";
    if (address && !nobody.test(address) && !isAuthor(text, at)) found.add(address);
  }
  return found;
}

/** A package's or a commit's author, and a licence's owner, are public. */
function isAuthor(text: string, at: number): boolean {
  const start = text.lastIndexOf("\n", at) + 1;
  return /author|maintainer|copyright|\(c\)|commit|contributor|written by|report|github\.com|license|contact/i.test(
    text.slice(Math.max(start, at - 300), at + 60),
  );
}

// ---------------------------------------------------------------------- phones

/** `+49 30 1234567` with at least two groups, and `(212) 555-0100` or `212-555-0100` as in North America. */
const international = /\+[1-9]\d{0,2}[ -]?(?:\(\d{1,4}\)[ -]?)?\d{1,8}(?:[ -]\d{2,8}){1,4}(?![\w.-]*\w)/y;
const american = /(?<![\w.+-]|\d )(?:\([2-9]\d\d\) ?|[2-9]\d\d-)[2-9]\d\d-\d{4}(?![\w-]|\.\d)/g;

function phones(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = text.indexOf("+"); at >= 0; at = text.indexOf("+", at + 1)) {
    if (/[\w+/=.)\]]/.test(text[at - 1] ?? " ")) continue;
    international.lastIndex = at;
    const number = international.exec(text)?.[0].replace(/\D/g, "") ?? "";
    if (number.length >= 9 && number.length <= 15 && isPersonsNumber(number)) found.add(number);
  }
  for (const match of text.matchAll(american)) {
    const number = match[0].replace(/\D/g, "");
    if (isPersonsNumber(number)) found.add(number);
  }
  return found;
}

const isPersonsNumber = (digits: string): boolean => !isFictional(digits) && !tollFree.test(digits);

/** In North America nobody lives at these: https://www.nanpa.com/numbering/npa-codes says which area codes are toll-free. */
const tollFree = /^1?8(?:00|33|44|55|66|77|88)\d{7}$/;

/** 555-0100 to 555-0199 are reserved for examples: https://nationalnanpa.com/number_resource_info/555_numbers.html */
const isFictional = (digits: string): boolean => /55501\d\d$/.test(digits) || /(\d)\1{6}|1234567/.test(digits);

// ------------------------------------------------------- numbers with check digits

const card =
  /(?<![\w.+/=-])(?:[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -])\d{6}\2\d{5}|(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6011|65\d{2}|3[47]\d{2})\d{11,12})(?![\w=/-]|\.\d)/g;
/** Numbers that the schemes publish for tests. */
const testCards =
  /^(?:4(?:1{15}|242(?:4242){3}|0{15,}\d)|5(?:5{15}|1051051051051|555555555554444|105105105105100)|37(?:8282246310005|1449635398431)|6011(?:1{9}7|000990139424))/;

function cards(text: string): ReadonlySet<string> {
  return mostlyValid(text, card, (written) => {
    const digits = written.replace(/\D/g, "");
    return passesLuhn(digits) && new Set(digits).size > 4 && !testCards.test(digits) ? digits : null;
  });
}

/** ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    sum += place % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
}

/** United States: area, group and serial as the Social Security Administration gives them out. */
const socialSecurity = /(?<![\w.+-])\d{3}-\d{2}-\d{4}(?![\w-]|\.\d)/g;
const cpf = /(?<![\w.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)/g;
const codiceFiscale = /(?<!\w)[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z](?!\w)/g;

function nationalIds(text: string): ReadonlySet<string> {
  return new Set([
    ...mostlyValid(text, socialSecurity, (written) =>
      /^(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}$/.test(written) && !/^123-45-6789|^078-05-1120/.test(written) ? written : null,
    ),
    ...mostlyValid(text, cpf, (written) => (passesCpf(written.replace(/\D/g, "")) ? written : null)),
    ...mostlyValid(text, codiceFiscale, (written) => (passesCodiceFiscale(written) ? written : null)),
  ]);
}

/** Brazil's two check digits, each a weighted sum modulo 11. */
function passesCpf(digits: string): boolean {
  const check = (length: number): number => {
    const sum = [...digits.slice(0, length)].reduce((total, digit, index) => total + Number(digit) * (length + 1 - index), 0);
    return ((sum * 10) % 11) % 10;
  };
  return new Set(digits).size > 1 && check(9) === Number(digits[9]) && check(10) === Number(digits[10]);
}

/** Italy's check letter: Decree of 23 December 1976, values of characters in odd places. */
const oddPlaces: Readonly<Record<string, number>> = Object.fromEntries(
  [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((unit, index) => [
    unit,
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23][
      index
    ] ?? 0,
  ]),
);

function passesCodiceFiscale(code: string): boolean {
  const sum = [...code.slice(0, 15)].reduce(
    (total, unit, index) => total + (index % 2 === 0 ? (oddPlaces[unit] ?? 0) : /\d/.test(unit) ? Number(unit) : unit.charCodeAt(0) - 65),
    0,
  );
  return String.fromCharCode(65 + (sum % 26)) === code[15];
}

const iban = /(?<![\w+/=])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\w+/=])/g;

function accounts(text: string): ReadonlySet<string> {
  return mostlyValid(text, iban, (written) => (passesIban(written.replace(/ /g, "")) ? written : null));
}

/** ISO 13616: the letters become numbers, the first four characters go to the end, and 97 leaves 1. */
function passesIban(account: string): boolean {
  if (account.length < 15 || account.length > 34) return false;
  let rest = 0;
  for (const unit of account.slice(4) + account.slice(0, 4))
    for (const digit of /\d/.test(unit) ? unit : String(unit.charCodeAt(0) - 55)) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Numbers whose check digits are right; none where most that look so fail: then they are other numbers, of which some pass by chance. */
function mostlyValid(text: string, shape: RegExp, judge: (written: string) => string | null): ReadonlySet<string> {
  const valid = new Set<string>();
  let failed = 0;
  for (const match of text.matchAll(shape)) {
    const value = judge(match[0]);
    if (value === null) failed++;
    else valid.add(value);
  }
  return failed > valid.size ? new Set() : valid;
}
