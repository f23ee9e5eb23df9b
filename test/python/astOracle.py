"""Reads a JSON list of sources; writes for each what CPython says of it: null and its tree in a neutral form, or its refusal.

The neutral form is what dumpModule.ts writes of the engine's own tree: lists that begin with the node's kind and its two
offsets in UTF-16 units. Inside f-strings offsets are 0, as CPython 3.11 gives them in another text there.
"""
import ast
import json
import re
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)

OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.MatMult: "@", ast.Div: "/", ast.Mod: "%", ast.Pow: "**", ast.LShift: "<<", ast.RShift: ">>",
    ast.BitOr: "|", ast.BitXor: "^", ast.BitAnd: "&", ast.FloorDiv: "//", ast.Not: "not", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~",
    ast.And: "and", ast.Or: "or", ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}


class Dumper:
    def __init__(self, source):
        self.lines = []
        start = 0
        for line in re.split(r"(\r\n|\r|\n)", source):
            self.lines.append((start, line))
            start += len(line.encode("utf-16-le", "surrogatepass")) // 2
        self.lines = self.lines[::2]
        self.in_fstring = 0

    def offset(self, line, column):
        start, text = self.lines[line - 1]
        if text.isascii():
            return start + column
        before = text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "surrogatepass")
        return start + len(before.encode("utf-16-le", "surrogatepass")) // 2

    def span(self, node):
        if self.in_fstring:
            return [0, 0]
        return [self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)]

    def all(self, nodes):
        return [self.dump(node) for node in nodes]

    def dump(self, node):
        if node is None:
            return None
        kind = type(node).__name__
        method = getattr(self, kind, None)
        return [*method(node)] if method else self.fail(kind)

    def fail(self, kind):
        raise NotImplementedError(kind)

    def Name(self, n): return ["Name", *self.span(n), n.id]

    def Constant(self, n):
        value = n.value
        if isinstance(value, str):
            return ["String", *self.span(n), value, False]
        if isinstance(value, bytes):
            return ["String", *self.span(n), value.decode("latin-1"), True]
        if value is None or isinstance(value, bool):
            return ["Constant", *self.span(n), value]
        if value is ...:
            return ["Constant", *self.span(n), "..."]
        return ["Number", *self.span(n), number(value)]

    def JoinedStr(self, n):
        span = self.span(n)
        return ["FString", *span, self.pieces(n)]

    def pieces(self, n):
        self.in_fstring += 1
        pieces = []
        for value in n.values:
            if isinstance(value, ast.Constant):
                # CPython 3.12 has an empty one behind each field of a format.
                if value.value:
                    pieces.append(["Text", value.value])
            else:
                pieces.append(["Field", self.dump(value.value), self.pieces(value.format_spec) if value.format_spec else []])
        self.in_fstring -= 1
        return pieces

    def Attribute(self, n): return ["Attribute", *self.span(n), self.dump(n.value), n.attr]
    def Subscript(self, n): return ["Subscript", *self.span(n), self.dump(n.value), self.dump(n.slice)]
    def Slice(self, n): return ["Slice", *self.span(n), self.dump(n.lower), self.dump(n.upper), self.dump(n.step)]
    def Call(self, n): return ["Call", *self.span(n), self.dump(n.func), self.all(n.args), self.keywords(n.keywords)]
    def keywords(self, keywords): return [[*self.span(k), k.arg, self.dump(k.value)] for k in keywords]
    def Starred(self, n): return ["Starred", *self.span(n), self.dump(n.value)]
    def UnaryOp(self, n): return ["Unary", *self.span(n), OPERATORS[type(n.op)], self.dump(n.operand)]
    def BinOp(self, n): return ["Binary", *self.span(n), OPERATORS[type(n.op)], self.dump(n.left), self.dump(n.right)]
    def BoolOp(self, n): return ["Bool", *self.span(n), OPERATORS[type(n.op)], self.all(n.values)]
    def Compare(self, n): return ["Compare", *self.span(n), self.dump(n.left), [OPERATORS[type(op)] for op in n.ops], self.all(n.comparators)]
    def IfExp(self, n): return ["Conditional", *self.span(n), self.dump(n.test), self.dump(n.body), self.dump(n.orelse)]
    def Lambda(self, n): return ["Lambda", *self.span(n), self.parameters(n.args), self.dump(n.body)]
    def Tuple(self, n): return ["Tuple", *self.span(n), self.all(n.elts)]
    def List(self, n): return ["List", *self.span(n), self.all(n.elts)]
    def Set(self, n): return ["Set", *self.span(n), self.all(n.elts)]
    def Dict(self, n): return ["Dict", *self.span(n), [[self.dump(k), self.dump(v)] for k, v in zip(n.keys, n.values)]]
    def ListComp(self, n): return ["ListComp", *self.span(n), self.dump(n.elt), None, self.generators(n)]
    def SetComp(self, n): return ["SetComp", *self.span(n), self.dump(n.elt), None, self.generators(n)]
    def GeneratorExp(self, n): return ["GeneratorExp", *self.span(n), self.dump(n.elt), None, self.generators(n)]
    def DictComp(self, n): return ["DictComp", *self.span(n), self.dump(n.key), self.dump(n.value), self.generators(n)]
    def generators(self, n): return [[self.dump(g.target), self.dump(g.iter), self.all(g.ifs), bool(g.is_async)] for g in n.generators]
    def Await(self, n): return ["Await", *self.span(n), self.dump(n.value)]
    def Yield(self, n): return ["Yield", *self.span(n), self.dump(n.value), False]
    def YieldFrom(self, n): return ["Yield", *self.span(n), self.dump(n.value), True]
    def NamedExpr(self, n): return ["NamedExpr", *self.span(n), self.dump(n.target), self.dump(n.value)]

    def parameters(self, a):
        plain = [(p, "positional-only") for p in a.posonlyargs] + [(p, "positional") for p in a.args]
        defaults = [None] * (len(plain) - len(a.defaults)) + a.defaults
        found = [self.parameter(p, kind, default) for (p, kind), default in zip(plain, defaults)]
        if a.vararg:
            found.append(self.parameter(a.vararg, "*", None))
        found += [self.parameter(p, "keyword-only", default) for p, default in zip(a.kwonlyargs, a.kw_defaults)]
        if a.kwarg:
            found.append(self.parameter(a.kwarg, "**", None))
        return found

    def parameter(self, p, kind, default): return [kind, self.span(p)[0], p.arg, self.dump(p.annotation), self.dump(default)]

    def FunctionDef(self, n, is_async=False):
        return ["FunctionDef", *self.span(n), n.name, is_async, self.parameters(n.args), self.dump(n.returns), self.all(n.decorator_list), self.all(n.body)]

    def AsyncFunctionDef(self, n): return self.FunctionDef(n, True)
    def ClassDef(self, n): return ["ClassDef", *self.span(n), n.name, self.all(n.bases), self.keywords(n.keywords), self.all(n.decorator_list), self.all(n.body)]
    def Expr(self, n): return ["ExprStmt", *self.span(n), self.dump(n.value)]
    def Assign(self, n): return ["Assign", *self.span(n), self.all(n.targets), self.dump(n.value)]
    def AugAssign(self, n): return ["AugAssign", *self.span(n), self.dump(n.target), OPERATORS[type(n.op)] + "=", self.dump(n.value)]
    def AnnAssign(self, n): return ["AnnAssign", *self.span(n), self.dump(n.target), self.dump(n.annotation), self.dump(n.value), bool(n.simple)]
    def Return(self, n): return ["Return", *self.span(n), self.dump(n.value)]
    def Delete(self, n): return ["Delete", *self.span(n), self.all(n.targets)]
    def Raise(self, n): return ["Raise", *self.span(n), self.dump(n.exc), self.dump(n.cause)]
    def Assert(self, n): return ["Assert", *self.span(n), self.dump(n.test), self.dump(n.msg)]
    def If(self, n): return ["If", *self.span(n), self.dump(n.test), self.all(n.body), self.all(n.orelse)]
    def While(self, n): return ["While", *self.span(n), self.dump(n.test), self.all(n.body), self.all(n.orelse)]

    def For(self, n, is_async=False):
        return ["For", *self.span(n), self.dump(n.target), self.dump(n.iter), self.all(n.body), self.all(n.orelse), is_async]

    def AsyncFor(self, n): return self.For(n, True)

    def With(self, n, is_async=False):
        return ["With", *self.span(n), [[self.dump(i.context_expr), self.dump(i.optional_vars)] for i in n.items], self.all(n.body), is_async]

    def AsyncWith(self, n): return self.With(n, True)

    def Try(self, n, is_star=False):
        handlers = [[*self.span(h), self.dump(h.type), h.name, self.all(h.body)] for h in n.handlers]
        return ["Try", *self.span(n), self.all(n.body), handlers, self.all(n.orelse), self.all(n.finalbody), is_star]

    def TryStar(self, n): return self.Try(n, True)
    def Import(self, n): return ["Import", *self.span(n), self.aliases(n)]
    def ImportFrom(self, n): return ["ImportFrom", *self.span(n), n.module, n.level, self.aliases(n)]
    def aliases(self, n): return [[*self.span(a), a.name, a.asname] for a in n.names]
    def Global(self, n): return ["Global", *self.span(n), n.names]
    def Nonlocal(self, n): return ["Nonlocal", *self.span(n), n.names]
    def Pass(self, n): return ["Pass", *self.span(n)]
    def Break(self, n): return ["Break", *self.span(n)]
    def Continue(self, n): return ["Continue", *self.span(n)]

    def Match(self, n):
        return ["Match", *self.span(n), self.dump(n.subject), [[*self.pattern(c.pattern), self.dump(c.guard), self.all(c.body)] for c in n.cases]]

    def pattern(self, pattern):
        captures, values = [], []
        for part in ast.walk(pattern):
            name = getattr(part, "name", None) or getattr(part, "rest", None)
            if isinstance(part, (ast.MatchAs, ast.MatchStar, ast.MatchMapping)) and name:
                captures.append(name)
            if isinstance(part, ast.MatchValue):
                values.append(self.dump(part.value))
            if isinstance(part, ast.MatchSingleton):
                values.append(["Constant", *self.span(part), part.value])
            if isinstance(part, ast.MatchMapping):
                values += [self.dump(key) for key in part.keys]
            if isinstance(part, ast.MatchClass):
                values.append(self.dump(part.cls))
        return [sorted(captures), sorted(values, key=lambda value: value[1]), irrefutable(pattern)]


def irrefutable(pattern):
    if isinstance(pattern, ast.MatchAs):
        return pattern.pattern is None or irrefutable(pattern.pattern)
    return isinstance(pattern, ast.MatchOr) and any(irrefutable(one) for one in pattern.patterns)


def number(value):
    if isinstance(value, complex):
        return None
    if isinstance(value, int):
        try:
            return str(float(value)) if float(value) == value else None
        except OverflowError:
            return None
    return str(value)


def judge(source, wants_tree):
    """As IPython runs a cell: parsed as a whole, compiled statement by statement, await allowed at the top."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        tree = compile(source, "cell", "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True)
        for statement in tree.body:
            compile(ast.Module([statement], []), "cell", "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"error": f"{type(error).__name__}: {getattr(error, 'msg', error)}", "line": getattr(error, "lineno", None), "tree": None}
    dumper = Dumper(source)
    return {"error": None, "line": None, "tree": dumper.all(tree.body) if wants_tree else None}


def main():
    asked = json.load(sys.stdin)
    json.dump([judge(source, asked["trees"]) for source in asked["sources"]], sys.stdout)


main()
