// Steps that change and look at the main frame.
import { know, type Step, type World } from "./world";

/** Code that makes a new column of numbers, from those that are there before. */
function addColumn(world: World, name: string, code: (column: string) => string): string {
  const column = world.fresh(name);
  const text = code(column);
  world.numbers.push(column);
  return text;
}

const one = (world: World): string => world.pick(world.numbers);
const group = (world: World): string => world.pick(world.groups);

export const frameSteps: readonly Step[] = [
  (world) =>
    addColumn(
      world,
      "ratio",
      (to) => `${world.frame}['${to}'] = ${world.frame}['${one(world)}'] / (${world.frame}['${one(world)}'].abs() + 1)`,
    ),
  (world) => {
    const from = one(world);
    return addColumn(
      world,
      "scaled",
      (to) =>
        `# centre and scale\nmean, std = ${world.frame}['${from}'].mean(), ${world.frame}['${from}'].std()\n${world.frame}['${to}'] = (${world.frame}['${from}'] - mean) / std\n${world.frame}.head(3)`,
    );
  },
  ({ frame, ...world }) =>
    `${frame}.sort_values('${world.pick(world.numbers)}', inplace=True)\n${frame}.reset_index(drop=True, inplace=True)`,
  (world) => {
    const [from, name] = [one(world), world.fresh("old")];
    world.numbers = world.numbers.filter((column) => column !== from);
    return addColumn(
      world,
      "renamed",
      (to) =>
        `${name} = '${from}'\n${world.frame} = ${world.frame}.rename(columns={${name}: '${to}'})\nprint(${world.frame}.columns.tolist())`,
    );
  },
  (world) => {
    const [column, kept] = [one(world), know(world, "scalar", world.fresh("kept"))];
    return `before = len(${world.frame})\n${world.frame} = ${world.frame}[${world.frame}['${column}'] > ${world.frame}['${column}'].quantile(0.05)].copy()\n${kept} = len(${world.frame}) / before\nprint(f'{${kept}:.1%} kept')`;
  },
  (world) => {
    const name = know(world, "dict", world.fresh("means"));
    return `${name} = {}\nfor key, part in ${world.frame}.groupby('${group(world)}'):\n    ${name}[key] = round(float(part['${one(world)}'].mean()), 4)\n${name}`;
  },
  (world) => {
    const [by, table] = [group(world), world.fresh("by_group")];
    return `${table} = ${world.frame}.groupby('${by}').agg(total=('${one(world)}', 'sum'), n=('${one(world)}', 'size'))\n${table}.loc[:, 'share'] = ${table}['total'] / ${table}['total'].abs().sum()\n${table}.sort_index(inplace=True)\n${table}`;
  },
  (world) => {
    const by = group(world);
    return addColumn(
      world,
      "rank",
      (to) => `${world.frame}['${to}'] = ${world.frame}.groupby('${by}')['${one(world)}'].rank().astype(float)`,
    );
  },
  (world) =>
    addColumn(
      world,
      "filled",
      (to) =>
        `gaps = ${world.frame}['${one(world)}'].where(${world.frame}['${one(world)}'] > 0)\n${world.frame}['${to}'] = gaps.fillna(gaps.median())\nassert not ${world.frame}['${to}'].isna().any()`,
    ),
  (world) =>
    `for column in ${world.frame}.select_dtypes('number'):\n    if ${world.frame}[column].abs().max() > 1e6:\n        ${world.frame}[column] = ${world.frame}[column] / 1e6\ndel column`,
  (world) => {
    const name = world.fresh("pivot");
    return `${name} = ${world.frame}.pivot_table(index='${group(world)}', values=['${one(world)}'], aggfunc='mean')\nprint(${name}.round(3).to_string())`;
  },
  (world) => {
    const [name, merged] = [world.fresh("lookup"), world.fresh("joined")];
    const by = group(world);
    return `${name} = pd.DataFrame({'${by}': sorted(${world.frame}['${by}'].unique())})\n${name}['code'] = range(len(${name}))\n${merged} = ${world.frame}.merge(${name}, on='${by}', how='left')\n${merged}.shape`;
  },
  (world) =>
    addColumn(
      world,
      "bucket",
      (to) =>
        `edges = np.linspace(${world.frame}['${one(world)}'].min(), ${world.frame}['${one(world)}'].max(), ${3 + world.below(3)})\n${world.frame}['${to}'] = np.digitize(${world.frame}['${one(world)}'], edges).astype(float)\n${world.frame}['${to}'].value_counts().sort_index()`,
    ),
  (world) => {
    const to = world.fresh("size");
    world.groups.push(to);
    return `${world.frame}['${to}'] = ${world.frame}['${one(world)}'].apply(lambda value: 'big' if value > ${world.below(5)} else 'small')`;
  },
  (world) => `with pd.option_context('display.precision', 2, 'display.max_columns', 4):\n    print(${world.frame}.describe())`,
  (world) => `${world.frame}.query('${one(world)} > 0').shape`,
  (world) => {
    const threshold = world.fresh("THRESHOLD");
    return `${threshold} = 0.${1 + world.below(8)}\nhigh = ${world.frame}['${one(world)}'] > ${world.frame}['${one(world)}'].quantile(${threshold})\nprint(int(high.sum()), 'rows')`;
  },
  (world) => {
    const copy = world.fresh("backup");
    return `${copy} = ${world.frame}\n${world.frame}.loc[${world.frame}.index[0], '${one(world)}'] = 0.5\n${copy} is ${world.frame}`;
  },
  (world) => {
    const sub = world.fresh("part");
    return `${sub} = ${world.frame}.loc[:, ['${one(world)}']].copy()\n${sub}.columns = ['value']\n${sub}['value'] += 1\n${sub}.iloc[0]`;
  },
  (world) => {
    if (world.numbers.length < 4) return null;
    const gone = world.numbers.pop();
    return `${world.frame}.drop(columns=['${gone}'], inplace=True)\n${world.frame}.shape`;
  },
];
