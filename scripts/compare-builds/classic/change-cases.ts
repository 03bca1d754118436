import type {Case} from '../cases.js'
import {type Files, one, poetryProject, uvProject, V, type Writer} from '../case-writer.js'
import {EMPTY_UV_LOCK} from './hook-cases.js'

/** What becomes of a cache after a change, and where an app's Python version is written. */
export function changeCases({app, locks}: Writer): Case[] {
  const bare = (files: Files = {}) => app({...V, 'pyproject.toml': uvProject(''), 'uv.lock': EMPTY_UV_LOCK, ...files})
  const pip = (files: Files = {}) => app({...V, 'requirements.txt': 'six==1.16.0\n', ...files})
  const poetry = app({...V, 'pyproject.toml': poetryProject(locks, '"six==1.16.0"')}, locks.poetry)
  const pipenv = app(
    {...V, Pipfile: `[[source]]\nurl = "${locks.index}"\nverify_ssl = true\nname = "main"\n[packages]\nsix = "==1.16.0"\n`},
    locks.pipenv,
  )
  const unversioned = app({'requirements.txt': ''})
  const hook =
    '#!/usr/bin/env bash\nls -A "$CACHE_DIR/.heroku" | cat; cat "$CACHE_DIR/.heroku/python-version" "$CACHE_DIR/.heroku/python-stack" 2>&1\n'
  const changed = (text: string) => bare({'bin/post_compile': `#!/usr/bin/env bash\n${text}\n`})
  const beforehand = (text: string) => bare({'bin/pre_compile': `#!/usr/bin/env bash\n${text}\n`})
  return [
    one('managers', pip(), poetry, poetry, pipenv, bare(), pipenv, poetry, pip()),
    one(
      'stacks',
      {stack: 'heroku-22', tree: bare()},
      {stack: 'heroku-24', tree: bare({'bin/pre_compile': hook})},
      {stack: 'heroku-26', tree: bare()},
      {ci: true, stack: 'heroku-26', tree: bare()},
    ),
    one(
      'sticky',
      app({'.python-version': '3.12\n', 'requirements.txt': ''}),
      unversioned,
      app({'.python-version': '3.11\n', 'requirements.txt': 'idna==3.6\n'}),
      unversioned,
    ),
    one(
      'runtime-file',
      ...[
        'python-3.12',
        'python-3.12.1\n',
        ' python-3.11 \r\n',
        'python-3.10.13',
        '3.12',
        'python-3',
        'PYTHON-3.12',
        'python-3.13.0 # x',
        '',
      ].map((text) => app({'requirements.txt': '', 'runtime.txt': text})),
    ),
    one(
      'version-file',
      ...[
        '3.13 # a comment\n',
        '# one\n\n  3.12  \n',
        '3.12.1\n3.12.1\n',
        '3.13.x',
        'python-3.13',
        '3.13t\n',
        '3.13-dev\n',
        '\n',
        '3.14.0rc1\n',
        '3.10\n',
      ].map((text) => app({'.python-version': text, 'requirements.txt': ''})),
    ),
    one('both-version-files', app({'.python-version': '3.12\n', 'requirements.txt': '', 'runtime.txt': 'python-3.11\n'})),
    one(
      'cache-changed-by-hooks',
      bare(),
      changed('rm "$CACHE_DIR/.heroku/python-stack"'),
      beforehand('echo python-3.12.1 > "$CACHE_DIR/.heroku/python-version"'),
      beforehand('rm -rf "$CACHE_DIR/build-data"'),
      beforehand('rm -rf "$CACHE_DIR/.heroku"; touch "$CACHE_DIR/.heroku"'),
      bare(),
    ),
    one(
      'home-changed-by-hooks',
      pip(),
      pip({'bin/post_compile': '#!/usr/bin/env bash\npip uninstall -q -y six\n'}),
      pip({'bin/post_compile': '#!/usr/bin/env bash\npip install -q idna==3.6; rm .heroku/python/bin/pip\n'}),
      pip(),
      pip({'bin/post_compile': '#!/usr/bin/env bash\ntouch .heroku/python/include/sqlite3.h\n'}),
      pip(),
    ),
    one(
      'failure-between',
      pip(),
      pip({'bin/post_compile': '#!/usr/bin/env bash\npip install -q idna==3.6; echo x > "$CACHE_DIR/left"; exit 1\n'}),
      pip({'bin/post_compile': '#!/usr/bin/env bash\npip list --format=freeze; ls "$CACHE_DIR"\n'}),
    ),
  ]
}
