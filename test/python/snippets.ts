// Python cells that cover the grammar and its edges. Whether each is right is CPython's to say, not this file's.

/** Cells apart by lines of four dashes. */
const text =
  String.raw`
x = 1
----
x = y = z = 1; a, b = b, a; (c, d), [e, *f] = g
----
a, = b
----
(a) = 1; [a] = b; (a, b) = c; a.b = 1; a[0] = 2; a[1:2, ...] = 3; (a.b) = 3
----
x: int
----
x: int = 3; y: "str"; (z): int = 1; a.b: int; c[0]: int = 2
----
x: tuple = 1, 2
----
x = yield
----
def f():
    x = yield
    y = yield 1, 2
    z = yield from f()
    await_ = (yield)
    x: int = yield 3
    x += yield 3
    return (yield)
----
x += 1; x -= 1; x *= 1; x /= 2; x //= 3; x %= 4; x **= 5; x >>= 1; x <<= 2; x &= 3; x |= 4; x ^= 5; x @= 6
----
a.b += 1; a[0] += 2
----
def f(a, /, b, c=1, *, d, e=2, **k): pass
def g(*args: int, **kw: str) -> None: ...
def h(a: int = 1, *, b: str): return a
def i(*, a=1): ...
def j(a, b=2, /): ...
def k(): return
def l(a, *b, c): return a, *b
----
lambda: 0; lambda x: x; lambda x, *y, z=1, **k: (x, y); lambda *, a: a; lambda a, /, b: 0
----
lambda x=(yield): x
----
@a
@b.c(1)
@d[0]
@(e := f)
@lambda g: g
def f(): pass
----
@a
class B(C, metaclass=M, *args, **kw):
    """Doc."""
    x: int = 1
    def f(self): return super().f()
----
async def f():
    async with a as b, c: pass
    async for x in y: await z
    else: pass
    return [x async for x in y if await z]
----
await x
----
async with a as b:
    await c
----
async for x in y:
    print(await x)
----
[x async for x in y]
----
[await x for x in y]
----
x = await y ** 2
----
-x ** -y; not x; ~x; +x; - - x; x ** y ** z; not not x
----
a or b and c or not d; a if b else c if d else e; (a or b) or c
----
a < b <= c != d is e is not f in g not in h == i
----
a + b - c * d / e // f % g @ h << i >> j & k | l ^ m
----
f(); f(a); f(a, b=1, *c, **d); f(*a, *b, **c, **d); f(a for a in b); f((a for a in b), c); f(a)(b)(c).d[e]
----
f(a := 1); f(a, (b := 2)); (a := 1); [a := 1, 2]; x[a := 1]; {a := 1}; print(f"{(a := 1)}")
----
f(a, b=1, c)
----
f(**a, *b)
----
f(**a, b)
----
f(a=1, a=2)
----
f(a.b=1)
----
f(1=2)
----
f(True=1)
----
f(a for a in b, c)
----
f(c, a for a in b)
----
f(a for a in b,)
----
f(c, *a for a in b)
----
f(a=b for b in c)
----
class A(x for x in y): pass
----
x[1], x[1:2], x[:], x[::], x[1:], x[:1], x[::2], x[1:2:3], x[1, 2], x[1:2, 3], x[*a], x[*a, b], x[a,], x[()]
----
x[*a:b]
----
x[]
----
x[a=1]
----
(), (a,), (a, b), [], [a], [a, b,], {a}, {a, b}, {}, {a: b}, {a: b, **c}, {**a}, {*a, b}, [*a, *b], (*a, b)
----
*a, b
----
*a
----
(*a)
----
(*a), b
----
*a, = b
----
*a = b
----
a, *b, *c = d
----
[*a, *b] = c
----
x = *a, b
----
x = *a
----
return *a, b
----
def f(): return *a, b
----
for x in *a, b: pass
----
for *a, b in c: pass
----
for *a in b: pass
----
for (x) in y: pass
----
for x.y in z: pass
----
for x[0], y in z: pass
----
for f() in z: pass
----
for 1 in z: pass
----
for x, in y: pass
----
del a; del a, b; del (a), [b]; del (a, b), [c, d]; del a.b, a[0], a[1:2]; del ()
----
del f()
----
del a + b
----
del (a, f())
----
del *a
----
del *a, b
----
del 1
----
del [a, *b]
----
del None
----
del
----
{a: b for a in c}; {a for a in b}; (a for a in b); [a for a in b for c in d if e if f for g in h]
----
[a, b for a in c]
----
{a: b, c}
----
{a, b: c}
----
{a: *b}
----
{*a: b}
----
[x for x in a, b]
----
[x for x in lambda: y, 1]
----
[x for x in (lambda: y, 1)]
----
[x for x in a if b else c]
----
[x for x in (a if b else c) if d]
----
[x for f() in y]
----
[x for x in *y]
----
[(yield x) for x in y]
----
def f(): [(yield x) for x in y]
----
def f(): return [x async for x in y]
----
[x := 1 for x in y]
----
[y := x for x in z]
----
[y for x in (y := z)]
----
class A:
    [y := x for x in z]
----
def f():
    return any((y := x) for x in z)
----
[[(a := 1) for b in c] for a in d]
----
x := 1
----
(x.y := 1)
----
(x[0] := 1)
----
f(a=b := 1)
----
f(a=(b := 1))
----
lambda: x := 1
----
lambda: (x := 1)
----
(lambda: x := 1)
----
def f(a=(b := 1)): pass
----
def f(a=b := 1): pass
----
x = y := 1
----
x = (y := 1)
----
if x := 1: pass
while y := f(): pass
----
assert x, y; assert (x, y); assert x
----
raise; raise a; raise a from b; raise a from None
----
raise a, b
----
raise from b
----
pass
----
if a: b
elif c: d
else: e
----
while a: b
else: c
----
while a:
    if b: break
    continue
----
for a in b:
    break
else:
    continue
----
break
----
continue
----
if a: break
----
for a in b:
    def f():
        break
----
for a in b:
    class C:
        continue
----
while a:
    try: pass
    finally: continue
----
try: a
except: b
----
try: a
except B: b
except (C, D) as e: c
else: d
finally: e
----
try: a
finally: b
----
try: a
except* B: b
except* C as c: d
----
try: a
except*: b
----
try: a
except: b
except C: d
----
try: a
except A: b
except* C: d
----
try: a
----
try: a
else: b
----
try: a
except* B: 
    break
----
for a in b:
    try: a
    except* B: break
----
def f():
    try: a
    except* B: return
----
for a in b:
    try: a
    except* B:
        for c in d: break
        def f(): return
----
try: a
except A, b: c
----
try: a
except (A, B): c
----
try: a
except A as b.c: d
----
with a: b
----
with a as b, c as (d, e), f as g.h, i as j[0]: pass
----
with (a as b, c as d,): pass
----
with (a, b): pass
----
with (a, b) as c: pass
----
with (a), b: pass
----
with (a) as b, (c): pass
----
with (yield): pass
----
with (a as b): pass
----
with (a for a in b) as c: pass
----
with (open(a)) as f, open(b) as g: pass
----
with a as f(): pass
----
with a as 1: pass
----
with a as b.c(): pass
----
with (a as f()): pass
----
with a as [b, *c]: pass
----
import a; import a.b; import a as b; import a.b as c, d; import a . b
----
from a import b; from a import b as c, d; from . import a; from .. import a; from .a import b; from ...a.b import c; from .... import d; from a import *
----
from a import (b, c as d,)
----
from a import (b)
----
from a import b,
----
from a import ()
----
from a import *, b
----
from a import (*)
----
from . import *
----
def f(): from a import *
----
class A: from a import *
----
if a: from a import *
----
import a.b as c.d
----
import *
----
import a,
----
from __future__ import annotations
----
"""Doc."""
from __future__ import annotations, division
x = 1
----
x = 1
from __future__ import annotations
----
from __future__ import braces
----
from __future__ import nothing
----
from __future__ import *
----
from __future__ import (annotations as a)
----
"a"; from __future__ import annotations
----
"a"
"b"
from __future__ import annotations
----
f"a"
from __future__ import annotations
----
import a
from __future__ import annotations
----
def f():
    from __future__ import annotations
----
from __future__ import annotations; from __future__ import division
----
from __future__ import print_function
print "a"
----
global a
----
global a, b
a = 1
----
a = 1
global a
----
print(a)
global a
----
def f():
    a = 1
    global a
----
def f():
    print(a)
    global a
----
def f():
    global a
    a = 1
----
def f(a):
    global a
----
def f():
    for a in b: pass
    global a
----
def f():
    import a
    global a
----
def f():
    def a(): pass
    global a
----
def f():
    a: int
    global a
----
def f():
    global a
    a: int = 1
----
global a
a: int = 1
----
def f():
    global a, a
----
def f():
    global a
    global a
----
def f():
    g(lambda: a)
    global a
----
def f():
    del a
    global a
----
def f():
    a.b = 1
    global a
----
def f():
    if x:
        global a
    a = 1
----
def f():
    try: pass
    except E as a: pass
    global a
----
class A:
    a = 1
    global a
----
class A:
    global a
    a = 1
----
nonlocal a
----
class A:
    nonlocal a
----
def f():
    nonlocal a
----
def f():
    a = 1
    def g():
        nonlocal a
        a = 2
----
def f():
    a = 1
    class C:
        nonlocal a
        a = 2
----
class A:
    a = 1
    def f(self):
        nonlocal a
----
def f():
    a = 1
    def g():
        a = 2
        nonlocal a
----
def f():
    a = 1
    def g():
        print(a)
        nonlocal a
----
def f():
    a = 1
    def g():
        nonlocal a
        global a
----
def f():
    a = 1
    def g(a):
        nonlocal a
----
def f():
    def g():
        nonlocal a
    a = 1
----
def f():
    global a
    def g():
        nonlocal a
----
def f(a):
    def g():
        def h():
            nonlocal a
            a: int = 2
----
class A:
    def f(self):
        nonlocal __class__
----
def f(a, a): pass
----
lambda a, a: 0
----
def f(a, *, a): pass
----
def f(a, *a): pass
----
def f(a, **a): pass
----
def f(a=1, b): pass
----
def f(a=1, /, b): pass
----
def f(a=1, *, b): pass
----
def f(a=1, *b, c): pass
----
lambda a=1, b: 0
----
def f(*): pass
----
def f(*, **k): pass
----
def f(*, *a): pass
----
def f(*a, *b): pass
----
def f(**k, a): pass
----
def f(**k, *a): pass
----
def f(**k, **l): pass
----
def f(**k,): pass
----
def f(*a,): pass
----
def f(/, a): pass
----
def f(a, /, b, /): pass
----
def f(*, a, /): pass
----
def f(*a, /): pass
----
def f(a, *, /): pass
----
def f(*a=1): pass
----
def f(**a=1): pass
----
def f(a, (b, c)): pass
----
lambda (a, b): a
----
def f(*a: *b): pass
----
def f(a: *b): pass
----
def f(a: int, b: str = "x", /, c: list[int] = None) -> dict[str, int]: ...
----
def f(None): pass
----
def f(1): pass
----
def f(a.b): pass
----
def f(a,,b): pass
----
def f() -> (yield): pass
----
lambda *: 0
----
lambda **k, a: 0
----
lambda a: int: 0
----
return
----
return 1
----
yield 1
----
yield from a
----
class A: return
----
class A: yield
----
class A:
    x = await y
----
def f(): await x
----
def f():
    async with a: pass
----
def f():
    async for a in b: pass
----
async def f(): yield from a
----
async def f():
    yield 1
    return 2
----
async def f():
    yield 1
    return
----
async def f():
    return 1
    yield
----
async def f():
    def g(): return 1
    yield
----
lambda: await x
----
lambda: (yield)
----
def f():
    lambda: (yield)
    class C: x = lambda: (yield)
----
async def f():
    return lambda: await x
----
async def f():
    class C: x = await y
----
def f(x=await y): pass
----
[x for x in y if await z]
----
(x for x in y if await z)
----
(await x for x in y)
----
def f(): return (await x for x in y)
----
def f(): return (x async for x in y)
----
def f(): return [x for x in y for z in await w]
----
1 = a
----
"a" = b
----
f() = 1
----
a + b = 1
----
a < b = 1
----
-a = 1
----
a and b = 1
----
(a, f()) = 1
----
[a, 1] = b
----
() = a; [] = b
----
{} = a
----
{a} = b
----
None = 1
----
True = 1
----
... = 1
----
__debug__ = 1
----
x.__debug__ = 1
----
def __debug__(): pass
----
def f(__debug__): pass
----
f(__debug__=1)
----
import __debug__
----
import a as __debug__
----
print(__debug__)
----
for __debug__ in x: pass
----
del __debug__
----
a.None = 1
----
a.True
----
a.print, a.match, a.type, a.exec
----
a = b = 1 = c
----
a if b else c = 1
----
lambda: a = 1
----
(yield) = 1
----
def f(): (yield) = 1
----
await a = 1
----
[a for a in b] = c
----
(a for a in b) = c
----
f"a" = 1
----
(a := 1) = 2
----
f() += 1
----
(a, b) += 1
----
[a] += 1
----
a, b += 1
----
1 += 1
----
a += b += 1
----
a = b += 1
----
(a) += 1
----
*a += 1
----
None += 1
----
f(): int
----
(a, b): int
----
[a]: int
----
a, b: int
----
1: int
----
a: int = b = 1
----
a = b: int
----
a: int += 1
----
"a": int
----
a: b: c
----
a: (yield)
----
def f(): a: (yield)
----
print "a"
----
print a
----
print
----
print a, b
----
print "a" % b
----
print("a") % b
----
print ("a"), b
----
print -1
----
if a: print "b"
----
def f():
    print a.b
----
exec "a"
----
exec "a" in b
----
exec("a")
----
exec = 1; print = 2; match = 3; case = 4; type = 5; _ = 6; async_ = 7
----
print = lambda x: x
print.a; print[0]
----
def print(a): pass
def exec(b): pass
def match(c): pass
def type(d): pass
class case: pass
----
f(print=1, exec=2, match=3, type=4, case=5)
----
import print, exec, match, type
from a import match as type
----
async = 1
----
await = 1
----
def async(): pass
----
nonlocal = 1
----
class = 1
----
None = None
----
raise E, "a"
----
~a~
----
a <> b
----
0777
----
00; 0; 0_0; 000; 0.5; 0777.5; 0777e1; 0777j; 1_000; 0x_ff; 0b1; 0o7; 1e5; 1.; .5; 1.e5; 1j; 1.5J; 1_0.0_1e1_0
----
1__0
----
1_
----
1_.5
----
1._5
----
1e
----
1e+
----
0x
----
0xg
----
0b2
----
0o8
----
0b
----
1a
----
1if a else b
----
1_a
----
1.a
----
1..a
----
10L
----
0xfL
----
1 .real; 1.0.real; 1..real
----
1.real
----
0_7
----
09.5
----
09
----
1e1_0; 1E5; 0XFF; 0B1; 0O7
----
99999999999999999999; 1e400; 9007199254740993; 0xffffffffffffffffffff; 1e-400
----
'a'; "a"; '''a
b'''; """a'b"c"""; r'\a'; b'a'; rb'\x'; Rb"a"; u'a'; BR'a'; f'a'; rf'{a}\d'; F'{a}'; fR'x'
----
'a' "b" f"c{d}" 'e'
----
'a' b'b'
----
f'a' b'b'
----
b'a' b"b"
----
u'a' r'b' f'c'
----
ur'a'
----
bu'a'
----
fb'a'
----
ff'a'
----
x'a'
----
bb'a'
----
fu'a'
----
b'é'
----
'\x4'
----
'\xg'
----
'\u12'
----
'\U00110000'
----
'\N{}'
----
'\N'
----
b'\x4'
----
b'\u12 \N'
----
'\d \z \8'
----
'\777 \0 \12'
----
r'\x'
----
r'a\'b'
----
r'a\'
----
'a\
b'
----
'a
b'
----
"a
----
'''a
----
'\'
----
f"{a}{b!r}{c:>10}{d!s:{e}}{f=}{g = }{h=!r:>5}{{}}"
----
f"{a:{b}.{c}}"
----
f"{a['b']}"
----
f'{a["b"]:%Y-%m-%d}'
----
f"{{}}{{{a}}}"
----
f"{a if b else c}"
----
f"{lambda x: 1}"
----
f"{(lambda x: 1)}"
----
f"{}"
----
f"{ }"
----
f"{a"
----
f"a}"
----
f"{a}}"
----
f"{a!x}"
----
f"{a!}"
----
f"{a ! r}"
----
f"{!r}"
----
f"{:x}"
----
f"{=}"
----
f"{a b}"
----
f"{a = b}"
----
f"{a == b}"
----
f"{a != b}"
----
f"{a:=5}"
----
x = *[1]
----
f"{a:=^40}"
----
f"{a:==>{b}}{a !r:=^3}{a=:=9}"
----
f"{a:={b}}" f'{a:{b:=^3}=}' + f"""{
a
:=+9}"""
----
f"{(a:=5)}", f"{ {a:=5} }", f"{(lambda: (a := 5))():=^9}"
----
f"{a:=^4" + f"{b:=^40}"
----
f'{a["x"]:=^4}', f"{a:=^4
----
f"{*a}"
----
f"{*a, b}"
----
f"{a, b}"
----
f"{yield a}"
----
def g(): f"{yield a}"
----
f"{await a}"
----
f"{{a}"
----
f"{a}}}"
----
f"{a:}}"
----
f"{a:{{}}}"
----
f"{{{{"
----
f'''{
a
}'''
----
f'''{a
+ b}'''
----
f"""{a:
}"""
----
f"\{a}"
----
f"\x4{a}"
----
rf"\{a}"
----
f"{1 if True else 2:>{w}}"
----
f"{d['a']}{d[0]}{d[1:2]}"
----
f"{a(b=1)}"
----
f"{a[b:c]}"
----
f"{ {1: 2}[1] }"
----
f"{ {'a'} }"
----
f"{print('a')}" f'{b}'
----
f"{a}" "{b}"
----
f"{a!r:^{width}.{precision}}"
----
f"{None}{True}{...}"
----
f"{x:,}{y:.2%}{z:08.3f}{t:%H:%M}"
----
f"{1}{'a'}{1.5}{[1]}"
----
match x:
    case 1: pass
    case "a" "b": pass
    case -1 | 2.5 | -3 + 4j | 1 - 2j: pass
    case None | True | False: pass
    case a.b.c: pass
    case [a, b, *rest]: pass
    case (a, b): pass
    case a, *b: pass
    case {"k": v, **rest}: pass
    case {1: x, a.b: y}: pass
    case {}: pass
    case C(): pass
    case a.C(1, x, y=2, z=[q]): pass
    case [1] as w: pass
    case (1 | 2) as z if z > 1: pass
    case [*_]: pass
    case str() | int(): pass
    case _: pass
----
match x, y:
    case 1, 2: pass
    case (x): pass
----
match *a, b:
    case [*_]: pass
----
match x:
    case a: pass
    case b: pass
----
match x:
    case a | b: pass
----
match x:
    case a | 1: pass
----
match x:
    case _ | 1: pass
----
match x:
    case [a, a]: pass
----
match x:
    case [a] | [b]: pass
----
match x:
    case [a] | [a]: pass
----
match x:
    case [*a, *b]: pass
----
match x:
    case C(a=1, a=2): pass
----
match x:
    case C(a=1, 2): pass
----
match x:
    case {**a, "b": 1}: pass
----
match x:
    case {"a": 1, "a": 2}: pass
----
match x:
    case {**_}: pass
----
match x:
    case 1 + 2: pass
----
match x:
    case 1 + 2j: pass
----
match x:
    case f"a": pass
----
match x:
    case a.b(): pass
    case a as b: pass
----
match x:
    case a as _: pass
----
match x:
    case 1 as a.b: pass
----
match x:
    case -a: pass
----
match x:
    case +1: pass
----
match x:
    case *a: pass
----
match x:
    case *a,: pass
----
match x:
    case (a, *b, c) if a: pass
    case []: pass
    case (): pass
    case ("a"): pass
    case ("a",): pass
----
match x:
    pass
----
match x:
    case 1:
    pass
----
match = 1
match.a
match[0]
match(1)
match * 2
match, x = 1, 2
print(match)
----
match (x):
    case 1: pass
----
match [x]:
    case [1]: pass
----
match -x:
    case -1: pass
----
match {}:
    case {}: pass
----
match not x:
    case True: pass
----
match x:
    case {"a": [b, {"c": d}]} | [b, d]: pass
----
case = {}
case[0] = 1
----
type = 1
type(x)
type.a = 2
type[0]
type: int = 3
type, x = 1, 2
type += 1
----
if a:
b
----
if a:
    b
  c
----
a
  b
----
if a:
    b
     c
----
if a:
	b
        c
----
if a:
        b
	c
----
if a:
    b
	c
----
if a:
	b
	c
----
def f():
    pass
 
	
  # comment
x
----
if a:
    pass
    # comment
  # other
# last
else:
    pass
----
if a: b; c;
else: d;
----
if a:
----
if a:
    # only a comment
----
def f():
----
class A:
x = 1
----
else: a
----
elif a: b
----
except: a
----
finally: a
----
if a: if b: c
----
if a: for b in c: d
----
if a: def f(): pass
----
a; if b: c
----
a; def f(): pass
----
a; class B: pass
----
a; @b
----
for a in b: c; d
----
if a: pass; else: b
----
a;;b
----
a;
----
a; b
----
(a
b)
----
(a,
 b,

 # comment
 c)
----
[
1,
2,
]
----
{
    "a": 1,  # comment
    "b": [2,
3]}
----
f(
a=1,
    b=2
)
----
(a
----
[a
----
{a: b
----
f(a
x = 1
----
a)
----
a]
----
a}
----
(a]
----
[a)
----
{a)
----
f(a))
----
f(a]
----
x = [1, 2
y = 3
----
x = (1,
    "a
    )
----
a b
----
a 1
----
1 2
----
a "b"
----
"a" b
----
a = 
----
a +
----
+ 
----
a + * b
----
a ++ b
----
a++
----
a--
----
--a
----
a && b
----
a || b
----
a ! b
----
a != b
----
a = = b
----
a == = b
----
a === b
----
a => b
----
a =< b
----
a ? b : c
----
a.
----
.a
----
a..b
----
a,,b
----
a,
----
(,)
----
[,]
----
{,}
----
[a,,b]
----
f(,)
----
f(a,,b)
----
{a:}
----
{:b}
----
{a: b,, c: d}
----
if a = b: pass
----
while a = b: pass
----
if (a = b): pass
----
f(a = b); f(a == b)
----
(a = b)
----
[a = b]
----
{a = b}
----
if a
    b
----
if a then: b
----
for a in b
    c
----
for a b: c
----
for a in: b
----
for in b: c
----
while: a
----
def f: pass
----
def (): pass
----
def f() pass
----
def f()
    pass
----
class: pass
----
class A
    pass
----
class A(): pass
----
class A(,): pass
----
def f(x) -> : pass
----
import
----
from a import
----
from import a
----
import a b
----
import a from b
----
from a import b c
----
import a.
----
from a. import b
----
a as b
----
with a as: pass
----
with: pass
----
try a: b
----
lambda
----
lambda x
----
lambda: 
----
not
----
a not b
----
a is
----
a in
----
a not in
----
in a
----
a if b
----
a if b else
----
if a else b
----
a if b: c
----
else
----
return return
----
pass pass
----
pass a
----
break a
----
assert
----
global
----
global a.b
----
global (a)
----
global a = 1
----
nonlocal
----
@a
x = 1
----
@a
----
@a b
def f(): pass
----
@
def f(): pass
----
async a
----
async def
----
async lambda: 0
----
async if a: b
----
await
----
yield = 1
----
a$b
----
$a
----
` +
  "`a`" +
  String.raw`
----
“a”
----
‘a’
----
a – b
----
é = 1; ñ_1 = 2; 变量 = 3; ª = 4; ﬁ = 5
----
a² = 1
----
x = 1 # “comment” – é
----
x = "“a” 😀"; y = '😀'; z = x + y
----
😀 = 1
----
a · b
----
a = 1\
 + 2
----
a = 1 \ 
 + 2
----
a = 1 \
----
\
a = 1
----
if a and \
   b: c
----
a \ b
----
a = 1 # comment \
b = 2
----
# only a comment
----

----
    # indented comment
a = 1
----
a = 1
    # indented comment
b = 2
----
"""Doc."""
----
x = """
  a
 b
""" + '''
c'''
----
<<<<<<< HEAD
a = 1
=======
a = 2
>>>>>>> branch
----
<a>
----
a: int = 1,
----
x = a if b else c, d
----
x = lambda: (yield)
----
def f():
    return
    yield
----
def f(): pass; pass
----
class A: x = 1; y = 2
----
class A:
    pass
x = 1
----
def f():
    """Doc."""
    def g():
        return 1
    return g
----
if a:
    if b:
        c
    elif d:
        e
    else:
        f
elif g:
    h
----
for i in range(10):
    for j in range(10):
        if i: continue
        else: break
    else:
        pass
----
while True:
    try:
        pass
    except E:
        continue
    finally:
        break
----
async def f():
    async for x in y:
        async with z as w:
            yield w
----
async def f():
    await asyncio.gather(*[g(x) for x in y])
    return [await x for x in y], {await a: await b}
----
x = [i for i in range(5) if i if not i]; y = {i: j for i, j in z}; z = {(a, b) for a, (b, *c) in d}
----
x = a[b][c].d(e)(f).g[h:i, j]
----
x = (a
     .b()
     .c(d)
     [0])
----
a = b = c = d, e = f
----
print(*a, sep="")
----
print(a, file=b, *c, **d)
----
x = not a in b
----
x = a if not b else not c
----
x = a, b if c else d
----
x = lambda a, b=1: a if b else c
----
x = [lambda: i for i in j]
----
x = {**a, "b": 1, **c}
----
x = f(**a)(*b)
----
x = (yield_ for yield_ in a)
----
x = a < b > c
----
x = -1 ** 2; y = (-1) ** 2; z = 2 ** -1; w = -a.b; v = -a[0] ** b
----
x = a @ b
----
x = *a, *b
----
x, *y = *a, b
----
x = (a, b) + (c,)
----
x = "a" if b else "c" "d"
----
x = a or b if c and d else e
----
x = not a == b
----
x = a and not b or c
----
x = (a for b in c for d in e)
----
x = ((a, b), [c, {d}])
----
x = a[...]; x = a[..., 0]; x = a[None, :]; x = a[:, None]; x = a[-1:]; x = a[::-1]
----
def f(a, b): return a + b
x = f(1, 2)
f(1, b=2)
----
def f(
    a,
    b=1,
    *args,
    c,
    **kw,
): pass
----
class A(
    B,
    metaclass=C,
):
    def __init__(self, x): self.x = x
    @property
    def y(self): return self.x
    @y.setter
    def y(self, v): self.x = v
    @staticmethod
    def z(): ...
----
if (a and
    b):
    c
----
if a: pass
elif b: pass
elif c: pass
else: pass
----
with open(a) as f: b = f.read()
----
assert isinstance(a, B), f"{a!r}"
----
del a[0], b.c, d
----
raise ValueError(f"{a}") from e
----
import numpy as np, pandas as pd
from sklearn.model_selection import (
    train_test_split,  # comment
    KFold as K,
)
----
x = 1;
----
x = 1; # comment
----
for x in y: z;
----
if a:
    b;
----
def f():
    x;
----
try:
    a;
except B:
    c;
----
class A:
    x = 1;
----
with a:
    b;  # comment
----
match x:
    case 1:
        a;
----
(w := a if b else c); f(w := a if b else c); [w := a if b else c]; (w := a if b else c if d else e)
----
if w := a if b else c: pass
----
x = w := a if b else c
----
a, *b + c; *a.b, c; x = *b[0], d; [*f(a)[0].c + 1]; (*f(a), b); f(*g(a).b or c); a, *b | c; {*a.b}; {*a.b.c(d), e}; x[*a.b]; print(*a.b, *c(d), sep="")
----
def f(): return *g(x), y
----
for x in *a.b, *c(d): pass
----
[*(a).b, c]; *(a, b)[0], c; [*(a)]; [* a . b]
----
*a.b
----
x = *f(a)
----
[*df.columns, "x"] + [*a, *b.c]; {**a.b, **c(d)}; f(**a.b)
----
[*a < b]
----
[*a if b else c]
----
[*a or b]
----
type(x)
[a, b] = 1, 2
----
x =
1
----
x: int =
1
----
from a import
b
----
x = a +
b
----
f
(x)
----
del
x
----
if a
: b
----
if a:
    x = (a +
b) ** f(a=
c)
    if b:
        y = [a, # why
b +
  """d
e""",

f'{g}'
]
    z = {a:
b}
----
import a,
b
----
x =
  1
----
a.
  b
----
this is text:
  more
----
x
`;

/** The cells of the list. */
export const snippets: readonly string[] = text.trim().split("\n----\n");

/** Cells whose text cannot stand in a list by lines. */
export const oddSnippets: readonly string[] = [
  "",
  "\n",
  "\n\n  \n",
  "   ",
  "# a",
  "x = 1\r\ny = 2\r\nif x:\r\n    z\r\n",
  "x = 1\ry = 2",
  "if a:\r    b\r",
  "x = 'a\\\r\nb'",
  "\ufeffx = 1",
  "x\u00a0= 1",
  "x = 1\u200b",
  "x\f= 1",
  "\fx = 1",
  "if a:\n\fb",
  "if a:\n    b\n\f    c",
  "x = 1\0",
  "x = 1 \n\t\n",
  "if a:\n    b\n\tc",
  "if a:\n\tb\n        c",
  "if a:\n  \tb\n\tc",
  "x = '''a\r\nb'''",
  "x = (1,\r\n 2)",
  "x = 1\n\\\n",
  "x = 1\n\\",
  "if a:\n    b\n\\\nc",
  "\u{1d4b3} = 1",
  "x = '\u2028'",
  "x = 1\u2028y = 2",
  "x = 1\x0by = 2",
  "'a' \\\n 'b'",
  "x = 1 if a else\\\n 2",
  "def f():\n    '''a\n    b'''\n    return 1",
  "if a:\n    b\n # c\nd",
  "if a:\n    b\n\n\n  # c\n\n    d",
];

/** What Python 3.11 refuses, and newer Python takes: must be accepted. */
export const newer: readonly string[] = [
  "type X = int",
  "type X[T] = list[T]",
  "type X[T: int, *Ts, **P] = T",
  "def f[T](x: T) -> T: return x",
  "class A[T: (int, str)](B): pass",
  "def f[T = int](): pass",
  "f'{a['b']}'",
  "f'{'a'}'",
  'f"{f"{1}"}"',
  "f'{a}\\n{\"\\n\".join(b)}'",
  "f'{x # comment\n}'",
  "f'{\na}'",
  "t'{a}'",
  "t'a{b!r:>{c}}'",
  "rt'{a}'",
  "try: a\nexcept A, B: c",
  "try: a\nexcept* A, B: c",
  "f'{a!r}{b[\"c\"]}'",
  "async def f[T](x: T): pass",
  "f'{*a, b}'",
  "class A[*Ts]: pass",
  "class A[**P]: pass",
  "type X = (yield_)",
  "type = 1\ntype X = type",
  "with (a as b, c as d): pass",
  "type A[*Ts = *tuple[int, ...]] = int",
  "type A[**P = [int, str]] = P",
  "class A[T: (int, str) = int](B[T], metaclass=M): x: T",
  "class A[T, U: str = str]:\n  def f[**P = ...](self): pass",
  "class A[T]: pass",
  'f"{a!r }"',
  't"{a:=^40}"',
  'f"{a:{b:{c:{d}}}}"',
  "try: a\nexcept A, B, C: c",
  "lazy import a",
  "lazy import a.b as c, d",
  "lazy from a import b, c as d",
  "lazy  from .a import (b,\n c)",
  "x = 1\nlazy import a # lazy\nlazy from . import b\nif x:\n    lazy\timport c\nlazy = 1\nlazy",
  "with a:\n lazy from b import c",
  "[*a for a in b]",
  "{*a for a in b}",
  "(*a for a in b)",
  "f(*a for a in b)",
  "[*a, b]\n[*a.b for a in c if a]",
  "{**a for a in b}",
  "x = { **a.b() for a in b if a}",
  "f({**c, 'd': {**a for a in b}})",
];

/** What Python takes and the parser's grammar does not know: must be accepted. */
export const unread: readonly string[] = [
  "x = *[1, 2], 3",
  "x = *'ab',",
  "def f(): return *[i for i in a], b",
  "for x in *'ab', 1: pass",
  "x = a[*[1], 2]",
  "x = [1], *[2\n]",
  "x += *(1,), 2",
  "def f(): yield *{1}, 2",
];
