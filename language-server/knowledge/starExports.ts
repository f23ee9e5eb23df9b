// What `from module import *` brings, for modules of the standard library that notebooks import so.
// Facts: `__all__`, or where there is none the public names, of CPython 3.8 to 3.13; a test compares the table with the interpreter that is there.

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ""));

/** The names by module. */
export const starExports: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    "cmath",
    words(`
    acos acosh asin asinh atan atanh cos cosh e exp inf infj isclose isfinite isinf isnan log log10 nan nanj phase pi
    polar rect sin sinh sqrt tan tanh tau
  `),
  ],
  [
    "collections",
    words(`
    ChainMap Counter OrderedDict UserDict UserList UserString defaultdict deque namedtuple
  `),
  ],
  [
    "copy",
    words(`
    Error copy deepcopy replace
  `),
  ],
  [
    "datetime",
    words(`
    MAXYEAR MINYEAR UTC date datetime time timedelta timezone tzinfo
  `),
  ],
  [
    "decimal",
    words(`
    BasicContext Clamped Context ConversionSyntax Decimal DecimalException DecimalTuple DefaultContext DivisionByZero
    DivisionImpossible DivisionUndefined ExtendedContext FloatOperation HAVE_CONTEXTVAR HAVE_THREADS IEEEContext
    IEEE_CONTEXT_MAX_BITS Inexact InvalidContext InvalidOperation MAX_EMAX MAX_PREC MIN_EMIN MIN_ETINY Overflow
    ROUND_05UP ROUND_CEILING ROUND_DOWN ROUND_FLOOR ROUND_HALF_DOWN ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UP Rounded
    Subnormal Underflow getcontext localcontext setcontext
  `),
  ],
  [
    "fractions",
    words(`
    Fraction gcd
  `),
  ],
  [
    "functools",
    words(`
    Placeholder WRAPPER_ASSIGNMENTS WRAPPER_UPDATES cache cached_property cmp_to_key lru_cache partial partialmethod
    reduce singledispatch singledispatchmethod total_ordering update_wrapper wraps
  `),
  ],
  [
    "glob",
    words(`
    escape glob iglob translate
  `),
  ],
  [
    "itertools",
    words(`
    accumulate batched chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse
    groupby islice pairwise permutations product repeat starmap takewhile tee zip_longest
  `),
  ],
  [
    "json",
    words(`
    JSONDecodeError JSONDecoder JSONEncoder dump dumps load loads
  `),
  ],
  [
    "math",
    words(`
    acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 expm1
    fabs factorial floor fma fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma
    log log10 log1p log2 modf nan nextafter perm pi pow prod radians remainder sin sinh sqrt sumprod tan tanh tau
    trunc ulp
  `),
  ],
  [
    "operator",
    words(`
    abs add and_ attrgetter call concat contains countOf delitem eq floordiv ge getitem gt iadd iand iconcat ifloordiv
    ilshift imatmul imod imul index indexOf inv invert ior ipow irshift is_ is_none is_not is_not_none isub itemgetter
    itruediv ixor le length_hint lshift lt matmul methodcaller mod mul ne neg not_ or_ pos pow rshift setitem sub
    truediv truth xor
  `),
  ],
  [
    "pathlib",
    words(`
    Path PosixPath PurePath PurePosixPath PureWindowsPath UnsupportedOperation WindowsPath
  `),
  ],
  [
    "pprint",
    words(`
    PrettyPrinter isreadable isrecursive pformat pp pprint saferepr
  `),
  ],
  [
    "random",
    words(`
    Random SystemRandom betavariate binomialvariate choice choices expovariate gammavariate gauss getrandbits getstate
    lognormvariate normalvariate paretovariate randbytes randint random randrange sample seed setstate shuffle
    triangular uniform vonmisesvariate weibullvariate
  `),
  ],
  [
    "re",
    words(`
    A ASCII DOTALL I IGNORECASE L LOCALE M MULTILINE Match NOFLAG Pattern PatternError RegexFlag S U UNICODE VERBOSE X
    compile error escape findall finditer fullmatch match purge search split sub subn template
  `),
  ],
  [
    "statistics",
    words(`
    NormalDist StatisticsError correlation covariance fmean geometric_mean harmonic_mean kde kde_random
    linear_regression mean median median_grouped median_high median_low mode multimode pstdev pvariance quantiles
    stdev variance
  `),
  ],
  [
    "string",
    words(`
    Formatter Template ascii_letters ascii_lowercase ascii_uppercase capwords digits hexdigits octdigits printable
    punctuation whitespace
  `),
  ],
  [
    "time",
    words(`
    CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME CLOCK_TAI
    CLOCK_THREAD_CPUTIME_ID altzone asctime clock_getres clock_gettime clock_gettime_ns clock_settime clock_settime_ns
    ctime daylight get_clock_info gmtime localtime mktime monotonic monotonic_ns perf_counter perf_counter_ns
    process_time process_time_ns pthread_getcpuclockid sleep strftime strptime struct_time thread_time thread_time_ns
    time time_ns timezone tzname tzset
  `),
  ],
  [
    "typing",
    words(`
    AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable BinaryIO
    ByteString Callable ChainMap ClassVar Collection Concatenate Container ContextManager Coroutine Counter
    DefaultDict Deque Dict Final ForwardRef FrozenSet Generator Generic Hashable IO ItemsView Iterable Iterator
    KeysView List Literal LiteralString Mapping MappingView Match MutableMapping MutableSequence MutableSet NamedTuple
    Never NewType NoDefault NoReturn NotRequired Optional OrderedDict ParamSpec ParamSpecArgs ParamSpecKwargs Pattern
    Protocol ReadOnly Required Reversible Self Sequence Set Sized SupportsAbs SupportsBytes SupportsComplex
    SupportsFloat SupportsIndex SupportsInt SupportsRound TYPE_CHECKING Text TextIO Tuple Type TypeAlias TypeAliasType
    TypeGuard TypeIs TypeVar TypeVarTuple TypedDict Union Unpack ValuesView assert_never assert_type cast
    clear_overloads dataclass_transform evaluate_forward final get_args get_origin get_overloads get_protocol_members
    get_type_hints is_protocol is_typeddict no_type_check no_type_check_decorator overload override reveal_type
    runtime_checkable
  `),
  ],
]);

/** Built-ins that `from module import *` hides in some release of a module. Sources: `__all__` of NumPy 1.20 to 2.3, PyTorch and JAX, the functions of PySpark 3.0 to 4.0, the standard library. */
export const hiddenBuiltins: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...["numpy", "pylab", "matplotlib.pylab", "jax.numpy", "cupy", "autograd.numpy"].map(
    (name) => [name, words("abs all any bool divmod max min pow round sum")] as const,
  ),
  ["torch", words("abs all any bool float int max min pow range round sum")],
  ["pyspark.sql.functions", words("abs ascii bin filter hash hex len max min pow round slice sum")],
  ...["io", "os", "codecs"].map((name) => [name, words("open")] as const),
]);
