import {built, type Case, FIR, within} from '../../case.js'
import {uvFiles} from '../../../support/uv-files.js'

const ID = 'deps/python-unsupported'

const app = (python: string, requirements: string, more: Record<string, string> = {}) => ({
  '.python-version': `${python}\n`,
  'requirements.txt': `${requirements}\n`,
  ...more,
})

const BOOT = {Procfile: 'web: gunicorn app:app\n', 'app.py': 'import tweepy\n'}

/** A lock with one package, of which it lists a wheel for one processor. */
const locked = (platform: string) => ({
  '.python-version': '3.13\n',
  ...uvFiles({
    lines: {
      'psycopg2-binary': `source = { registry = "https://index.example.com/simple" }
wheels = [{ url = "https://files.example/psycopg2_binary-2.9.5-cp313-cp313-${platform}.whl" }]
`,
    },
    main: {'psycopg2-binary': '2.9.5'},
    specifiers: {'psycopg2-binary': '==2.9.5'},
  }),
})

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('a psycopg2-binary that does not compile on Python 3.13', app('3.13', 'psycopg2-binary==2.9.5'), [`${ID} error`]),
    built('the first psycopg2-binary for Python 3.13', app('3.13', 'psycopg2-binary==2.9.10'), []),
    built('a psycopg2-binary without a wheel that compiles', app('3.12', 'psycopg2-binary==2.9.5'), []),
    built('an old psycopg2-binary for another Python', app('3.13', 'psycopg2-binary==2.9.5 ; python_version < "3.12"'), []),
    built('a wheel in the lock for the processor of a classic app', locked('manylinux_2_17_x86_64.manylinux2014_x86_64'), []),
    built('a wheel in the lock for another processor than Fir has', locked('manylinux_2_17_x86_64'), [`${ID} error`], {app: FIR}),
    built('a wheel in the lock for the processor of Fir', locked('manylinux_2_17_aarch64'), [], {app: FIR}),
    built('a wheel in the lock for another C library', locked('musllinux_1_2_x86_64'), [`${ID} error`]),
    built('a pydantic whose core is not for Python 3.14', app('3.14', 'pydantic==2.5.3'), [`${ID} error`]),
    built('a pydantic whose core is for Python 3.13', app('3.13', 'pydantic==2.8.0'), []),
    built('a pydantic of version 1, which has no core', app('3.12', 'pydantic==1.10.13'), []),
    built('a psycopg whose binary part is not for Python 3.13', app('3.13', 'psycopg[binary]==3.1.8'), [`${ID} error`]),
    built('a psycopg without a binary part', app('3.13', 'psycopg==3.1.8'), []),
    built('a TensorFlow from before Python 3.13', app('3.13', 'tensorflow==2.15.0'), [`${ID} error`]),
    built(
      'a TensorFlow that may come from another index',
      app('3.13', '--extra-index-url https://wheels.example/simple\ntensorflow==2.15.0'),
      [`${ID} warning`],
    ),
    built('a pandas that is compiled', app('3.14', 'pandas==2.3.0'), [`${ID} warning`]),
    built('a NumPy below an upper bound', app('3.13', 'numpy<1.25'), [`${ID} error`]),
    built('a NumPy of any version', app('3.13', 'numpy>=1.20'), []),
    built('a PyYAML whose source nothing builds any more', app('3.12', 'PyYAML==5.4.1'), [`${ID} error`]),
    built('an older PyYAML, whose source does', app('3.12', 'PyYAML==5.3.1'), []),
    built(
      'a Django whose import fails',
      app('3.13', 'Django==3.2.25', {'app.py': 'import django\n', Procfile: 'web: python app.py\n'}),
      [`${ID} error`],
    ),
    built(
      'a Django that needs what left the library, beside what brings it',
      app('3.13', 'Django==3.2.25\nlegacy-cgi==2.6.3'),
      [],
    ),
    built('a package that no code imports as the app starts', app('3.13', 'tweepy==4.14.0'), [`${ID} warning`]),
    built('a package that the app imports as it starts', app('3.13', 'tweepy==4.14.0\ngunicorn==23.0.0', BOOT), [`${ID} error`]),
    built(
      'a package that the app imports as it starts, on an older Python',
      app('3.12', 'tweepy==4.14.0\ngunicorn==23.0.0', BOOT),
      [],
    ),
    built('an app without a Python version, at the Python of its last build', {'requirements.txt': 'pydantic==2.5.3\n'}, [], {
      app: {lastBuild: {python: '3.12.11'}},
    }),
    built('an app without a Python version, and without a build', {'requirements.txt': 'pydantic==2.5.3\n'}, [`${ID} error`], {
      app: {lastBuild: null},
    }),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'the first psycopg2-binary for Python 3.13'}
