// Steps in plain Python: functions, classes, generators, branches, handlers, files, magics.
import { know, type Step } from "./world";

export const plainSteps: readonly Step[] = [
  (world) => {
    const name = know(world, "function", world.fresh("describe"));
    return `def ${name}(values, digits=2):\n    """Mean and spread."""\n    values = np.asarray(values, dtype=float)\n    return round(float(values.mean()), digits), round(float(values.std()), digits)`;
  },
  (world) => {
    const name = world.names.function.at(-1);
    return name
      ? `summary = [${name}(${world.frame}[column]) for column in ${world.frame}.select_dtypes('number')]\nprint(summary[0])\nlen(summary)`
      : null;
  },
  (world) => {
    const [name, limit] = [world.fresh("clip"), world.fresh("LIMIT")];
    return `${limit} = ${2 + world.below(5)}\ndef ${name}(value):\n    return min(value, ${limit})\n${world.frame}['${world.numbers[0]}'] = ${world.frame}['${world.numbers[0]}'].map(${name})`;
  },
  (world) => {
    const [name, cache] = [world.fresh("lookup_value"), know(world, "dict", world.fresh("cache"))];
    return `${cache} = {}\ndef ${name}(key):\n    if key not in ${cache}:\n        ${cache}[key] = len(${cache})\n    return ${cache}[key]\ncodes = [${name}(key) for key in ${world.frame}['${world.groups[0]}']]\ncodes[:5]`;
  },
  (world) => {
    const counter = world.fresh("calls");
    const name = world.fresh("tick");
    return `${counter} = 0\ndef ${name}():\n    global ${counter}\n    ${counter} += 1\n    return ${counter}\n${name}(); ${name}()\n${counter}`;
  },
  (world) => {
    const [name, first] = [world.fresh("batches"), world.fresh("first_batch")];
    return `def ${name}(values, size):\n    for start in range(0, len(values), size):\n        yield values[start:start + size]\n${first} = next(${name}(list(${world.frame}['${world.numbers[0]}']), ${2 + world.below(3)}))\nlen(${first})`;
  },
  (world) => {
    const name = world.fresh("Tracker");
    const made = world.fresh("tracker");
    return `class ${name}:\n    """Keeps what it has seen."""\n    def __init__(self, limit=3):\n        self.limit, self.seen = limit, []\n\n    def add(self, value):\n        if len(self.seen) < self.limit:\n            self.seen.append(value)\n        return self\n\n${made} = ${name}()\nfor value in ${world.frame}['${world.numbers[0]}'].head(5).round(2):\n    ${made}.add(float(value))\n${made}.seen`;
  },
  (world) => {
    const [value, problem] = [know(world, "scalar", world.fresh("value")), world.fresh("reason")];
    return `try:\n    ${value} = ${world.frame}['${world.pick(["missing", world.numbers[0]])}'].sum()\nexcept KeyError as error:\n    ${value} = 0.0\n    ${problem} = str(error)\nelse:\n    ${problem} = None\nfinally:\n    print('done')\n${problem}`;
  },
  (world) => {
    const [log, total] = [know(world, "list", world.fresh("log")), know(world, "scalar", world.fresh("total"))];
    return `${log} = []\n${total} = 0\nfor index, value in enumerate(${world.frame}['${world.numbers[0]}'].head(6)):\n    if index % 2:\n        continue\n    ${total} += value\n    ${log}.append(index)\nelse:\n    ${log} += ['end']\nprint(${log}, index)`;
  },
  (world) => {
    const list = world.names.list.at(-1);
    return list ? `${list}.append('more')\n${list}[:1] = []\nprint(len(${list}))` : null;
  },
  (world) => {
    const dict = world.names.dict.at(-1);
    return dict ? `${dict}['extra'] = 1\n${dict} = {str(key): value for key, value in ${dict}.items()}\nsorted(${dict})[:2]` : null;
  },
  (world) => {
    const scalar = world.names.scalar.at(-1);
    return scalar
      ? `if ${scalar} > 0:\n    sign = 'plus'\nelif ${scalar} < 0:\n    sign = 'minus'\nelse:\n    sign = 'none'\nprint(sign)`
      : null;
  },
  (world) => {
    const scalar = world.names.scalar.at(-1);
    return scalar ? `if ${scalar} > ${world.below(3)}:\n    note = 'large'\n    print(note)` : null;
  },
  (world) => {
    const path = world.fresh("path");
    return `import json\n${path} = '${path}.json'\nwith open(${path}, 'w') as out:\n    json.dump({'rows': len(${world.frame})}, out)\nwith open(${path}) as source:\n    loaded = json.load(source)\nloaded['rows'] == len(${world.frame})`;
  },
  (world) => {
    const path = world.fresh("table");
    return `${world.frame}.to_csv('${path}.csv', index=False)\nagain = pd.read_csv('${path}.csv')\nagain.shape == ${world.frame}.shape`;
  },
  (world) => {
    const scale = world.fresh("scale");
    return `factor = ${1 + world.below(4)}\n${scale} = lambda value, by=factor: value * by\nfactor = 10\n${scale}(2)`;
  },
  (world) =>
    `if (rows := len(${world.frame})) > 5:\n    print(rows, 'rows')\nany((last := value) > 1 for value in ${world.frame}['${world.numbers[0]}'].head(3))`,
  (world) => `%%time\nslow = sum(np.sqrt(np.arange(${10 + world.below(20)})))`,
  (world) => `%matplotlib inline\nplt.rcParams['figure.figsize'] = (${3 + world.below(2)}, 2)`,
  (world) => {
    const words = world.fresh("counts");
    return `from collections import Counter, defaultdict\n${words} = Counter(${world.frame}['${world.groups[0]}'])\nindex = defaultdict(list)\nfor position, key in enumerate(${world.frame}['${world.groups[0]}'].head(6)):\n    index[key].append(position)\n${words}.most_common(1), dict(index)`;
  },
  (world) => {
    const matrix = world.fresh("matrix");
    return `${matrix} = [[i * j for j in range(3)] for i in range(${2 + world.below(3)})]\nalias = ${matrix}[0]\nalias.append('same')\n${matrix}[0] is alias`;
  },
  (world) => {
    const name = world.fresh("decorated");
    return `import functools\ndef logged(function):\n    @functools.wraps(function)\n    def wrapper(*args):\n        print('call', function.__name__)\n        return function(*args)\n    return wrapper\n\n@logged\ndef ${name}(x):\n    return x + 1\n${name}(${world.below(9)})`;
  },
  (world) => `first, *middle, last = sorted(${world.frame}['${world.numbers[0]}'].head(5).round(3))\ndel middle\nprint(first <= last)`,
  (world) => {
    const name = world.fresh("settings");
    return `${name} = dict(alpha=0.${1 + world.below(9)}, names=['${world.groups[0]}'])\nfor key in list(${name}):\n    if key == 'alpha':\n        ${name}[key] *= 2\n${name}`;
  },
  (world) =>
    `import warnings\nwith warnings.catch_warnings():\n    warnings.simplefilter('ignore')\n    spread = ${world.frame}['${world.numbers[0]}'].var()\nprint(spread >= 0)`,
];
