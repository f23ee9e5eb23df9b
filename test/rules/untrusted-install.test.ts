import rule from "../../language-server/rules/untrusted-install";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "encrypted addresses",
      cells: [
        "%pip install -i https://pypi.example.com/simple a==1.0\n!pip install git+https://example.com/a.git@v1 https://example.com/a-1.0-py3-none-any.whl\n%pip install git+ssh://git@example.com/a.git",
      ],
    },
    {
      name: "an index on the same machine",
      cells: ["%pip install -i http://localhost:3141/root/dev a\n%pip install -i http://127.0.0.1:3141/ a"],
    },
    { name: "uv with a second index", cells: ["!uv pip install --extra-index-url https://pypi.example.com/simple a"] },
    {
      name: "hashes, and versions of one index only",
      cells: [
        "%pip install --require-hashes --extra-index-url https://pypi.example.com/simple -r r.txt\n%pip install torch==2.4.0+cu121 --extra-index-url https://pypi.example.com/cu121",
      ],
    },
    { name: "other commands", cells: ["!curl http://example.com/a.csv\n!pip list --trusted-host example.com"] },
  ],
  invalid: [
    {
      name: "an unencrypted index",
      cells: ["%pip install -i «http://pypi.example.com/simple» a==1.0"],
      messages: [/not encrypted/],
      severities: ["warning"],
      fixes: [{ title: "Change the address to https", safe: false, cells: ["%pip install -i https://pypi.example.com/simple a==1.0"] }],
    },
    {
      name: "unencrypted wheels and repositories",
      cells: ["!pip install «http://example.com/a-1.0-py3-none-any.whl» «git+http://example.com/b.git» «git+git://example.com/c.git»"],
      noFix: /git:/,
    },
    { name: "links and requirements", cells: ["%pip install -f «http://example.com/wheels» -r «http://example.com/r.txt»"] },
    {
      name: "a trusted host",
      cells: ["%pip install «--trusted-host packages.example.com» a==1.0"],
      messages: [/certificate check for packages\.example\.com/],
    },
    {
      name: "a second index",
      cells: ["!pip install a «--extra-index-url https://pypi.example.com/simple»"],
      messages: [/highest version from all indexes/],
    },
    {
      name: "a second index for uv that asks for it",
      cells: ["!uv pip install --index-strategy unsafe-best-match «--extra-index-url https://pypi.example.com/simple» a"],
    },
    { name: "in a shell cell", cells: ["%%bash\nset -e\npip3 install «--trusted-host=pypi.example.com» a"] },
  ],
});
