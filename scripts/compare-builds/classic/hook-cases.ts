import {chmodSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import type {Case, CaseBuild} from '../cases.js'
import {type Files, one, type Tree, uvProject, V, type Writer} from '../case-writer.js'

/** What uv writes for a project without dependencies: such builds install no package. */
export const EMPTY_UV_LOCK =
  'version = 1\nrevision = 3\nrequires-python = ">=3.13"\n\n[[package]]\nname = "the-app"\nversion = "0.1.0"\nsource = { virtual = "." }\n'
const BASH = '#!/usr/bin/env bash\n'

/** Hooks, by what of bash and of the build they use. */
export function hookCases({app}: Writer): Case[] {
  const bare = (files: Files, then?: Tree) =>
    app({...V, 'pyproject.toml': uvProject(''), 'uv.lock': EMPTY_UV_LOCK, ...files}, then)
  const hooks = (which: 'post' | 'pre', scripts: Readonly<Record<string, string>>): CaseBuild[] => [
    {about: 'no cache', tree: bare({})},
    ...Object.entries(scripts).map(([about, text]) => ({about, tree: bare({[`bin/${which}_compile`]: text})})),
  ]
  return [
    one('hooks-of-bash', ...hooks('post', OF_BASH)),
    one('hooks-that-fail', ...hooks('post', THAT_FAIL)),
    one('hooks-interpreters', ...hooks('post', INTERPRETERS)),
    one('hooks-files', ...hooks('post', FILES)),
    one('hooks-before', ...hooks('pre', BEFORE)),
    {...one('hooks-ci', ...hooks('post', {...FILES, ...OF_CI})), ci: true},
    {...one('hooks-variables', ...hooks('post', VARIABLES)), env: CONFIG},
    one('hooks-odd-files', ...ODD_FILES.map((then) => bare({}, then))),
    one(
      'profile-scripts',
      bare({
        '.profile.d/a b.sh': 'export A=1\n',
        '.profile.d/python.sh': 'exit 3\n',
        '.profile.d/sub/x.sh': '',
        '.profile.d/zz': '',
      }),
    ),
  ]
}

const OF_BASH = {
  arrays: `${BASH}set -euo pipefail; declare -A m=([a]=1 [b]=2); x=(one "two three"); printf '%s\\n' "\${x[@]}" "\${!m[@]}" | sort; echo "\${x[-1]^^}"\n`,
  coproc: `${BASH}coproc c { cat; }; echo to >&"\${c[1]}"; read -r line <&"\${c[0]}"; echo "$line"\n`,
  'here-documents': `${BASH}cat <<-'END'\n\tindented $HOME\n\tEND\ncat <<< "a string"; diff <(printf 1) <(printf 1) && echo equal\n`,
  'traps and functions': `${BASH}trap 'echo on exit $?' EXIT; trap 'echo on error' ERR; f() { local -n r=$1; r=5; }; f v; echo $v; false; echo after\n`,
  'trace, of all': `${BASH}set -x; a=1; [[ $a == 1 ]] && (( a += 2 )); for i in 1 2; do :; done; exec 2>&1; echo $(( a * 2 ))\n`,
  'where it is': `${BASH}echo "$0" "$#" "\${BASH_SOURCE[0]}" "$(basename "$PWD" | cut -c1-6)" "$-" "$LANG"; caller; shopt -q inherit_errexit; echo $?; set -o | grep -c on\n`,
  'output by its name': `${BASH}set -e; echo a > /dev/stderr; echo b | tee /dev/stderr; echo c > /dev/stdout; echo d >> /proc/self/fd/2\n`,
  'standard input': `${BASH}read -r -t 1 line; echo "$? [$line]"; test -t 0; echo $?; test -t 1; echo $?; test -p /dev/stdout && echo pipe\n`,
  limits: `${BASH}umask; ulimit -c; nice; trap -p; echo "\${PIPESTATUS[*]}"; jobs; kill -l 15\n`,
  sourced: `${BASH}printf 'greet() { echo "from the library: $1"; }\\n' > lib.sh; source ./lib.sh; greet "\${BASH_SOURCE[0]}"; . /dev/stdin <<< 'echo from stdin'\n`,
  bytes: `${BASH}printf '\\x00\\x01\\x1b[2J\\x07\\x7f\\n'; printf '\\xf0\\x9f\\n'; printf 'a\\tb\\vc\\fd\\n'; printf '\\u00e9\\n'; echo -e '\\r\\n\\r'; printf '%s' '-----> Not a step'\n`,
  'like the buildpack': `${BASH}echo '-----> Installing nothing'; echo ' !     Error: none'; echo '       - The stack has changed'; echo '       indented'\n`,
  'both streams': `${BASH}for i in 1 2 3; do echo out $i; echo err $i >&2; done\n`,
  'without output': `${BASH}exec > /dev/null 2>&1; echo nothing; exit 0\n`,
  subshells: `${BASH}( exit 4 ) || echo "status $?"; x=$(false; echo still); echo "$x"; { echo a; echo b >&2; } 2>&1 | tac; wait; echo "\${#FUNCNAME[@]}" "$BASH_SUBSHELL"\n`,
  'warnings of bash': `${BASH}x=$(printf 'a\\0b'); echo "$x"; cd /nowhere; nothing-of-this-name; [ 1 = ; echo \${y:?is not set}\n`,
}

const THAT_FAIL = {
  'unset variable': `${BASH}set -u; echo "$NOWHERE_SET"\n`,
  'syntax error': `${BASH}echo before; if then\n`,
  '126': `${BASH}touch x; ./x\n`,
  '127': `${BASH}exec no-such-program\n`,
  '255': `${BASH}exit -1\n`,
  terminated: `${BASH}echo before; kill -TERM $$\n`,
  aborted: `${BASH}kill -ABRT $$\n`,
  'broken pipe': `${BASH}set -o pipefail; yes | head -1; exit 3\n`,
  'own trap': `${BASH}trap 'exit 0' TERM; kill $$; sleep 1; exit 9\n`,
  'long line': `${BASH}head -c 70000 /dev/zero | tr '\\0' y; exit 2\n`,
}

const INTERPRETERS = {
  'python of the app':
    '#!/usr/bin/env python\nimport os, sys\nprint(sys.version_info[:2], sys.argv, sys.flags.isolated, os.getcwd() == os.environ["BUILD_DIR"])\nprint(sys.stdout.encoding, sys.stdout.line_buffering, sys.getfilesystemencoding())\nsys.stderr.write("no line break")\n',
  'python with options': '#!/app/.heroku/python/bin/python -E\nimport sys\nprint(sys.flags.ignore_environment, sys.executable)\n',
  'env with options': '#!/usr/bin/env -S python -u -c "print(1)"\n',
  perl: '#!/usr/bin/perl -w\nprint "perl $0\\n";\n',
  sh: '#!/bin/sh -e\necho "$0 $-"; false; echo not here\n',
  'blank line first': '\n#!/usr/bin/env bash\necho "${BASH_VERSION:+bash} $0"\n',
  'byte order mark': '\uFEFF#!/usr/bin/env bash\necho hi\n',
  awk: '#!/usr/bin/awk -f\nBEGIN { print "awk" }\n',
  raises: '#!/usr/bin/env python3\nraise ValueError("from the hook")\n',
}

const FILES = {
  'of the cache': `${BASH}mkdir -p "$CACHE_DIR/own"; date +x >> "$CACHE_DIR/own/count"; wc -l < "$CACHE_DIR/own/count"; ls -A "$CACHE_DIR" "$CACHE_DIR/.heroku"\n`,
  'of the variables': `${BASH}ls -A "$ENV_DIR" | cat; touch "$ENV_DIR/MINE"; ls "$ENV_DIR" | wc -l\n`,
  'of the home': `${BASH}ls -A .heroku .heroku/python .heroku/python/bin | grep -v -E 'uv|python' ; ls -ld .heroku/python | cut -c1; readlink -f /app/.heroku/python | sed "s#$BUILD_DIR#BUILD#"\n`,
  links: `${BASH}ln -s "$BUILD_DIR/pyproject.toml" absolute; ln -s pyproject.toml relative; ln pyproject.toml hard; mkdir -p deep/er; ln -s ../.. deep/er/up; touch 'a\\b' $'new\\nline'\n`,
  'of the profile': `${BASH}ls .profile.d; echo 'export LATER=1' > .profile.d/00.sh; rm -f .profile.d/python.gunicorn.sh; chmod 600 .profile.d/python.sh\n`,
  'removes much': `${BASH}rm -rf uv.lock pyproject.toml .python-version bin; echo web: x > Procfile\n`,
  modes: `${BASH}umask 077; echo a > private; mkdir closed; chmod 500 closed; install -m 4755 /bin/true setuid; touch -d '2001-01-01' old\n`,
  'packages of its own': `${BASH}mkdir -p .heroku/python/lib/python3.13/site-packages/own; echo X=1 > .heroku/python/lib/python3.13/site-packages/own/__init__.py; python -c 'import own; print(own.X)'\n`,
  'the next build': `${BASH}python -c 'import own; print(own.__file__)'; ls | cat\n`,
}

const OF_CI = {
  home: `${BASH}echo ~; ls -A ~ | cat; env | grep -E '^(CI|INSTALL_TEST|DISABLE_COLLECTSTATIC|LC_ALL|LANG)=' | sort; locale 2>/dev/null | sort\n`,
  'writes to /app': `${BASH}mkdir -p /app/made; echo x > /app/made/file; ls -A /app | cat\n`,
}

const BEFORE = {
  'requirements instead': `${BASH}rm uv.lock; echo idna==3.6 > requirements.txt\n`,
  'a virtual environment': `${BASH}mkdir -p venv/bin; touch venv/pyvenv.cfg\n`,
  'manage.py': `${BASH}mkdir django; touch django/__init__.py; echo 'import sys; print(sys.argv)' > manage.py\n`,
  'a runtime file': `${BASH}rm .python-version; echo python-3.13 > runtime.txt\n`,
  'own export': `${BASH}export LEFT=1; echo 'export MORE=1' > "$BUILDPACK_DIR/export"; echo $?; mkdir -p .profile.d; echo 'export A=1' > .profile.d/python.sh\n`,
}

const CONFIG = {
  BASH_ENV: '/nowhere',
  CDPATH: '/nowhere',
  GREETING: 'hello  $HOME `x` "q" \\n',
  IFS: ',',
  LC_ALL: 'C',
  PS4: '# ',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONWARNINGS: 'error',
  TZ: 'Asia/Tokyo',
  UV_OFFLINE: '1',
  XDG_CACHE_HOME: '/app/.own-cache',
}

const VARIABLES = {
  shown: `${BASH}env | grep -E '^(BASH_ENV|CDPATH|GREETING|IFS|LC_ALL|PS4|PYTHON|TZ|UV_|XDG)' | sort; echo "$GREETING"; set -x; : a; set +x; date -d @0 +%H\n`,
  python:
    '#!/usr/bin/env python\nimport os, sys, warnings\nprint(sorted(k for k in os.environ if k.isupper() and k.startswith(("P", "U", "X")) and k != "PIP_CONFIG_FILE"))\nwarnings.warn("w")\n',
  uv: `${BASH}uv cache dir | sed "s#$HOME#HOME#"; uv pip list; uv pip install six==1.16.0; echo $?\n`,
}

const script = (folder: string, name: string, text: string, mode: number) => {
  mkdirSync(path.join(folder, 'bin'), {recursive: true})
  writeFileSync(path.join(folder, name), text)
  chmodSync(path.join(folder, name), mode)
}

const ODD_FILES: Tree[] = [
  () => {},
  (folder) => {
    script(folder, 'bin/real', `${BASH}echo "$0"; ls -l bin/post_compile | cut -c1-10\n`, 0o644)
    symlinkSync('real', path.join(folder, 'bin/post_compile'))
  },
  (folder) => script(folder, 'bin/post_compile', `${BASH}ls -l bin/post_compile | cut -c1-10\n`, 0o644),
  (folder) => script(folder, 'bin/post_compile', '', 0o755),
  (folder) => script(folder, 'bin/post_compile', 'echo no first line, no line break', 0o755),
  (folder) => script(folder, 'bin/post_compile', '#!/bin/sh\r\necho hi\r\n', 0o755),
  (folder) => script(folder, 'bin/pre_compile', `#!${'/x'.repeat(200)}\n`, 0o755),
  (folder) =>
    script(folder, 'bin/pre_compile', `${BASH}rm bin/pre_compile; echo '#!/bin/sh\necho made' > bin/post_compile\n`, 0o755),
]
