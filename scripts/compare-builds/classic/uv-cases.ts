import type {Case} from '../cases.js'
import {type Files, one, overwrite, twice, uvProject, V, type Writer} from '../case-writer.js'

const LOOKS = `#!/usr/bin/env bash
uv --version; uv pip list; uv sync --check; uv python find; python -c 'import sys; print(sys.prefix)'
cat .heroku/python/lib/python*/site-packages/*.pth 2>/dev/null; ls -A | cat
`
const BUILD = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
const GROUPS = '[dependency-groups]\ndev = ["idna==3.6"]\ntest = ["packaging"]\n'

/** What a uv project can ask for. */
export function uvCases({app, locks}: Writer): Case[] {
  // The lock depends on more than the project's own file.
  const uv = (project: string, files: Files = {}) => app({...V, 'pyproject.toml': project, ...files}, locks.uv)

  const six = '"six==1.16.0"'
  const code = {'src/the_app/__init__.py': 'def main():\n    print(__file__)\n'}
  const packaged = `[project.scripts]\nthe-app = "the_app:main"\n${BUILD}`
  return [
    ...[false, true].map((ci): Case => ({
      ...twice(
        `uv-groups${ci ? '-ci' : ''}`,
        uv(uvProject(six, `${GROUPS}[tool.uv]\ndefault-groups = ["dev", "test"]\n`), {'bin/post_compile': LOOKS}),
      ),
      ci,
    })),
    twice(
      'uv-workspace',
      uv(
        uvProject(
          `${six}, "member-a"`,
          '[tool.uv.workspace]\nmembers = ["packages/*"]\n[tool.uv.sources]\nmember-a = {workspace = true}\n',
        ),
        {
          ...member('member-a', '"member-b"', '[tool.uv.sources]\nmember-b = {workspace = true}\n'),
          ...member('member-b'),
          'bin/post_compile': `${LOOKS}python -c 'import member_a, member_b; print(member_a.__file__)'\n`,
        },
      ),
    ),
    twice('uv-package', uv(uvProject(six, packaged), {...code, 'bin/post_compile': `${LOOKS}the-app\n`})),
    one(
      'uv-path-editable',
      uv(uvProject('"member-a"', '[tool.uv.sources]\nmember-a = {path = "packages/member-a", editable = true}\n'), {
        ...member('member-a'),
        'bin/post_compile': LOOKS,
      }),
    ),
    one(
      'uv-path',
      uv(uvProject('"member-a"', '[tool.uv.sources]\nmember-a = {path = "packages/member-a"}\n'), member('member-a')),
    ),
    one(
      'uv-extras',
      uv(
        uvProject(
          '"requests[socks]==2.32.3", "pywin32==311; sys_platform == \'win32\'"',
          '[project.optional-dependencies]\nmore = ["idna==3.6"]\n',
        ),
      ),
    ),
    twice('uv-from-source', uv(uvProject('"markupsafe==3.0.2"', '[tool.uv]\nno-binary-package = ["markupsafe"]\n'))),
    one(
      'uv-no-isolation',
      uv(uvProject('"docopt==0.6.2", "setuptools==75.6.0", "wheel"', '[tool.uv]\nno-build-isolation-package = ["docopt"]\n')),
    ),
    one('uv-build-fails', uv(uvProject(six, packaged), {...code, 'setup.py': 'raise SystemExit("not today")\n'})),
    one(
      'uv-settings-file',
      uv(uvProject(six), {'bin/post_compile': LOOKS, 'uv.toml': 'compile-bytecode = true\nlink-mode = "copy"\n'}),
    ),
    one(
      'uv-too-old',
      overwrite(uv(uvProject(six)), app({'pyproject.toml': uvProject(six, '[tool.uv]\nrequired-version = ">=99"\n')})),
    ),
    one('uv-unlocked-group', overwrite(uv(uvProject(six)), app({'pyproject.toml': uvProject(six, GROUPS)}))),
    one(
      'uv-not-managed',
      uv(uvProject(six), {}),
      overwrite(uv(uvProject(six)), app({'pyproject.toml': uvProject(six, '[tool.uv]\nmanaged = false\n')})),
    ),
    one('uv-other-group-python', overwrite(uv(uvProject(six)), app({'.python-version': '3.12\n'}))),
    one('uv-script-lock', app({...V, 'a.py.lock': '', 'uv.lock': 'version = 1\n', 'pyproject.toml': ''})),
    {...one('uv-changes-ci', uv(uvProject(six, GROUPS)), uv(uvProject('"six==1.17.0"'))), ci: true},
    one('uv-variables', {
      env: {UV_COMPILE_BYTECODE: '1', UV_EXTRA_INDEX_URL: 'http://127.0.0.1:9', UV_NO_DEV: '0', UV_PROJECT: '/nowhere'},
      tree: uv(uvProject(six, GROUPS), {'bin/post_compile': LOOKS}),
    }),
  ]
}

function member(name: string, dependencies = '', more = ''): Files {
  return {
    [`packages/${name}/pyproject.toml`]: `[project]\nname = "${name}"\nversion = "1.0"\nrequires-python = ">=3.13"\ndependencies = [${dependencies}]\n${more}${BUILD}`,
    [`packages/${name}/src/${name.replace('-', '_')}/__init__.py`]: '',
  }
}
