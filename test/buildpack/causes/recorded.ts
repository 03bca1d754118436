import type {Cause} from '../../../src/buildpack/causes/cause.js'

const pyaudio = {name: 'pyaudio', version: '0.2.14'}
const header = {kind: 'missing-system', name: 'portaudio.h', part: 'header'} as const
const variable = (name: string): Cause => ({from: 'collectstatic', kind: 'missing-variable', name})
const module = (name: string): Cause => ({from: 'collectstatic', kind: 'missing-module', module: name})

/**
 * The files in outputs/ → their causes. They are what pip 26.2.1, uv 0.12.5, Poetry 2.4.1, Pipenv 2026.7.1 and Django 5.2 printed on
 * 2026-11-29 with Python 3.13 (of pip-newer: 3.11), cut to the lines around, with other folders and addresses.
 */
export const RECORDED: Readonly<Record<string, readonly Cause[]>> = {
  'app-connect': [{from: 'collectstatic', kind: 'connects'}],
  'app-decouple': [variable('API_TOKEN')],
  'app-driver': [{from: 'collectstatic', kind: 'setting', setting: 'MySQL driver'}],
  'app-environ': [variable('API_TOKEN')],
  'app-file': [{folder: 'config/secrets.json', from: 'collectstatic', kind: 'no-folder'}],
  'app-int-none': [variable('EMAIL_PORT')],
  'app-keyerror': [variable('API_TOKEN')],
  'app-manifest': [{file: 'img/missing.png', kind: 'static-file'}],
  'app-module': [module('django_heroku')],
  'app-name': [{from: 'collectstatic', kind: 'missing-name', module: 'django.conf.urls', name: 'url'}],
  'app-none-split': [variable('HOSTS')],
  'app-own': [module('shop.local')],
  'app-own-app': [module('blog')],
  'app-stdlib': [module('cgi')],
  'app-syntax': [{from: 'collectstatic', kind: 'syntax-error'}],
  'pip-no-host': [{host: 'git.example.com', kind: 'no-host'}],
  'pipenv-no-host': [{host: 'git.example.com', kind: 'no-host'}],
  'poetry-no-host': [{host: 'git.example.com', kind: 'no-host'}],
  'uv-no-host': [{host: 'git.example.com', kind: 'no-host'}],
  'pip-conflict': [
    {
      kind: 'conflict',
      one: {by: null, requirement: 'Werkzeug==2.0.3'},
      other: {by: 'flask 3.1.0', requirement: 'Werkzeug>=3.1'},
    },
  ],
  'pip-double': [
    {
      kind: 'conflict',
      one: {by: null, requirement: 'Werkzeug==3.1.3'},
      other: {by: null, requirement: 'Werkzeug==2.0.3'},
    },
  ],
  'pip-gdal': [{kind: 'missing-system', name: 'gdal-config', package: {name: 'GDAL', version: '3.8.4'}, part: 'program'}],
  'pip-gobject': [
    {kind: 'missing-system', name: 'cairo', package: {name: 'pycairo', of: 'PyGObject', version: '1.29.2'}, part: 'library'},
  ],
  'pip-greenlet': [{kind: 'too-old', package: {name: 'greenlet', version: '1.1.2'}}],
  'pip-hash': [{kind: 'hash-mismatch', package: {name: 'six', version: '1.16.0'}}],
  'pip-hash-missing': [{kind: 'hash-missing'}],
  'pip-header': [{...header, package: {...pyaudio, name: 'PyAudio'}}],
  'pip-invalid': [{file: 'requirements.txt', kind: 'not-a-requirement', line: 1}],
  'pip-local': [{kind: 'local-path'}],
  'pip-metadata': [{kind: 'bad-metadata', package: {name: 'celery', version: '4.0.0'}}],
  'pip-newer': [
    {isKnown: true, kind: 'no-distribution', name: 'Django', newest: '5.2.19', pythons: '>=3.12', specifier: '==6.0'},
  ],
  'pip-no-file': [{file: 'requirements/base.txt', kind: 'no-file'}],
  'pip-no-name': [{isKnown: false, kind: 'no-distribution', name: 'apturl', newest: null, pythons: null, specifier: '==0.5.2'}],
  'pip-no-version': [
    {isKnown: true, kind: 'no-distribution', name: 'flask', newest: '3.1.3', pythons: null, specifier: '==99.9'},
  ],
  'pip-other-python': [
    {isKnown: true, kind: 'no-distribution', name: 'numpy', newest: '2.5.5', pythons: '>=3.7,<3.11', specifier: '==1.21.6'},
  ],
  'pip-pandas': [{kind: 'missing-in-build', module: 'pkg_resources', package: {name: 'pandas', version: '1.3.5'}}],
  'pip-sasl': [{kind: 'too-old', package: {name: 'sasl', version: '0.3.1'}}],
  'pip-ssh': [{kind: 'no-access', via: 'ssh'}],
  'pip-tables': [{kind: 'too-old', package: {name: 'blosc2', of: 'tables', version: null}}],
  'pip-tf': [{isKnown: true, kind: 'no-distribution', name: 'tensorflow', newest: '2.21.0', pythons: null, specifier: '==2.1.0'}],
  'pip-windows': [{isKnown: false, kind: 'no-distribution', name: 'pywin32', newest: null, pythons: null, specifier: '==306'}],
  'pipenv-hash': [{kind: 'hash-mismatch', package: {name: 'six', version: '1.16.0'}}],
  'pipenv-header': [{...header, package: pyaudio}],
  'pipenv-no-version': [
    {isKnown: null, kind: 'no-distribution', name: 'six', newest: null, pythons: null, specifier: '==1.99.0'},
  ],
  'pipenv-stale': [{kind: 'lock-stale', manager: 'pipenv'}],
  'pipenv-windows': [{isKnown: null, kind: 'no-distribution', name: 'pywin32', newest: null, pythons: null, specifier: '==306'}],
  'poetry-hash': [{kind: 'hash-mismatch', package: {name: 'six', version: '1.16.0'}}],
  'poetry-header': [{...header, package: pyaudio}],
  'poetry-python': [{kind: 'python-excluded', name: null, pythons: '>=3.14,<4.0'}],
  'poetry-stale': [{kind: 'lock-stale', manager: 'poetry'}],
  'poetry-windows': [{kind: 'no-wheel-here', lacks: 'platform', package: {name: 'pywin32', version: '306'}, pythons: []}],
  'uv-conflict': [
    {
      kind: 'conflict',
      one: {by: null, requirement: 'werkzeug==2.0.3'},
      other: {by: 'flask 3.1.0', requirement: 'werkzeug>=3.1'},
    },
  ],
  'uv-greenlet': [{kind: 'too-old', package: {name: 'greenlet', version: '1.1.2'}}],
  'uv-hash': [{kind: 'hash-mismatch', package: {name: 'six', version: '1.16.0'}}],
  'uv-header': [{...header, package: pyaudio}],
  'uv-no-version': [{isKnown: null, kind: 'no-distribution', name: 'flask', newest: null, pythons: null, specifier: '==99.9'}],
  'uv-python': [{kind: 'python-excluded', name: null, pythons: '>=3.10, <3.13'}],
  'uv-stale': [{kind: 'lock-stale', manager: 'uv'}],
  'uv-windows': [
    {
      kind: 'no-wheel-here',
      lacks: 'platform',
      package: {name: 'pywin32', version: '306'},
      pythons: ['3.10', '3.11', '3.12'],
    },
  ],
}
