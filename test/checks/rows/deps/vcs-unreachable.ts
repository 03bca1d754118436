import {built, type Case, within} from '../../case.js'

const ID = 'deps/vcs-unreachable'

const app = (requirement: string, more: Record<string, string> = {}) => ({
  '.python-version': '3.13\n',
  'requirements.txt': `six==1.17.0\n${requirement}\n`,
  ...more,
})

const SSH = 'git+ssh://git@github.com/example/private.git@v1.0#egg=private'
const LOCK = `version = 1
revision = 3
requires-python = ">=3.13"

[[package]]
name = "private"
version = "1.0"
source = { git = "ssh://git@github.com/example/private.git?tag=v1.0#0123456789012345678901234567890123456789" }

[[package]]
name = "shop"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "private" }]
`

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('a package over SSH', app(SSH), [`${ID} error`]),
    built('a package over SSH, by its name', app('private @ git+ssh://git@github.com/example/private.git@v1.0'), [`${ID} error`]),
    built(
      'a package over SSH, in a uv.lock',
      {
        '.python-version': '3.13\n',
        'pyproject.toml': '[project]\nname = "shop"\nversion = "0.1.0"\ndependencies = ["private"]\n',
        'uv.lock': LOCK,
      },
      [`${ID} error`],
    ),
    built('a package over SSH, and a hook that writes a key', app(SSH, {'bin/pre_compile': 'echo "$KEY" > ~/.ssh/id_rsa\n'}), []),
    built('a package over SSH, and a buildpack for a key', app(SSH), [`${ID} warning`], {
      app: {buildpacks: ['https://github.com/heroku/heroku-buildpack-ssh-key', 'heroku/python']},
    }),
    built('a package over HTTPS', app('git+https://github.com/example/lib.git@v1.0#egg=lib'), []),
    built(
      'a package over SSH for Windows only',
      app('private @ git+ssh://git@github.com/example/private.git ; sys_platform == "win32"'),
      [],
    ),
    built('a package over git://', app('-e git+git://github.com/example/lib.git@master#egg=lib'), [`${ID} error`]),
    built('a package over git:// from another host', app('git+git://git.example.org/lib.git@v1#egg=lib'), []),
    built('a package from Mercurial', app('hg+https://hg.example.org/lib@1.0#egg=lib'), [`${ID} error`], {
      app: {stack: 'heroku-24'},
    }),
    built('a package from Mercurial, on heroku-22', app('hg+https://hg.example.org/lib@1.0#egg=lib'), [], {
      app: {stack: 'heroku-22'},
    }),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a package over HTTPS'}
