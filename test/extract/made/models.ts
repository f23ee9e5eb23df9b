// Steps that make arrays, split them, fit models and draw.
import { know, type Step, type World } from "./world";

const features = (world: World): string => `['${world.numbers.slice(0, 3).join("', '")}']`;

export const modelSteps: readonly Step[] = [
  (world) => {
    const X = know(world, "array", world.fresh("X"));
    const y = `${X}_labels`;
    return `${X} = ${world.frame}[${features(world)}].to_numpy(copy=True)\n${y} = (${world.frame}['${world.numbers[0]}'] > ${world.frame}['${world.numbers[0]}'].median()).to_numpy().astype(int)\nprint(${X}.shape, ${y}.mean())`;
  },
  (world) => {
    const [X, y] = [world.fresh("features"), world.fresh("target")];
    const suffix = world.fresh("split");
    know(world, "split", suffix);
    return `from sklearn.model_selection import train_test_split\n${X}, ${y} = ${world.frame}[${features(world)}], ${world.frame}['${world.numbers[1]}']\n${suffix}_train, ${suffix}_test, ${suffix}_y_train, ${suffix}_y_test = train_test_split(${X}, ${y}, test_size=0.3, random_state=${world.below(9)})\n${suffix}_train.shape`;
  },
  (world) => {
    const split = world.names.split.at(-1);
    if (!split) return null;
    const model = know(world, "model", world.fresh("model"));
    const kind = world.pick(["LinearRegression()", "Ridge(alpha=0.5)", "Lasso(alpha=0.01)"]);
    return `from sklearn.linear_model import ${kind.split("(")[0]}\n${model} = ${kind}\n${model}.fit(${split}_train, ${split}_y_train)\nprint(round(${model}.score(${split}_test, ${split}_y_test), 6))`;
  },
  (world) => {
    const [model, split] = [world.names.model.at(-1), world.names.split.at(-1)];
    if (!model || !split) return null;
    const found = world.fresh("predicted");
    return `${found} = ${model}.predict(${split}_test[${split}_test.columns])\nerrors = ${found} - ${split}_y_test\nmae = float(errors.abs().mean())\nmae`;
  },
  (world) => {
    const split = world.names.split.at(-1);
    if (!split) return null;
    const scaler = world.fresh("scaler");
    return `from sklearn.preprocessing import StandardScaler\n${scaler} = StandardScaler().fit(${split}_train)\n${split}_train = pd.DataFrame(${scaler}.transform(${split}_train), columns=${split}_train.columns, index=${split}_train.index)\n${split}_test = pd.DataFrame(${scaler}.transform(${split}_test), columns=${split}_test.columns, index=${split}_test.index)`;
  },
  (world) => {
    const [X] = world.names.array;
    if (!X) return null;
    const scores = know(world, "dict", world.fresh("scores"));
    return `from sklearn.tree import DecisionTreeClassifier\n${scores} = {}\nfor depth in (1, 2, 3):\n    tree = DecisionTreeClassifier(max_depth=depth, random_state=0).fit(${X}, ${X}_labels)\n    ${scores}[depth] = tree.score(${X}, ${X}_labels)\nbest_depth = max(${scores}, key=${scores}.get)\nbest_depth`;
  },
  (world) => {
    const [X] = world.names.array;
    if (!X) return null;
    return `${X} -= ${X}.mean(axis=0)\n${X} /= ${X}.std(axis=0) + 1e-9\n${X}[:2].round(3)`;
  },
  (world) => {
    const [X] = world.names.array;
    if (!X) return null;
    const [weights, losses] = [world.fresh("weights"), know(world, "list", world.fresh("losses"))];
    return `${weights} = np.zeros(${X}.shape[1])\n${losses} = []\nfor epoch in range(5):\n    gradient = ${X}.T @ (${X} @ ${weights} - ${X}[:, 0]) / len(${X})\n    ${weights} -= 0.1 * gradient\n    ${losses}.append(float(np.abs(gradient).sum()))\n    if ${losses}[-1] < 1e-3:\n        break\nprint(epoch, len(${losses}))`;
  },
  (world) => {
    const fig = world.fresh("fig");
    return `${fig}, ax = plt.subplots(figsize=(4, 3))\nax.plot(${world.frame}['${world.pick(world.numbers)}'].to_numpy()[:20], label='first')\nax.set_title('${world.pick(["Trend", "Values", "A look"])}')\nax.legend();`;
  },
  (world) => `plt.hist(${world.frame}['${world.pick(world.numbers)}'], bins=${4 + world.below(4)})\nplt.title('spread')\nplt.show()`,
  (world) => {
    const limits = know(world, "list", world.fresh("limits"));
    return `${limits} = []\nfor column in ${features(world)}:\n    plt.figure(figsize=(3, 2))\n    ax = ${world.frame}[column].plot(kind='hist', title=column)\n    ${limits}.append(ax.get_title())\nplt.close('all')\n${limits}`;
  },
  (world) => `${world.frame}.plot.scatter(x='${world.numbers[0]}', y='${world.numbers[1]}', s=4)\nplt.xlabel('x')`,
  (world) => `from IPython.display import display\ndisplay(${world.frame}.head(2))\ndisplay(${world.frame}.tail(1))`,
  (world) => {
    const noise = world.fresh("noise");
    return `np.random.seed(${world.below(100)})\n${noise} = np.random.normal(size=(${2 + world.below(3)}, 3))\n${noise}.round(2)`;
  },
  (world) => {
    const pipe = know(world, "model", world.fresh("pipe"));
    const split = world.names.split.at(-1);
    if (!split) return null;
    return `from sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import MinMaxScaler\nfrom sklearn.linear_model import LinearRegression\n${pipe} = make_pipeline(MinMaxScaler(), LinearRegression())\n${pipe}.fit(${split}_train, ${split}_y_train);\nprint([name for name, _ in ${pipe}.steps])`;
  },
];
