// The concrete syntax of Python text, from tree-sitter, copied into flat arrays. No other module calls tree-sitter; lower/ and
// refusals/ read this copy by the grammar's node types.
import { Language, Parser } from "web-tree-sitter";
import { addressOf, withCursor, type TreeModule } from "./parserMemory";

/**
 * A syntax tree in preorder. Node 0 is the root; the first child of node `i` is `i + 1` where that is below `after[i]`,
 * its next sibling is `after[i]`. Comments and line continuations are not among the nodes.
 */
export interface SyntaxTree {
  /** The text that the offsets count in, from offset 0 even where only a part was parsed. */
  readonly text: string;
  /** Node types of the grammar; of keywords and punctuation the text between single quotes, e.g. "'lambda'". */
  readonly kinds: string[];
  /** The node's field in its parent, or "". */
  readonly fields: readonly string[];
  readonly starts: number[];
  readonly ends: number[];
  /** Index after the node's last descendant. */
  readonly after: readonly number[];
  /** Index of the parent; -1 of the root. */
  readonly parents: readonly number[];
  readonly comments: readonly { readonly start: number; readonly end: number }[];
  /** True where the text does not fit the grammar: there are "ERROR" nodes, or nodes that were made up (see `missing`). */
  readonly hasError: boolean;
  /** Nodes that are not in the text, but were inserted to go on. */
  readonly missing: ReadonlySet<number>;
  /** The first node that is nested deeper than `MAX_DEPTH`, which was left out with what it holds (kind "too deep"); or -1. */
  readonly deepest: number;
}

/**
 * Levels of the tree that are kept, those of chains apart: `a + b + …` and `a.b().c()…` are nested as deep as they are long,
 * and generated ones of more than a thousand links exist. CPython gives up at 3000 levels (3.13: at 6000 or more), and at 200 of brackets; it
 * takes `a and b and …` and `a = b = …` of any length, for to it they are one level.
 */
const MAX_DEPTH = 1000;
const MAX_CHAIN = 2990;

/** Nodes whose first child may be the chain up to them: whoever walks a tree goes along it without a call for each link. */
export const CHAIN_KINDS: ReadonlySet<string> = new Set(["binary_operator", "attribute", "call", "subscript"]);

interface Loaded {
  readonly parser: Parser;
  readonly module: TreeModule;
  /** Node types by symbol number, see `SyntaxTree.kinds`. */
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
}

/** The files that the parser is made of: tree-sitter's runtime and Python's grammar. */
export type WasmFile = "web-tree-sitter.wasm" | "tree-sitter-python.wasm";

type ReadWasm = (file: WasmFile) => Uint8Array | Promise<Uint8Array>;

let loaded: Loaded | undefined;
let loading: Promise<void> | undefined;

/** Makes `parsePython` ready; further calls wait for the first. `read` gives the parser's files and may throw. */
export function loadParser(read: ReadWasm): Promise<void> {
  loading ??= load(read);
  return loading;
}

/** Parses `text` between two offsets (all of it by default). Call `loadParser` first and wait for it. */
export function parsePython(text: string, start = 0, end = text.length): SyntaxTree {
  if (!loaded) throw new Error("parsePython was called before loadParser had finished");
  const tree = loaded.parser.parse(start === 0 && end === text.length ? text : text.slice(start, end));
  if (!tree) throw new Error("the parser was stopped");
  try {
    return flatten(addressOf(tree), loaded, text, start);
  } finally {
    tree.delete();
  }
}

async function load(read: ReadWasm): Promise<void> {
  const options = { wasmBinary: await read("web-tree-sitter.wasm"), locateFile: (file: string) => file };
  await Parser.init(options);
  const language = await Language.load(await read("tree-sitter-python.wasm"));
  const parser = new Parser().setLanguage(language);
  const kinds = language.types.map((type, symbol) => (language.nodeTypeIsNamed(symbol) ? type : `'${type}'`));
  // The options have become the module (MODULARIZE of Emscripten's settings reference).
  loaded = { parser, module: options as unknown as TreeModule, kinds, fields: language.fields.map((field) => field ?? "") };
}

/** tree-sitter's symbol number of ERROR nodes (ts_builtin_sym_error, as it comes out of 16 bits). */
const ERROR_SYMBOL = 65535;

/** Levels by which a block lies deeper: walks over statements fill the stack sooner, and CPython takes 99 blocks in blocks. */
const BLOCK_LEVELS = 5;

/** Levels by which a node lies deeper than its parent; -1 where it is a further link of a chain. */
function levelsOf(kind: string, parent: string, isFirst: boolean): number {
  if (isFirst && CHAIN_KINDS.has(kind) && CHAIN_KINDS.has(parent)) return -1;
  if (kind === parent && (kind === "assignment" || (kind === "boolean_operator" && isFirst))) return 0;
  return kind === "block" ? BLOCK_LEVELS : 1;
}

const flatten = (address: number, loaded: Loaded, text: string, base: number): SyntaxTree =>
  withCursor(loaded.module, address, (hasError, mostNodes) => {
    const { module, kinds, fields } = loaded;
    const tree = {
      text,
      kinds: new Array<string>(mostNodes),
      fields: new Array<string>(mostNodes),
      starts: new Array<number>(mostNodes),
      ends: new Array<number>(mostNodes),
      after: new Array<number>(mostNodes),
      parents: new Array<number>(mostNodes),
      comments: [] as { start: number; end: number }[],
      hasError,
      missing: new Set<number>(),
      deepest: -1,
    };
    const open: number[] = [];
    let nodes = 0;
    /** Per open node, the levels that count up to it, and the links of chains. */
    const levels: number[] = [];
    const links: number[] = [];
    const close = (): void => {
      tree.after[open.pop()!] = nodes;
      levels.pop();
      links.pop();
    };
    for (;;) {
      const symbol = module._ts_tree_cursor_current_node_type_id_wasm(address);
      const kind = symbol === ERROR_SYMBOL ? "ERROR" : kinds[symbol]!;
      if (kind === "comment") {
        tree.comments.push({
          start: base + module._ts_tree_cursor_start_index_wasm(address),
          end: base + module._ts_tree_cursor_end_index_wasm(address),
        });
      } else if (kind !== "line_continuation") {
        const index = nodes++;
        tree.kinds[index] = kind;
        tree.fields[index] = fields[module._ts_tree_cursor_current_field_id_wasm(address)]!;
        tree.starts[index] = base + module._ts_tree_cursor_start_index_wasm(address);
        tree.ends[index] = base + module._ts_tree_cursor_end_index_wasm(address);
        tree.parents[index] = open.length > 0 ? open[open.length - 1]! : -1;
        if (hasError && module._ts_tree_cursor_current_node_is_missing_wasm(address) === 1) tree.missing.add(index);
        const parent = tree.parents[index]!;
        const deeper = parent < 0 ? 0 : levelsOf(kind, tree.kinds[parent]!, index === parent + 1);
        const level = (levels[levels.length - 1] ?? 0) + Math.max(deeper, 0);
        const link = (links[links.length - 1] ?? 0) + (deeper < 0 ? 1 : 0);
        open.push(index);
        levels.push(level);
        links.push(link);
        if (level > MAX_DEPTH || link > MAX_CHAIN) {
          tree.kinds[index] = "too deep";
          if (tree.deepest < 0) tree.deepest = index;
        } else if (module._ts_tree_cursor_goto_first_child_wasm(address) === 1) continue;
        close();
      }
      while (module._ts_tree_cursor_goto_next_sibling_wasm(address) !== 1) {
        if (module._ts_tree_cursor_goto_parent_wasm(address) !== 1) {
          tree.kinds.length = nodes;
          return tree;
        }
        close();
      }
    }
  });
