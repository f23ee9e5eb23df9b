// Which modules belong to Python's standard library, by version (3.8 to 3.15).
// Facts: sys.stdlib_module_names of CPython 3.10 to 3.13, the Lib folders of 3.8 and 3.9, and "What's new"
// of the 3.14 and 3.15 documentation. A test compares the table with the interpreters that are there.

export interface PythonVersion {
  readonly major: number;
  readonly minor: number;
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== "");

/** Minor versions that the table distinguishes; others are read as the nearest of these. */
const oldest = 8;
const newest = 15;

/** Public modules of every version. */
const always: ReadonlySet<string> = new Set(
  words(`
  abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd
  code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg csv
  ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler
  fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob grp gzip hashlib
  heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging
  lzma mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode
  operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile
  pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter
  runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile
  sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny
  tarfile tempfile termios textwrap this threading time timeit tkinter token tokenize trace traceback tracemalloc tty
  turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg winsound
  wsgiref xml xmlrpc zipapp zipfile zipimport zlib
`),
);

/** Modules that came or went: minor versions, both inclusive. */
const sometimes: readonly { readonly from: number; readonly to: number; readonly names: readonly string[] }[] = [
  { from: oldest, to: 8, names: words(`dummy_threading`) },
  { from: oldest, to: 9, names: words(`formatter parser symbol`) },
  { from: oldest, to: 10, names: words(`binhex`) },
  { from: oldest, to: 11, names: words(`asynchat asyncore distutils imp smtpd`) },
  {
    from: oldest,
    to: 12,
    names: words(
      `aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes sndhdr spwd sunau telnetlib uu xdrlib`,
    ),
  },
  { from: 9, to: newest, names: words(`graphlib zoneinfo`) },
  { from: 11, to: newest, names: words(`tomllib`) },
  { from: 14, to: newest, names: words(`annotationlib compression`) },
  { from: 15, to: newest, names: words(`profiling`) },
];
const ranges: ReadonlyMap<string, { readonly from: number; readonly to: number }> = new Map(
  sometimes.flatMap((row) => row.names.map((name) => [name, row] as const)),
);

/** Private modules, of any of the versions: nothing else may be called so. */
const private_: ReadonlySet<string> = new Set(
  words(`
  __future__ _abc _aix_support _android_support _ast _asyncio _bisect _blake2 _bootlocale _bootsubprocess _bz2 _codecs
  _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize
  _compat_pickle _compression _contextvars _crypt _csv _ctypes _curses _curses_panel _datetime _dbm _decimal
  _dummy_thread _elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp
  _interpchannels _interpqueues _interpreters _io _ios_support _json _locale _lsprof _lzma _markupbase _md5 _msi
  _multibytecodec _multiprocessing _opcode _opcode_metadata _operator _osx_support _overlapped _peg_parser _pickle
  _posixshmem _posixsubprocess _py_abc _pydatetime _pydecimal _pyio _pylong _pyrepl _queue _random _scproxy _sha1 _sha2
  _sha256 _sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct
  _suggestions _symtable _sysconfig _thread _threading_local _tkinter _tokenize _tracemalloc _typing _uuid _warnings
  _weakref _weakrefset _winapi _wmi _xxsubinterpreters _zoneinfo _zstd
`),
);

/** Modules of Python 2 that no later version has. */
const python2: ReadonlySet<string> = new Set(
  words(`
  BaseHTTPServer Bastion CGIHTTPServer ConfigParser Cookie DocXMLRPCServer HTMLParser MimeWriter Queue SimpleHTTPServer
  SimpleXMLRPCServer SocketServer StringIO UserDict UserList UserString __builtin__ anydbm audiodev bsddb cPickle
  cStringIO commands compiler cookielib copy_reg dbhash dircache dumbdbm exceptions fpformat future_builtins hotshot
  htmlentitydefs htmllib httplib ihooks imputil linuxaudiodev macpath markupbase md5 mhlib mimetools mimify multifile
  mutex popen2 posixfile rexec rfc822 robotparser sets sgmllib sha sre statvfs strop sunaudio thread toaiff urllib2
  urlparse whichdb xmllib xmlrpclib Tkinter tkMessageBox tkFileDialog
`),
);

/** True where the version's standard library has the top-level module. */
export function isStandardLibrary(module: string, { major, minor }: PythonVersion): boolean {
  if (always.has(module) || private_.has(module)) return true;
  if (major < 3) return python2.has(module);
  const range = ranges.get(module);
  const at = Math.min(Math.max(minor, oldest), newest);
  return range !== undefined && range.from <= at && at <= range.to;
}

/** True where any version, Python 2 included, has it: a removed module is not a third party's. */
export const wasStandardLibrary = (module: string): boolean =>
  always.has(module) || private_.has(module) || ranges.has(module) || python2.has(module) || module === "__main__" || module === "test";
