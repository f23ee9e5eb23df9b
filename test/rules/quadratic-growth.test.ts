import rule from "../../language-server/rules/quadratic-growth";
import { testRule } from "./testRule";

const pandas = "import pandas as pd\n";

testRule(rule, {
  valid: [
    {
      name: "rows that have their place, and frames begun in each round",
      cells: [
        "for i in df.index:\n    df.loc[i, 'x'] = i\n    df.loc[len(df) - 1] = i\n    df.loc[len(other)] = i\nfor city in cities:\n    df = open_frame(city)\n    df.loc[len(df)] = city\ndf.loc[len(df)] = row",
      ],
    },
    {
      name: "text that each round needs as it has become",
      cells: [
        "prompt = 'You are kind.'\nfor question in questions:\n    prompt += question\n    answer = ask(prompt)",
        "path = 'a'\nfor row in rows:\n    path = path + '/'\n    show(os.path.join(path, row))",
      ],
    },
    {
      name: "the last of several frames, another in each round",
      cells: [`${pandas}for day in days:\n    parts[day].append(read(day))\n    parts[day][-1] = pd.concat([parts[day][-1], gap])`],
    },
    {
      name: "forecasts that feed on themselves",
      cells: [
        `${pandas}import numpy as np\nfor step in range(horizon):\n    row = next_row(history, step)\n    row['sales'] = model.predict(features(row))\n    history = pd.concat([history, pd.DataFrame([row])])\nfor step in range(horizon):\n    window = past.iloc[-24:].mean()\n    past = past.append(window)\nfor step in range(horizon):\n    last = rows.tail(7)\n    value = last.sum()\n    rows = pd.concat([rows, value])`,
      ],
    },
    {
      name: "a list that is joined once",
      cells: [`${pandas}parts = []\nfor f in files:\n    parts.append(pd.read_csv(f))\ndf = pd.concat(parts)`],
    },
    {
      name: "text that is begun anew where it is complete",
      cells: [
        "found = []\ntext = ''\nfor line in lines:\n    text += line\n    if ';' in text:\n        found.append(text.strip())\n        text = ''\nfor line in lines:\n    text += line\n    if text.endswith(';'):\n        found.append(text.strip())\n        text = ''",
      ],
    },
    {
      name: "what is written out and begun anew at a size",
      cells: [
        `${pandas}kept = pd.DataFrame()\nfor f in files:\n    part = pd.read_csv(f)\n    if len(kept) + len(part) <= 10_000:\n        kept = pd.concat([kept, part])\n    else:\n        kept.to_csv(f)\n        kept = part`,
        `${pandas}kept = pd.DataFrame()\nfor f in files:\n    kept = pd.concat([kept, pd.read_csv(f)])\n    if kept.shape[0] > 500:\n        save(kept)\n        kept = pd.DataFrame()`,
      ],
    },
    { name: "outside a loop", cells: [`${pandas}df = pd.concat([df, other])`] },
    { name: "another name", cells: [`${pandas}for f in files:\n    both = pd.concat([left, right])`] },
    {
      name: "a fresh value each round",
      cells: [`${pandas}for f in files:\n    df = pd.read_csv(f)\n    df = pd.concat([df, extra])\n    df.to_csv(f)`],
    },
    {
      name: "what each round computes from all that is there",
      cells: ["import torch\ndef forward(x, layers):\n    for layer in layers:\n        x = torch.cat([x, layer(x)], 1)\n    return x"],
    },
    {
      name: "what a model is given in each round",
      cells: [
        "import torch\nfor i in range(200):\n    logits = model(tokens)\n    tokens = torch.cat([tokens, logits.argmax(-1)], dim=-1)",
      ],
    },
    {
      name: "whose last rows a model is given in each round",
      cells: [
        "import numpy as np\ntext = seed\nfor i in range(steps):\n    text = np.append(text, model.predict(seed).argmax())\n    seed = text[-length:].reshape(1, length)",
        "import torch\nfor i in range(steps):\n    tokens = torch.cat([tokens, model(window)], dim=1)\n    window = tokens[:, -size:]",
      ],
    },
    {
      name: "what a model is given under a key, or as an array",
      cells: [
        "import torch\nfor i in range(200):\n    token = model(**batch).logits[0, -1].argmax(-1)\n    batch['ids'] = torch.cat([batch['ids'], token], dim=-1)",
        "import numpy as np\nfor step in range(200):\n    X = np.concatenate([X, model.predict(X)[:, -1:]], axis=1)\n    following = model.predict(X)\n    X = np.concatenate([X, following], axis=1)",
      ],
    },
    {
      name: "what begins again every ten rounds",
      cells: [
        "import numpy as np\nfor i, v in enumerate(values):\n    if i % 10 == 0:\n        batch = np.array([v])\n    else:\n        batch = np.append(batch, v)",
      ],
    },
    { name: "a list's append", cells: ["rows = []\nfor x in xs:\n    rows.append(x)"] },
    {
      name: "a function's own text, which CPython lengthens in place",
      cells: ["def shown(rows):\n    out = ''\n    for row in rows:\n        out += f'{row}'\n    return out"],
    },
    { name: "a counter", cells: ["n = 0\nfor x in xs:\n    n += 1"] },
  ],
  invalid: [
    {
      name: "beside a training by LightGBM's function, as a hint; a model's mode is no training",
      cells: [
        `${pandas}import lightgbm as lgb\ntop = pd.DataFrame()\nfor rows, held in folds.split(X):\n    model = lgb.train(settings, data(rows))\n    model.predict(held)\n    top = «pd.concat([top, gains(model)])»`,
        `out = pd.DataFrame()\nfor batch in batches:\n    model.train()\n    out = «pd.concat([out, model.predict(batch)])»`,
      ],
      severities: ["hint", "warning"],
    },
    ...[
      "    row[0] = f\n    x = «np.vstack([x, row])»",
      "    x = «np.vstack([x, row])»\n    row *= 2",
      "    step(row)\n    x = «np.vstack([x, row.reshape(1, -1)])»",
      "    agent.move(f)\n    x = «np.vstack([x, [agent.place]])»",
      "    row.append(f)\n    x = «np.vstack([x, row])»",
      "    part = load(f)\n    x = «np.vstack([x, part])»\n    part[0] = 1",
      "    x = «np.stack([x, load(f)])»",
    ].map((body) => ({
      name: `no list of parts that change later: ${body.trim().replace(/\n\s*/g, "; ")}`,
      cells: [`import numpy as np\nx = np.empty((0, 3))\nfor f in files:\n${body}`],
      noFix: /./,
    })),
    {
      name: "no list that a handler would not find joined, and none for keys",
      cells: [
        `${pandas}try:\n    df = pd.DataFrame()\n    for f in files:\n        df = «pd.concat([df, pd.read_csv(f)])»\nexcept KeyboardInterrupt:\n    print(df)`,
        `${pandas}for f in files:\n    df = «pd.concat([df, pd.read_csv(f)], keys=['a', 'b'])»`,
      ],
      noFix: /./,
    },
    {
      name: "parts whose name is then another's",
      cells: [
        `${pandas}a = pd.DataFrame()\nfor f in files:\n    t = pd.DataFrame({'a': counts(f)})\n    t.reset_index(inplace=True)\n    a = «pd.concat([a, t])»\n    t = pd.DataFrame({'b': counts(f)})\n    t.reset_index(inplace=True)\n`,
      ],
      fixes: [{ title: /a_parts/ }],
    },
    {
      name: "parts that are made anew in each round",
      cells: [
        "import numpy as np\nx = np.empty((0, 3))\nfor f in files:\n    part = load(f)\n    part[0] = 1\n    x = «np.vstack([x, part])»\n    print(len(part))\n",
      ],
      fixes: [
        {
          title: /x_parts/,
          cells: [
            "import numpy as np\nx = np.empty((0, 3))\nx_parts = [x]\nfor f in files:\n    part = load(f)\n    part[0] = 1\n    x_parts.append(part)\n    print(len(part))\nx = np.vstack(x_parts)\n",
          ],
        },
      ],
    },
    {
      name: "rows that are put below the last one",
      cells: [
        "for part in parts:\n    «table.loc[len(table)] = [part, score(part)]»\n    «self.log.loc[self.log.shape[0] + 1, :] = part»\nfor i in range(3):\n    «df.loc[len(df.index)] = i»",
      ],
      severities: ["warning", "warning", "hint"],
      messages: [/copies all of table to add one row/, /all of self\.log/, /With so few iterations/],
    },
    {
      name: "an array of which one value is looked at, or whose rows are cut off below the loop",
      cells: ["import numpy as np\nfor batch in batches:\n    out = «np.append(out, model(batch))»\n    print(out[-1])\nlast = out[-100:]"],
    },
    {
      name: "pandas.concat",
      cells: [`${pandas}df = pd.DataFrame()\nfor f in files:\n    df = «pd.concat([df, pd.read_csv(f)], ignore_index=True)»\nprint(df)`],
      messages: [/Each iteration copies all of df again/],
      fixes: [
        {
          title: /df_parts/,
          safe: false,
          cells: [
            `${pandas}df = pd.DataFrame()\ndf_parts = [df]\nfor f in files:\n    df_parts.append(pd.read_csv(f))\ndf = pd.concat(df_parts, ignore_index=True)\nprint(df)`,
          ],
        },
      ],
    },
    {
      name: "NumPy",
      cells: [
        "import numpy as np\nx = np.array([])\ni = 0\nwhile i < n:\n    x = «np.append(x, i)»\n    i += 1\nfor y in ys:\n    x = «np.vstack((x, y))»",
      ],
    },
    {
      name: "NumPy, looked at in each round",
      cells: ["import numpy as np\nfor y in ys:\n    x = «np.append(x, y)»\n    print(len(x), x)"],
    },
    { name: "a frame's own append", cells: ["for r in rows:\n    df = «df.append(r, ignore_index=True)»"] },
    {
      name: "an attribute, inside a function",
      cells: ["import numpy as np\ndef run(self, items):\n    for item in items:\n        self.data = «np.concatenate([self.data, item])»"],
    },
    {
      name: "what begins in the other arm",
      cells: [
        `${pandas}df = None\nfor f in files:\n    part = pd.read_csv(f)\n    if df is None:\n        df = part\n    else:\n        df = «pd.concat([df, part])».reset_index(drop=True)`,
      ],
      noFix: /./,
    },
    {
      name: "few rounds, as a hint",
      cells: [
        `${pandas}df = pd.DataFrame()\nfor name in ['a', 'b']:\n    df = «pd.concat([df, load(name)])»\nfor i in range(10):\n    df = «pd.concat([df, load(i)])»`,
      ],
      severities: ["hint", "hint"],
      messages: [/With so few iterations this costs little; with more, it will/],
    },
    {
      name: "beside the training of a model, as a hint",
      cells: [
        `import numpy as np\nscores = np.array([])\nfor depth in depths:\n    model.set_params(max_depth=depth).fit(X, y)\n    scores = «np.append(scores, model.score(X_valid, y_valid))»`,
        `${pandas}results = pd.DataFrame(columns=["day", "error"])\nfor day in days:\n    fitted = model.fit(sales[:day])\n    «results.loc[len(results)] = [day, error(fitted.forecast(1))]»`,
      ],
      severities: ["hint", "hint"],
      messages: [/Beside the training in each iteration this costs little\. Collect/, /Beside the training/],
    },
    {
      name: "beside the fit of a scaler",
      cells: [
        `${pandas}df = pd.DataFrame()\nfor path in paths:\n    scaler.fit(load(path))\n    df = «pd.concat([df, scaler.transform(load(path))])»`,
      ],
      severities: ["warning"],
    },
    {
      name: "few rounds through a list that a name holds, as a hint",
      cells: [`${pandas}df = pd.DataFrame()\nparts = [first, second]\nfor part in parts:\n    df = «pd.concat([df, part])»`],
      severities: ["hint"],
    },
    {
      name: "a list that is lengthened first",
      cells: [`${pandas}df = pd.DataFrame()\nparts = [first]\nparts.extend(others)\nfor part in parts:\n    df = «pd.concat([df, part])»`],
      severities: ["warning"],
    },
    {
      name: "what begins in the other arm of a question of its length",
      cells: [
        `${pandas}df = []\nfor f in files:\n    part = pd.read_csv(f)\n    if len(df) > 0:\n        df = «pd.concat([df, part])»\n    else:\n        df = part`,
      ],
    },
    {
      name: "on one arm of a conditional",
      cells: [`${pandas}df = None\nfor f in files:\n    part = pd.read_csv(f)\n    df = part if df is None else «pd.concat([df, part])»`],
      severities: ["warning"],
    },
    {
      name: "each of two cells with the same text",
      cells: [pandas, ...Array(2).fill("df = pd.DataFrame()\nfor f in files:\n    df = «pd.concat([df, pd.read_csv(f)])»")],
      severities: ["warning", "warning"],
    },
    { name: "text that is added by hand", cells: ["page = ''\nfor line in lines:\n    «page = page + line»"], severities: ["info"] },
    {
      name: "text that grows twice in a loop, once",
      cells: ["out = ''\nfor line in lines:\n    «out += line»\n    out += '\\n'"],
      severities: ["info"],
    },
    { name: "text is an info", cells: ["out = ''\nfor line in lines:\n    «out += line»"], severities: ["info"] },
  ],
});
