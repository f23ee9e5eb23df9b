// Walks tree-sitter's trees through the functions of its WebAssembly module. web-tree-sitter's own cursor copies its state
// into the module's memory and back at every question; here it stays there, which saves a third of the time of a parse.
import type { Tree } from "web-tree-sitter";

/**
 * What is used of the module that web-tree-sitter makes of the options of `Parser.init` (binding.c of the package, 0.27).
 * Each function takes the tree's address; the cursor is in the module's transfer buffer, where only `node…` and
 * `root…` write something else. Questions give offsets in UTF-16 units and truths as 0 or 1.
 */
export interface TreeModule {
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_node_has_error_wasm(tree: number): number;
  _ts_node_descendant_count_wasm(tree: number): number;
  _ts_tree_cursor_new_wasm(tree: number): void;
  _ts_tree_cursor_delete_wasm(tree: number): void;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_current_node_is_missing_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
}

/** Where a tree is in the module's memory. */
export const addressOf = (tree: Tree): number => (tree as unknown as { readonly 0: number })[0];

/**
 * Walks a tree with the module's cursor, which starts at the root; there is one at a time.
 * @param walk gets how many nodes the tree has, the root among them
 */
export function withCursor<T>(module: TreeModule, tree: number, walk: (hasError: boolean, nodes: number) => T): T {
  module._ts_tree_root_node_wasm(tree);
  const hasError = module._ts_node_has_error_wasm(tree) === 1;
  const nodes = module._ts_node_descendant_count_wasm(tree);
  module._ts_tree_cursor_new_wasm(tree);
  try {
    return walk(hasError, nodes);
  } finally {
    module._ts_tree_cursor_delete_wasm(tree);
  }
}
