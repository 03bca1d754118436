/**
 * Inputs that are made to cost much: for each kind an app whose hostile part has a size. Twice the size may cost about twice
 * the work, and no size may cost without bound. `npm run fuzz` and test/floods/ walk them.
 */
export interface Flood {
  name: string
  /** The size at which the test compares: large enough for the work to be measured. */
  size: number
  /** A size that a reader without a budget would not survive. */
  hostile: number
  files(size: number): Record<string, string>
}

const DJANGO = {
  '.python-version': '3.13\n',
  Procfile: 'web: gunicorn shop.wsgi\n',
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'requirements.txt': 'Django==5.2.7\ngunicorn==23.0.0\n',
  'shop/__init__.py': '',
  'shop/wsgi.py': 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
}

function settings(text: (size: number) => string): Flood['files'] {
  return (size) => ({...DJANGO, 'shop/settings.py': text(size)})
}

function root(path: string, text: (size: number) => string): Flood['files'] {
  return (size) => ({'.python-version': '3.13\n', 'requirements.txt': 'flask==3.1.2\n', [path]: text(size)})
}

const INSTALLED = 'INSTALLED_APPS = ["django.contrib.staticfiles"]\n'
const lines = (size: number, line: (index: number) => string) => Array.from({length: size}, (_, index) => line(index)).join('\n')

export const FLOODS: readonly Flood[] = [
  {
    name: 'a list doubled by +=',
    size: 12,
    hostile: 26,
    files: settings((size) => `${INSTALLED}${'INSTALLED_APPS += INSTALLED_APPS\n'.repeat(size)}`),
  },
  {
    name: 'a list that holds itself twice, again and again',
    size: 12,
    hostile: 40,
    files: settings(
      (size) =>
        `import os\nA = [1]\n${'A = [A, A]\n'.repeat(size)}if os.environ.get("X"):\n    A = [A, A]\nelse:\n    A = [A, A]\n`,
    ),
  },
  {
    name: 'a string doubled by +',
    size: 12,
    hostile: 40,
    files: settings((size) => `${INSTALLED}A = "x"\n${'A = A + A\n'.repeat(size)}`),
  },
  {
    name: 'a name of variables doubled by +',
    size: 8,
    hostile: 40,
    files: settings((size) => `import os\nA = os.environ.get("X", "y")\n${'A = A + A\n'.repeat(size)}`),
  },
  {
    name: 'settings of many lines',
    size: 2000,
    hostile: 50_000,
    files: settings((size) => INSTALLED + lines(size, (n) => `A${n} = ${n}`)),
  },
  {
    name: 'settings of many conditions',
    size: 300,
    hostile: 20_000,
    files: settings((size) => `import os\n${INSTALLED}${lines(size, (n) => `if os.environ.get("X${n}"):\n    A${n} = ${n}`)}`),
  },
  {
    name: 'a dictionary filled key by key',
    size: 1000,
    hostile: 50_000,
    files: settings((size) => `D = {}\n${lines(size, (n) => `D["k${n}"] = ${n}`)}`),
  },
  {
    name: 'a list filled by append',
    size: 1000,
    hostile: 50_000,
    files: settings((size) => `L = []\n${lines(size, (n) => `L.append("k${n}")`)}`),
  },
  {
    name: 'a dotted name of many parts',
    size: 200,
    hostile: 100_000,
    files: settings((size) => `import a\nX = a${'.b'.repeat(size)}\n`),
  },
  {
    name: 'modules that import each other by star',
    size: 20,
    hostile: 900,
    files: (size) => ({
      ...DJANGO,
      'shop/settings.py': 'from .m0 import *\n',
      ...Object.fromEntries(
        Array.from({length: size}, (_, n) => [
          `shop/m${n}.py`,
          `from .m${n + 1} import *\nfrom .m${n + 2} import *\nA${n} = ${n}\n`,
        ]),
      ),
    }),
  },
  {
    name: 'a Procfile of many cd',
    size: 1000,
    hostile: 20_000,
    files: root('Procfile', (size) => `web: ${'cd x && '.repeat(size)}gunicorn app:app\n`),
  },
  {
    name: 'a Procfile of many export',
    size: 1000,
    hostile: 20_000,
    files: root(
      'Procfile',
      (size) => `web: ${lines(size, (n) => `export A${n}=1 && gunicorn app:app;`).replaceAll('\n', ' ')}\n`,
    ),
  },
  {
    name: 'a Procfile of many wrappers',
    size: 1000,
    hostile: 100_000,
    files: root('Procfile', (size) => `web: ${'exec '.repeat(size)}gunicorn app:app\n`),
  },
  {
    name: 'a Procfile of nested shells',
    size: 10,
    hostile: 5000,
    files: root('Procfile', (size) => `web: ${'sh -c '.repeat(size)}gunicorn\n`),
  },
  {
    name: 'a Procfile of redirections',
    size: 1000,
    hostile: 100_000,
    files: root('Procfile', (size) => `web: gunicorn ${'>a '.repeat(size)}\n`),
  },
  {
    name: 'a Procfile of open parentheses',
    size: 1000,
    hostile: 100_000,
    files: root('Procfile', (size) => `web: gunicorn ${'$('.repeat(size)}\n`),
  },
  {
    name: 'a Procfile of many types',
    size: 1000,
    hostile: 50_000,
    files: root('Procfile', (size) => lines(size, (n) => `t${n}: gunicorn app${n}:app --port 80`)),
  },
  {
    name: 'a marker of many and',
    size: 500,
    hostile: 20_000,
    files: root('requirements.txt', (size) => `flask==3.1.2 ; ${'os_name == "posix" and '.repeat(size)}os_name == "posix"\n`),
  },
  {
    name: 'a marker of many parentheses',
    size: 500,
    hostile: 100_000,
    files: root('requirements.txt', (size) => `flask==3.1.2 ; ${'('.repeat(size)}os_name == "posix"${')'.repeat(size)}\n`),
  },
  {
    name: 'many requirements',
    size: 2000,
    hostile: 100_000,
    files: root('requirements.txt', (size) => lines(size, (n) => `package-${n}==1.${n}`)),
  },
  {
    name: 'many unpinned requirements',
    size: 2000,
    hostile: 100_000,
    files: root('requirements.txt', (size) => lines(size, (n) => `package-${n}`)),
  },
  {
    name: 'many invalid requirements',
    size: 2000,
    hostile: 100_000,
    files: root('requirements.txt', (size) => lines(size, (n) => `package ${n} !!`)),
  },
  {
    name: 'a line of many variables',
    size: 2000,
    hostile: 200_000,
    files: root('requirements.txt', (size) => `${'${A}'.repeat(size)}\n`),
  },
  {
    name: 'a line of many extras',
    size: 2000,
    hostile: 200_000,
    files: root('requirements.txt', (size) => `a[${lines(size, (n) => `e${n}`).replaceAll('\n', ',')}]==1\n`),
  },
  {
    name: 'a line of many specifiers',
    size: 1000,
    hostile: 200_000,
    files: root('requirements.txt', (size) => `a==1${',!=1.1'.repeat(size)}\n`),
  },
  {
    name: 'a line of many continuations',
    size: 2000,
    hostile: 500_000,
    files: root('requirements.txt', (size) => `${'\\\n'.repeat(size)}flask==3\n`),
  },
  {
    name: 'a line of many hashes',
    size: 2000,
    hostile: 100_000,
    files: root('requirements.txt', (size) => `flask==3 ${'--hash=sha256:aa '.repeat(size)}\n`),
  },
  {
    name: 'a chain of included files',
    size: 100,
    hostile: 5000,
    files: (size) => ({
      '.python-version': '3.13\n',
      'requirements.txt': '-r requirements/0.txt\n',
      ...Object.fromEntries(Array.from({length: size}, (_, n) => [`requirements/${n}.txt`, `-r ${n + 1}.txt\nflask==3.1.2\n`])),
    }),
  },
  {
    name: 'files that include each other twice',
    size: 12,
    hostile: 400,
    files: (size) => ({
      '.python-version': '3.13\n',
      'requirements.txt': '-r requirements/0.txt\n',
      ...Object.fromEntries(
        Array.from({length: size}, (_, n) => [
          `requirements/${n}.txt`,
          `-r ${n + 1}.txt\n-r ./${n + 1}.txt\n-r ${n + 2}.txt\nflask\n`,
        ]),
      ),
    }),
  },
  {
    name: 'rules of .slugignore by files',
    size: 200,
    hostile: 10_000,
    files: (size) => ({
      '.python-version': '3.13\n',
      '.slugignore': lines(size, (n) => `*.ext${n}/**/x?[a-z]*`),
      'requirements.txt': 'flask==3.1.2\n',
      ...Object.fromEntries(Array.from({length: size}, (_, n) => [`data/f${n}.bin`, ''])),
    }),
  },
  {
    name: 'a key of TOML of many parts',
    size: 2000,
    hostile: 1_000_000,
    files: root('pyproject.toml', (size) => `${'a.'.repeat(size)}a = 1\n`),
  },
  {
    name: 'a table of TOML of many parts',
    size: 2000,
    hostile: 1_000_000,
    files: root('pyproject.toml', (size) => `[${'a.'.repeat(size)}a]\n`),
  },
  {
    name: 'arrays of TOML in arrays',
    size: 300,
    hostile: 1_000_000,
    files: root('pyproject.toml', (size) => `a = ${'['.repeat(size)}${']'.repeat(size)}\n`),
  },
  {
    name: 'JSON in JSON',
    size: 1000,
    hostile: 2_000_000,
    files: root('app.json', (size) => `${'['.repeat(size)}${']'.repeat(size)}\n`),
  },
  {
    name: 'a .python-version of many lines',
    size: 20_000,
    hostile: 1_000_000,
    files: (size) => ({'.python-version': '3.13\n'.repeat(size), 'requirements.txt': 'flask\n'}),
  },
  {
    name: 'a .python-version of one long line',
    size: 100_000,
    hostile: 8_000_000,
    files: (size) => ({'.python-version': `3.${'1'.repeat(size)}`, 'requirements.txt': 'flask\n'}),
  },
  {
    name: 'a .python-version of comments',
    size: 20_000,
    hostile: 2_000_000,
    files: (size) => ({'.python-version': `${'# x\n'.repeat(size)}3.13\n`, 'requirements.txt': 'flask\n'}),
  },
  {
    name: 'a runtime.txt of one long line',
    size: 100_000,
    hostile: 8_000_000,
    files: (size) => ({'runtime.txt': `python-3.${'1'.repeat(size)}`, 'requirements.txt': 'flask\n'}),
  },
  {
    name: 'an nltk.txt of many lines',
    size: 20_000,
    hostile: 1_000_000,
    files: (size) => ({'.python-version': '3.13\n', 'nltk.txt': 'punkt\n'.repeat(size), 'requirements.txt': 'nltk\n'}),
  },
  {
    name: 'a .buildpacks of many lines',
    size: 5000,
    hostile: 200_000,
    files: root('.buildpacks', (size) => lines(size, (n) => `https://github.com/a/b${n}`)),
  },
  {
    name: 'an Aptfile of many lines',
    size: 5000,
    hostile: 500_000,
    files: root('Aptfile', (size) => lines(size, (n) => `lib${n}`)),
  },
  {
    name: 'hooks of many lines',
    size: 5000,
    hostile: 500_000,
    files: root('bin/post_compile', (size) => `#!/bin/bash\n${lines(size, (n) => `pip install a${n} && cd b`)}\n`),
  },
  {
    name: 'a uv.lock of many packages',
    size: 500,
    hostile: 30_000,
    files: (size) => ({
      '.python-version': '3.13\n',
      'pyproject.toml': '[project]\nname = "app"\nversion = "0"\nrequires-python = ">=3.13"\ndependencies = ["p0"]\n',
      'uv.lock': `version = 1\nrevision = 3\nrequires-python = ">=3.13"\n\n[[package]]\nname = "app"\nversion = "0"\nsource = { virtual = "." }\ndependencies = [{ name = "p0" }]\n\n[package.metadata]\nrequires-dist = [{ name = "p0" }]\n\n${lines(
        size,
        (n) =>
          `[[package]]\nname = "p${n}"\nversion = "1"\nsource = { registry = "x" }\ndependencies = [\n    { name = "p${n + 1}" },\n    { name = "p${n + 2}" },\n]\n`,
      )}`,
    }),
  },
  {
    name: 'a poetry.lock of many packages',
    size: 500,
    hostile: 30_000,
    files: (size) => ({
      '.python-version': '3.13\n',
      'pyproject.toml': '[tool.poetry]\npackage-mode = false\n[tool.poetry.dependencies]\npython = "^3.13"\np0 = "*"\n',
      'poetry.lock': `${lines(size, (n) => `[[package]]\nname = "p${n}"\nversion = "1"\ngroups = ["main"]\n\n[package.dependencies]\np${n + 1} = "*"\np${n + 2} = "*"\n`)}\n[metadata]\nlock-version = "2.1"\npython-versions = "^3.13"\ncontent-hash = "x"\n`,
    }),
  },
  {
    name: 'a Pipfile.lock of many packages',
    size: 500,
    hostile: 50_000,
    files: (size) => ({
      Pipfile: '[packages]\n',
      'Pipfile.lock': JSON.stringify({
        _meta: {hash: {sha256: 'x'}, requires: {python_version: '3.13'}},
        default: Object.fromEntries(
          Array.from({length: size}, (_, n) => [`p${n}`, {markers: 'python_version >= "3.8"', version: '==1'}]),
        ),
      }),
    }),
  },
]
