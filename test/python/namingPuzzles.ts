// Random notebooks that hand modules, functions and values from name to name in every way, for namingOracle.py to run.
import { numbersFrom } from "../support/random";

const simple: readonly string[] = [
  "$a = $b",
  "$a = $b",
  "$a = $b.x",
  "$a = $b()",
  "$a = $b()",
  "$a = $b.m($a)",
  "$a = $a.step()",
  "$a()",
  "$b.k($a())",
  "$a.x.y().z()",
  "print($a())",
  "len($a.f)",
  "open($a).read()",
  "import m1 as $a",
  "import m1.sub as $a",
  "from m2 import g as $a",
  "from m2.sub import h as $a, k as $b",
  "import m3.sub\n$a = m3.sub.f",
  "$a, $b = $b, $a",
  "$a += $b",
  "$a = $b[0]",
  "$a = $b if $c else $a",
  "$a = $b if $c else $b",
  "$a: T = $b.x",
  "$a = $b = $c.y()",
  "($a := $b.w).v()",
  "$a = print",
  "open = $a",
  "len = $a.len",
  "[$a() for $a in $b]",
  "[$b.q() for $c in $a if $c()]",
  "$a = [($b := $c.u)() for $c in $a]",
  "$a = lambda $b: $b()",
  "$a = lambda: $b.l()",
  "$f($a)",
  "$f()",
  "$a = $f($b)",
  "$f = $a",
  "del $a\n$a = $b",
  "$a.attr = $b",
  "$a = {'k': $b}['k']",
];
const compound: readonly ((inner: () => string) => string)[] = [
  (inner) => `if $a:\n${inner()}`,
  (inner) => `if $a:\n${inner()}\nelse:\n${inner()}`,
  (inner) => `if $a:\n${inner()}\nelif $b:\n${inner()}`,
  (inner) => `for $a in $b:\n${inner()}`,
  (inner) => `for $a in $b:\n${inner()}\n    if $c(): break\nelse:\n${inner()}`,
  (inner) => `while $a:\n${inner()}`,
  (inner) => `with $a() as $b:\n${inner()}`,
  (inner) => `try:\n${inner()}\nfinally:\n${inner()}`,
  (inner) => `try:\n${inner()}\n    undefined\n${inner()}\nexcept NameError as $a:\n${inner()}`,
  (inner) => `class K:\n${inner()}`,
  () => `class K:\n    $b = $a.x\n    def method(self):\n        $b()\n        $c = $b.n\n        $c()\nK().method()`,
  (inner) => `def $f($a=$b):\n${inner()}\n    return $c`,
  (inner) => `def $f(*rest):\n${inner()}\n    $a()\n    return $b.r`,
  (inner) => `def $f(*rest):\n    global $a\n${inner()}`,
  (inner) =>
    `def $f(*rest):\n    $a = $b = $c\n    def inner():\n        nonlocal $a\n${inner().replace(/^/gm, "    ")}\n    $a()\n    inner()\n    $a()\n    $b.after()`,
  (inner) => `def $f(*rest):\n    import m1.sub, m2 as $b\n    m1.sub.f()\n    $b.g()\n    $c = $b.h()\n    $c.i()\n${inner()}`,
];

/** Sources of a notebook's cells; the same seed gives the same. */
export function namingPuzzle(seed: number): readonly string[] {
  const random = numbersFrom(seed);
  const pick = <T>(options: readonly T[]): T => options[Math.floor(random() * options.length)]!;
  const fill = (text: string) => text.replace(/\$([abc])/g, () => pick(["a", "b", "c", "d"])).replace(/\$f/g, () => pick(["f", "g"]));
  const statement = (depth: number): string => {
    if (depth >= 3 || random() < 0.75) return fill(pick(simple));
    const inner = () => body(depth + 1).replace(/^/gm, "    ");
    // Inner text has its names filled in already.
    return fill(pick(compound)(inner));
  };
  const body = (depth: number): string => Array.from({ length: 1 + Math.floor(random() * 3) }, () => statement(depth)).join("\n");
  const start = "import m1 as a, m2.sub as b\nfrom m3 import c, d\ndef f(x=a): return x\ng = m1 = a.start";
  return [start, ...Array.from({ length: 2 + Math.floor(random() * 4) }, () => body(0))];
}
