import assert from 'node:assert/strict'

import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {TemporaryFolders, type TestFiles} from '../support/repository.js'
import {type Command, CommandProcess} from './support/command-process.js'

/** What a JavaScript object has without being given it: a look-up by one of these finds a function, where nothing should be. */
const WORDS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

/** Sources in which everything is called so that can have a name. */
function sources(word: string): Record<string, TestFiles> {
  const python = `import ${word}, ${word}.${word}\nfrom ${word} import ${word} as x\nimport os\nos.environ['${word}']\nos.getenv('${word}')\n`
  return {
    pip: {
      '.python-version': '3.13\n',
      '.slugignore': `${word}\n`,
      Procfile: `web: ${word} ${word}:${word} --${word}\n${word}: ${word}\nrelease: python -m ${word}\nworker: gunicorn ${word}:${word} -k ${word}\nx: celery -A ${word} ${word}\n`,
      'app.json': JSON.stringify({
        addons: [word],
        buildpacks: [{url: word}],
        env: {[word]: word},
        formation: {[word]: {}},
        scripts: {[word]: word},
        stack: word,
      }).replace('"env":{', `"env":{"${word}":{"required":"${word}"},`),
      'manage.py': python,
      'requirements.txt': `${word}==1.0\n${word}[${word}]>=2\n--${word}\n-${word}\ndjango==5.2\ngunicorn==23.0\npsycopg2==${word}\n`,
      'runtime.txt': `${word}\n`,
      'app/settings.py': `${python}${word} = '${word}'\nINSTALLED_APPS = ['${word}', 'django.contrib.staticfiles']\nMIDDLEWARE = ['${word}']\nDATABASES = {'${word}': {'ENGINE': '${word}'}}\nSTORAGES = {'${word}': {'BACKEND': '${word}'}, 'staticfiles': {'BACKEND': '${word}'}}\nSTATIC_ROOT = ${word}\nx = y.${word}('${word}')\n`,
      [`${word}.py`]: python,
    },
    pipenv: {
      Pipfile: `[packages]\n${word} = "*"\n[requires]\npython_version = "${word}"\n[${word}]\nx = 1\n[scripts]\n${word} = "${word}"\n`,
      'Pipfile.lock': `{"_meta":{"hash":{"sha256":"${word}"},"requires":{"${word}":"${word}"}},"default":{"${word}":{"version":"==1","${word}":"${word}"}},"${word}":{}}`,
    },
    poetry: {
      '.python-version': '3.13\n',
      'poetry.lock': `[[package]]\nname = "${word}"\nversion = "1"\n[package.extras]\n${word} = ["${word}"]\n[metadata]\n${word} = "x"\n`,
      'pyproject.toml': `[tool.poetry.dependencies]\npython = "^3.13"\n${word} = "1"\n[tool.poetry.group.${word}.dependencies]\n${word} = "1"\n[tool.poetry.scripts]\n${word} = "${word}:${word}"\n[tool.${word}]\nx = 1\n`,
    },
    uv: {
      '.python-version': `${word}\n`,
      'pyproject.toml': `[project]\nname = "${word}"\nversion = "1"\nrequires-python = ">=3.13"\ndependencies = ["${word}"]\n[project.optional-dependencies]\n${word} = ["${word}"]\n[dependency-groups]\n${word} = ["${word}"]\n[project.scripts]\n${word} = "${word}:${word}"\n`,
      'uv.lock': `version = 1\nrequires-python = ">=3.13"\n[[package]]\nname = "${word}"\nversion = "1"\nsource = { ${word} = "." }\n[[package.dependencies]]\nname = "${word}"\n[package.optional-dependencies]\n${word} = []\n`,
    },
  }
}

describe('names that every object has', () => {
  const folders = new TemporaryFolders()
  let api: FakePlatformApi
  let runs: CommandProcess

  before(async () => {
    const app = (word: string) => ({
      addons: [{configVars: {DATABASE_URL: 'postgres://h/d'}, name: word, plan: `${word}:${word}`}],
      buildpacks: [word, 'heroku/python'],
      builds: [{log: ` !     Error: ${word}\n`, status: 'failed' as const}],
      configVars: JSON.parse(`{"${word}": "${word}", "WEB_CONCURRENCY": "${word}"}`) as Record<string, string>,
      fields: {stack: {id: 'x', name: word}},
      formation: [
        {command: word, size: word, type: 'web'},
        {command: word, size: word, type: word},
      ],
      name: `app-${WORDS.indexOf(word)}`,
    })
    api = await FakePlatformApi.start({apps: WORDS.map((word) => app(word))})
    runs = CommandProcess.inHome(folders.make(), api.env)
  })

  after(async () => {
    await runs.end()
    folders.remove()
    api.schemaErrors.length = 0
    await api.stop()
  })

  for (const [index, word] of WORDS.entries())
    it(`are names like any other: ${word}`, async () => {
      const problems: string[] = []
      for (const [name, files] of Object.entries(sources(word))) {
        const source = folders.make(files)
        const all: [Command, ...string[]][] = [
          ['doctor', '--verbose'],
          ['doctor', '--json', '--stack', word],
          ['doctor', '--app', `app-${index}`],
          ['doctor', '--only', word],
          ['doctor', '--explain', word],
          ['pin', '--dry-run'],
          ['pin', '--dry-run', word],
          ['build-local', '--plan', '--stack', word],
          ['build-local', '--plan', '--app', `app-${index}`],
          ['migrate-buildpack', '--dry-run', '--app', `app-${index}`],
        ]
        for (const [command, ...argv] of all) {
          const {exitCode, stderr, stdout} = await runs.run(command, [...argv, '--source', source])
          const printed = stdout + stderr
          const found =
            /.*(?:\[object Object\]|\[native code\]|function |unexpected error|\bundefined\b|NaN|"id": "internal"|crashed).*/.exec(
              printed,
            )
          if (found || ![0, 1, 2].includes(exitCode))
            problems.push(`${name}: ${command} ${argv.join(' ')}: ${found?.[0].slice(0, 200) ?? exitCode}`)
        }
      }

      assert.deepEqual(problems, [])
    })
})
