// Makes cells that mix Python with IPython's syntax, in places where it is an escape and in places where it is not.

const starts = ["", "", "", "", "    ", "  ", "\t", "\n", "  \n\n", "%%time\n", "%%capture out\n", "%%bash\n", "%%html --x\n", "%%timeit x = 1\n", "%%time\n%%capture\n", "%%prun -q\n", "# note\n%%time\n",
  "%%unheard of\n", "%%time?\n", "%%\n", "%%time \n", "%% time\n", "%%writefile a b\n", "    %%time\n", "\n%%time\n", "%%!\n", "%%sql out <<\n"];

const statements = [
  "x = 1", "y = x + 1", "print(x)", "pass", "# comment", "x = 1 # ?", "x = '?'", "d = {'a': 1}", "", "   ", "x = (1 +\n 2)", "s = '''\n%time\n!ls\nx?\n'''", 's = """a\n  !b"""', "f(\n% 2)",
  "c = (3\n % 2)", "a = b \\\n  % c", "x = 5 % 3", "x != y", "x %= 2", "x //= 2", "lambda a=1: a", "f(a=1)", "x == y", "a = b = 1", "s = f'{x!r}'", "s = f\"{d['a']}\"", "s = f'{x=}'", "x = [\n!ls\n]",
  "%time x = 1", "%time", "%timeit -n 3 f(x)", "%matplotlib inline", "% time x", "%%time", "%%bash ls", "%cd ..", "%pip install a b", "%load_ext foo", "%time\tx", "%a.b c", "%env A=!b", "%time x?", "%time?", "%%time??",
  "%run a.py", "%5", "%", "%?", "%time x \\\n  + 1", "%time x \\\n", "%timeit 'a\nb'", "%time (1,\n2)", "!ls", "!ls -l | grep 'x", "!echo \"a\" {x} $y", "! ls", "!!ls", "!! ls", "!", "!!", "!!!", "!ls \\\n  -l", "!ls \\ ",
  "!echo '''", "!ls ?", "!ls what?", "!=x", "!ls # x", "x = !ls", "x = !ls \\\n -l", "x =!ls", "x=!ls", "x = ! ls", "x = !!ls", "x = %time y", "x = %time y?", "x = % time y", "x, y = !ls", "x.a = %pwd", "d['='] = !ls",
  "d['a'] = %pwd", "x = y = !ls", "x == !ls", "x += !ls", "x: int = !ls", "x = \\\n  !ls", "x = \\\n%pwd", "f(a=!ls)", "f(a=%pwd)", "x = (!ls)", "x = 1; !ls", "x = 1; y = !ls", "x = %5", "x = % 5", "x = %", "x = !", "x = %%time",
  "x = y % z", "x = y %z", "= !ls", "x = %time 'a", "x?", "x??", "x???", "?x", "??x", "? x", "?x?", "?", "??", "???", "x ?", "x.y?", "x[0]?", "x[-1].y??", "x()?", "x + y?", "y = x?", "*int*?", "?*int*", "x? # c", "x?; y",
  "f(x?)", "f(\nx?", "f(\nx)?", "'x'?", "'x?", "x.?", "5?", "x \\\n?", "x = '''a?\n'''", "?%time", "?\n", "/f a b", "/f", "/", "/ f", "//f", "/=2", ",f a b", ", f", ",f", ",", ",f 'a", ";f a b", ";", "; f", ";f \"a", "/f a \\\n b",
  "x;", "@dec\ndef g(): pass", "async def h():\n    await x", "await x", "return 1", "yield x", ">>> x", "... x", "...", "In [1]: x = 1", "ls", "pwd", "x = ls", "a\u00e9 = '\u{1f600}'", "\u00e9?", "x = '\u{1f600}'; y?", "s = rb'%'", "s = '\\\n?'",
  "s = 'a\\\n!ls'", "x = 1 \\", "x = 0xfg", "x = 'unclosed", "x = ''' unclosed", "x = (unclosed", "x = closed)", "x = {'a': [1, 2}", "$x", "x = $y", "x = `ls`", "1_000 ?", "a.b.c = !ls {x['y']} ${z} $$w", "%%sql x <<", "%sql y << select",
  "if x:\n    !ls", "if x:\n    %time y = 1\nelse:\n    x?", "for i in x:\n    y = !echo {i}\n    if y:\n        %cd {y}", "if x: !ls", "if x: pass; %pwd", "def f():\n    '''doc\n    >>> f()\n    '''\n    !ls\n    return 1", "with a:\n\t!ls\n\tx?",
  "try:\n    x\nexcept:\n    !pip install x", "if x:\n        !a\n    !b", "class A:\n    x = %pwd\n    def f(self): return 1", "x = [1,\n  2] ; y?", "x = {\n  # what?\n}", "x = 3 # !ls\n!ls", "\\\n!ls", "\\\n  %time x", "x\\\n= !ls",
];

const prompts: readonly ((line: string, at: number) => string)[] = [
  (line, at) => `${at === 0 || !/^\s/.test(line) ? ">>>" : "..."} ${line}`,
  (line, at) => (at === 0 ? `In [${at + 3}]: ${line}` : `   ...: ${line}`),
  (line) => `  >>> ${line}`,
  (line) => `    ${line}`,
  (line) => `\t${line}`,
];

/** `count` different cells, the same for the same seed: each statement alone, then mixtures. */
export function makeCells(count: number, seed: number): readonly string[] {
  const random = numbers(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const cells = new Set<string>(statements);
  for (const statement of statements) cells.add(`x = 1\n${statement}\ny = 2\n`);
  for (const start of starts) cells.add(start);
  while (cells.size < count) {
    const lines = Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(statements));
    let cell = lines.join("\n") + (random() < 0.5 ? "\n" : "");
    if (random() < 0.15) {
      const prompt = pick(prompts);
      cell = cell.split("\n").map((line, at) => (line === "" ? line : prompt(line, at))).join("\n");
    }
    cells.add(pick(starts) + cell);
  }
  return [...cells];
}

/** Numbers from 0 to 1 by a linear congruential generator (Numerical Recipes' constants). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
