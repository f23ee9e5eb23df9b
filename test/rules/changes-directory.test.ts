import rule from "../../language-server/rules/changes-directory";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "cd for one command", cells: ["!cd src && make"] },
    { name: "a function of one's own", cells: ["def chdir(x):\n    pass\nchdir('a')"] },
    { name: "another magic by its function", cells: ["get_ipython().run_line_magic('matplotlib', 'inline')"] },
    { name: "%%bash", cells: ["%%bash\ncd src\nmake"] },
  ],
  invalid: [
    { name: "os.chdir through an alias", cells: ["import os as o\n«o.chdir('..')»"], messages: [/os\.chdir changes what every later relative path means/] },
    { name: "%cd", cells: ["«%cd ../data»"], messages: [/%cd changes/] },
    { name: "%cd by its function", cells: ["«get_ipython().run_line_magic('cd', '../data')»", "«get_ipython().magic('cd ../data')»"], messages: [/^This runs %cd/] },
    { name: "!cd, which does nothing", cells: ["«!cd ../data»"], messages: [/shell of its own and changes nothing/] },
    { name: "there and back in one cell", cells: ["«%cd build»\n!make\n%cd -"], severities: ["info"] },
    { name: "from os import chdir", cells: ["from os import chdir\n«chdir('x')»"] },
  ],
});
