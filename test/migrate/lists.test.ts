import assert from 'node:assert/strict'

import {type Files, linesOf, planOf, shownOf, SOURCES} from './support.js'

/** Lists of buildpacks as apps have them, and what becomes of each. */
interface Row {
  list: string[]
  /** Default: a pip app. */
  files?: Files
  vars?: Record<string, string>
  onDisk?: string[]
  slugignored?: string[]
  after: string[]
  /** `action reason` for each line; `?` where it is asked one by one. */
  lines: string
  blockers?: string
  advice?: string
  left?: string
}

const PY = 'heroku/python'
const REPO = 'https://github.com/heroku/heroku-buildpack-python'
const POETRY = 'https://github.com/moneymeets/python-poetry-buildpack.git'
const UV = 'https://github.com/dropseed/heroku-buildpack-uv.git'
const GEO = 'https://github.com/heroku/heroku-geo-buildpack.git'
const MULTI = 'https://github.com/heroku/heroku-buildpack-multi.git'
const {none, pip, pipenv, poetry, uv} = SOURCES
const without = (files: Files, name: string): Files => Object.fromEntries(Object.entries(files).filter(([file]) => file !== name))

const ROWS: Record<string, Row> = {
  // Nothing to do.
  'the name alone': {after: [PY], lines: 'keep in-order', list: [PY]},
  'the URN that the platform stores': {after: [PY], lines: 'keep in-order', list: ['urn:buildpack:heroku/python']},
  'node before python': {
    after: ['heroku/nodejs', PY],
    lines: 'keep not-about-python, keep in-order',
    list: ['heroku/nodejs', PY],
  },
  'apt by its registry tarball': {
    after: ['heroku-community/apt', PY],
    lines: 'keep not-about-python, keep in-order',
    list: ['https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku-community/apt.tgz', PY],
  },
  'a buildpack that nobody knows': {
    after: ['https://github.com/acme/secret-sauce.git#v2', PY],
    lines: 'keep not-about-python, keep in-order',
    list: ['https://github.com/acme/secret-sauce.git#v2', PY],
  },
  'no Python at all': {after: ['heroku/ruby'], lines: 'keep not-about-python', list: ['heroku/ruby']},
  'no Python, and a duplicate that is not our business': {
    after: ['heroku/nodejs', 'heroku/nodejs'],
    lines: 'keep not-about-python, keep not-about-python',
    list: ['heroku/nodejs', 'heroku/nodejs'],
  },
  'nothing set': {after: [], lines: '', list: []},

  // Tools only, and nothing that builds the app.
  'the folder alone': {
    after: ['https://github.com/lstoll/heroku-buildpack-monorepo', PY],
    lines: 'keep not-about-python, add python-missing',
    list: ['https://github.com/lstoll/heroku-buildpack-monorepo'],
  },
  'apt and pgbouncer alone': {
    after: ['heroku-community/apt', 'heroku/pgbouncer', PY],
    lines: 'keep not-about-python, keep not-about-python, add python-missing',
    list: ['heroku-community/apt', 'heroku/pgbouncer'],
  },
  'apt alone, beside a source that is no Python app': {
    after: ['heroku-community/apt'],
    files: none,
    lines: 'keep not-about-python',
    list: ['heroku-community/apt'],
  },
  'a buildpack that nobody knows alone': {
    after: ['https://github.com/acme/secret-sauce.git'],
    lines: 'keep not-about-python',
    list: ['https://github.com/acme/secret-sauce.git'],
  },

  // Heroku's own, by other names.
  'the repository': {after: [PY], lines: 'replace official-url', list: [REPO]},
  'the repository with .git': {after: [PY], lines: 'replace official-url', list: [`${REPO}.git`]},
  'the repository with a slash': {after: [PY], lines: 'replace official-url', list: [`${REPO}/`]},
  'the repository in capitals': {
    after: [PY],
    lines: 'replace official-url',
    list: ['https://GitHub.com/Heroku/Heroku-Buildpack-Python'],
  },
  'the repository over git': {
    after: [PY],
    lines: 'replace official-url',
    list: ['git://github.com/heroku/heroku-buildpack-python.git'],
  },
  'the repository over ssh': {
    after: [PY],
    lines: 'replace official-url',
    list: ['ssh://git@github.com/heroku/heroku-buildpack-python.git'],
  },
  'the repository as git writes it': {
    after: [PY],
    lines: 'replace official-url',
    list: ['git@github.com:heroku/heroku-buildpack-python.git'],
  },
  'the repository with an empty version': {after: [PY], lines: 'replace official-url', list: [`${REPO}#`]},
  'the repository with a token': {
    after: [PY],
    lines: 'replace official-url',
    list: ['https://ghp_abc@github.com/heroku/heroku-buildpack-python'],
  },
  'the bucket of old': {
    after: [PY],
    lines: 'replace official-tarball',
    list: ['https://codon-buildpacks.s3.amazonaws.com/buildpacks/heroku/python.tgz'],
  },
  'the bucket of old, path style': {
    after: [PY],
    lines: 'replace official-tarball',
    list: ['https://s3.amazonaws.com/codon-buildpacks/buildpacks/heroku/python.tgz'],
  },
  'the registry’s tarball': {
    after: [PY],
    lines: 'replace official-tarball',
    list: ['https://buildpack-registry.s3.us-east-1.amazonaws.com/buildpacks/heroku/python.tgz'],
  },

  // Held at a version.
  'a tag of long ago': {after: [PY], lines: 'replace official-pinned', list: [`${REPO}.git#v52`]},
  'a recent tag': {after: [PY], lines: 'replace official-pinned', list: [`${REPO}#v340`]},
  'a branch': {after: [PY], lines: 'replace official-pinned', list: [`${REPO}#main`]},
  'a commit': {after: [PY], lines: 'replace official-pinned', list: [`${REPO}#0024d164413ae9c0cefba357f00be4fc18830433`]},
  'an archive of GitHub': {after: [PY], lines: 'replace official-pinned', list: [`${REPO}/archive/refs/tags/v200.tar.gz`]},
  'a tarball of GitHub’s other host': {
    after: [PY],
    lines: 'replace official-pinned',
    list: ['https://codeload.github.com/heroku/heroku-buildpack-python/tar.gz/v200'],
  },
  'a page of GitHub': {after: [PY], lines: 'replace official-pinned', list: [`${REPO}/tree/v150`]},
  'a tag between others': {
    after: ['heroku/nodejs', PY, 'https://github.com/weibeld/heroku-buildpack-run.git'],
    lines: 'keep not-about-python, replace official-pinned, keep not-about-python',
    list: ['heroku/nodejs', `${REPO}#v180`, 'https://github.com/weibeld/heroku-buildpack-run.git'],
  },
  'a tag, and a source that the new one refuses': {
    after: [PY],
    files: {'requirements.txt': '', 'runtime.txt': 'python-3.7.3'},
    left: 'build-would-fail',
    lines: 'replace official-pinned',
    list: [`${REPO}#v200`],
  },
  'a tag, run in another folder': {
    after: [PY],
    files: none,
    left: 'no-python-source',
    lines: 'replace official-pinned',
    list: [`${REPO}#v200`],
  },

  // Copies.
  'a copy': {after: [PY], lines: 'replace fork ?', list: ['https://github.com/acme/heroku-buildpack-python.git']},
  'a copy at a branch': {after: [PY], lines: 'replace fork ?', list: ['https://github.com/acme/heroku-buildpack-python#conda']},
  'a copy with a longer name': {
    after: [PY],
    lines: 'replace fork ?',
    list: ['https://github.com/acme/heroku-buildpack-python-opencv'],
  },
  'a copy with a longer name, beside the real one': {
    after: ['https://github.com/acme/heroku-buildpack-python-opencv', PY],
    lines: 'keep copy-beside-python, keep in-order',
    list: ['https://github.com/acme/heroku-buildpack-python-opencv', PY],
  },
  'a copy, beside the real one': {
    after: [PY],
    lines: 'remove duplicate ?, keep in-order',
    list: ['https://github.com/acme/heroku-buildpack-python', PY],
  },
  'a repository elsewhere by that name': {
    after: ['https://gitlab.com/heroku/heroku-buildpack-python', PY],
    lines: 'keep not-about-python, keep in-order',
    list: ['https://gitlab.com/heroku/heroku-buildpack-python', PY],
  },

  // Twice.
  'the name twice': {after: [PY], lines: 'keep in-order, remove duplicate', list: [PY, PY]},
  'the URL and the name': {
    after: ['heroku/nodejs', PY],
    lines: 'remove duplicate, keep not-about-python, keep in-order',
    list: [REPO, 'heroku/nodejs', PY],
  },
  'the URL twice': {after: [PY], lines: 'replace official-url, remove duplicate', list: [REPO, `${REPO}.git`]},
  'three forms': {
    after: [PY],
    lines: 'remove duplicate, remove duplicate, keep in-order',
    list: [`${REPO}#v99`, 'https://codon-buildpacks.s3.amazonaws.com/buildpacks/heroku/python.tgz', PY],
  },
  'node twice': {
    after: ['heroku/nodejs', PY],
    lines: 'keep not-about-python, keep in-order, remove duplicate',
    list: ['heroku/nodejs', PY, 'urn:buildpack:heroku/nodejs'],
  },
  'a second Python for another folder': {
    after: [PY, 'https://github.com/timanovsky/subdir-heroku-buildpack', PY],
    lines: 'keep in-order, keep not-about-python, keep other-folder',
    list: [PY, 'https://github.com/timanovsky/subdir-heroku-buildpack', PY],
  },

  // Exporters, with what they need.
  'Poetry’s exporter': {after: [PY], files: poetry, lines: 'remove exporter, keep in-order', list: [POETRY, PY]},
  'Poetry’s exporter and the URL': {
    after: [PY],
    files: poetry,
    lines: 'remove exporter, replace official-url',
    list: [POETRY, REPO],
  },
  'Poetry’s exporter alone': {after: [PY], files: poetry, lines: 'replace exporter-replaced', list: [POETRY]},
  'Poetry’s exporter between others': {
    after: ['heroku-community/apt', 'heroku/nodejs', PY],
    files: poetry,
    lines: 'keep not-about-python, keep not-about-python, remove exporter, keep in-order',
    list: ['heroku-community/apt', 'heroku/nodejs', POETRY, PY],
  },
  'a fork of Poetry’s exporter that we have read': {
    after: [PY],
    files: poetry,
    lines: 'remove exporter, keep in-order',
    list: ['https://github.com/zilupe/python-poetry-buildpack', PY],
  },
  'a fork of Poetry’s exporter by an unknown owner': {
    after: [PY],
    files: poetry,
    lines: 'remove unknown-exporter ?, keep in-order',
    list: ['https://github.com/acme/python-poetry-buildpack#main', PY],
  },
  'uv’s exporter': {after: [PY], files: uv, lines: 'remove exporter, keep in-order', list: [UV, PY]},
  'uv’s exporter of Ombulabs': {
    after: [PY],
    files: uv,
    lines: 'remove exporter, keep in-order',
    list: ['https://github.com/ombulabs/heroku-uv-buildpack', PY],
  },
  'uv instead of the Python buildpack': {
    after: [PY],
    files: uv,
    lines: 'replace standalone',
    list: ['https://github.com/noxan/heroku-buildpack-uv.git'],
  },
  'Pipenv instead of the Python buildpack': {
    after: [PY],
    files: pipenv,
    lines: 'replace standalone',
    list: ['https://github.com/kennethreitz/heroku-buildpack-pipenv'],
  },
  'Pipenv’s and the Python buildpack': {
    after: [PY],
    files: pipenv,
    lines: 'remove duplicate, keep in-order',
    list: ['https://github.com/kennethreitz/heroku-buildpack-pipenv', PY],
  },
  'an exporter and its dead config vars': {
    after: [PY],
    files: poetry,
    left: 'dead-vars version-var unread-vars',
    lines: 'remove exporter, keep in-order',
    list: [POETRY, PY],
    vars: {
      POETRY_EXPORT_PARAMS: '--without-hashes',
      POETRY_INSTALLER_PARALLEL: '0',
      POETRY_VERSION: '1.8',
      PYTHON_RUNTIME_VERSION: '3.12.1',
    },
  },
  'no exporter, and the dead config vars of one': {
    after: [PY],
    left: 'dead-vars',
    lines: 'keep in-order',
    list: [PY],
    vars: {DISABLE_POETRY_CREATE_RUNTIME_FILE: '1'},
  },

  // Exporters, with something in the way.
  'Poetry’s exporter without a lock': {
    after: [POETRY, PY],
    blockers: 'lock-missing',
    files: {'.python-version': '3.12', 'pyproject.toml': '', 'setup.py': ''},
    lines: 'keep by-hand, keep in-order',
    list: [POETRY, PY],
  },
  'Poetry’s exporter with a lock that is not committed': {
    after: [POETRY, PY],
    blockers: 'lock-missing',
    files: {'pyproject.toml': ''},
    lines: 'keep by-hand, keep in-order',
    list: [POETRY, PY],
    onDisk: ['poetry.lock'],
  },
  'Poetry’s exporter with a stale lock': {
    after: [POETRY, PY],
    blockers: 'lock-stale',
    files: {...poetry, 'pyproject.toml': poetry['pyproject.toml'].replace('0.121.0', '0.120.0')},
    lines: 'keep by-hand, keep in-order',
    list: [POETRY, PY],
  },
  'Poetry’s exporter without a version': {
    after: [POETRY, PY],
    blockers: 'version-missing',
    files: without(poetry, '.python-version'),
    lines: 'keep by-hand, keep in-order',
    list: [POETRY, PY],
  },
  'Poetry’s exporter with runtime.txt': {
    after: [PY],
    files: {...without(poetry, '.python-version'), 'runtime.txt': 'python-3.12.3'},
    lines: 'remove exporter, keep in-order',
    list: [POETRY, PY],
  },
  'Poetry’s exporter beside requirements.txt': {
    after: [POETRY, PY],
    blockers: 'second-manager',
    files: {...poetry, 'requirements.txt': ''},
    lines: 'keep by-hand, keep in-order',
    list: [POETRY, PY],
  },
  'Poetry’s exporter for a version that is gone': {
    after: [POETRY, PY],
    blockers: 'build-would-fail',
    files: {...poetry, '.python-version': '3.9'},
    lines: 'keep by-hand, keep in-order',
    list: [POETRY, PY],
  },
  'Poetry’s exporter with extras': {
    after: [POETRY, PY],
    blockers: 'export-options',
    files: poetry,
    lines: 'keep by-hand, keep in-order',
    list: [POETRY, PY],
    vars: {POETRY_EXPORT_PARAMS: '--without-hashes -E prod'},
  },
  'Poetry’s exporter with a private index': {
    after: [POETRY, PY],
    blockers: 'credentials',
    files: poetry,
    lines: 'keep by-hand, keep in-order',
    list: [POETRY, PY],
    vars: {POETRY_HTTP_BASIC_ACME_PASSWORD: 'canary', POETRY_HTTP_BASIC_ACME_USERNAME: 'canary'},
  },
  'uv’s exporter, run in another folder': {
    after: [UV, PY],
    blockers: 'not-python-source',
    files: none,
    lines: 'keep by-hand, keep in-order',
    list: [UV, PY],
  },
  'uv’s exporter with runtime.txt': {
    after: [UV, PY],
    blockers: 'build-would-fail',
    files: {...uv, 'runtime.txt': 'python-3.12.3'},
    lines: 'keep by-hand, keep in-order',
    list: [UV, PY],
  },
  'uv’s exporter with a group and without a version': {
    after: [UV, PY],
    blockers: 'version-missing export-options',
    files: without(uv, '.python-version'),
    lines: 'keep by-hand, keep in-order',
    list: [UV, PY],
    vars: {UV_EXPORT_OPTIONS: '--group prod'},
  },
  'a blocker beside a change': {
    after: [UV, PY],
    blockers: 'lock-missing',
    files: pip,
    lines: 'keep by-hand, replace official-url',
    list: [UV, REPO],
  },
  conda: {
    after: ['https://github.com/kennethreitz/conda-buildpack.git'],
    blockers: 'conda',
    lines: 'keep by-hand',
    list: ['https://github.com/kennethreitz/conda-buildpack.git'],
  },
  'conda of another owner': {
    after: ['https://github.com/pl31/heroku-buildpack-conda'],
    blockers: 'conda',
    lines: 'keep by-hand',
    list: ['https://github.com/pl31/heroku-buildpack-conda'],
  },
  'the token of CodeArtifact': {
    after: ['https://github.com/wiphoo/heroku-buildpack-uv-codeartifact', PY],
    blockers: 'codeartifact',
    files: uv,
    lines: 'keep by-hand, keep in-order',
    list: ['https://github.com/wiphoo/heroku-buildpack-uv-codeartifact', PY],
  },

  // The multi buildpack.
  'multi, with node and python': {
    after: ['https://github.com/heroku/heroku-buildpack-nodejs#v61', PY],
    files: {
      ...pip,
      '.buildpacks':
        'https://github.com/heroku/heroku-buildpack-nodejs#v61\nhttps://github.com/heroku/heroku-buildpack-python.git#v52\n',
    },
    left: 'buildpacks-file',
    lines: 'remove expanded, add from-buildpacks-file, add from-buildpacks-file',
    list: [MULTI],
  },
  'multi of ddollar, with an exporter inside': {
    after: [PY],
    files: {...poetry, '.buildpacks': `${POETRY}\n${REPO}\n`},
    left: 'buildpacks-file',
    lines: 'remove expanded, remove exporter, add from-buildpacks-file',
    list: ['https://github.com/ddollar/heroku-buildpack-multi.git'],
  },
  'multi beside the Python buildpack that it names too': {
    after: ['heroku-community/apt', PY],
    files: {...pip, '.buildpacks': `heroku-community/apt ${REPO}`},
    left: 'buildpacks-file',
    lines: 'remove expanded, add from-buildpacks-file, remove duplicate, keep in-order',
    list: [MULTI, PY],
  },
  'multi without .buildpacks': {after: [MULTI], blockers: 'multi-without-file', lines: 'keep by-hand', list: [MULTI]},
  'multi with an empty .buildpacks': {
    after: [MULTI],
    blockers: 'multi-without-file',
    files: {...pip, '.buildpacks': '#\n\n#comment\n'},
    lines: 'keep by-hand',
    list: [MULTI],
  },
  'multi within multi': {
    after: [MULTI, PY],
    blockers: 'multi-nested',
    files: {...pip, '.buildpacks': `${MULTI}\n${REPO}`},
    lines: 'remove expanded, add by-hand, add from-buildpacks-file',
    list: [MULTI],
  },
  'multi for Ruby': {
    after: [MULTI],
    files: {'.buildpacks': 'https://github.com/heroku/heroku-buildpack-ruby'},
    lines: 'keep not-about-python',
    list: [MULTI],
  },
  '.buildpacks without multi': {
    after: [PY],
    files: {...pip, '.buildpacks': REPO},
    left: 'buildpacks-file',
    lines: 'keep in-order',
    list: [PY],
  },

  // Geo, and the order.
  'an old copy of geo': {
    after: [GEO, PY],
    lines: 'replace geo-copy ?, keep in-order',
    list: ['https://github.com/cyberdelia/heroku-geo-buildpack.git#1.3', PY],
  },
  'geo of KevinBrolly after python': {
    advice: 'native-before-python',
    after: [PY, GEO],
    lines: 'keep in-order, replace geo-copy ?',
    list: [PY, 'https://github.com/KevinBrolly/heroku-geo-buildpack'],
  },
  'apt after python': {
    advice: 'native-before-python',
    after: [PY, 'heroku-community/apt'],
    lines: 'keep in-order, keep not-about-python',
    list: [PY, 'heroku-community/apt'],
  },
  'apt after geo': {
    after: [GEO, 'heroku-community/apt', PY],
    lines: 'keep not-about-python, keep not-about-python, keep in-order',
    list: [GEO, 'heroku-community/apt', PY],
  },
  'apt after geo, with GDAL in the Aptfile': {
    advice: 'apt-before-geo',
    after: [GEO, 'heroku-community/apt', PY],
    files: {...pip, Aptfile: '# maps\ngdal-bin\n'},
    lines: 'keep not-about-python, keep not-about-python, keep in-order',
    list: [GEO, 'heroku-community/apt', PY],
  },
  'node after python, with Django': {
    advice: 'node-before-python',
    after: [PY, 'heroku/nodejs'],
    files: {...pip, 'manage.py': '', 'requirements.txt': 'django==5.2.4\n'},
    lines: 'keep in-order, keep not-about-python',
    list: [PY, 'heroku/nodejs'],
  },
  'node after python': {
    advice: 'python-last',
    after: [PY, 'heroku/nodejs'],
    lines: 'keep in-order, keep not-about-python',
    list: [PY, 'heroku/nodejs'],
  },
  'subdir last': {
    advice: 'native-before-python subfolder-first',
    after: [
      'heroku/nodejs',
      PY,
      'https://github.com/timshadel/heroku-buildpack-github-netrc',
      'https://github.com/lstoll/heroku-buildpack-monorepo',
    ],
    lines: 'keep not-about-python, replace official-url, keep not-about-python, keep not-about-python',
    list: [
      'heroku/nodejs',
      REPO,
      'https://github.com/timshadel/heroku-buildpack-github-netrc',
      'https://github.com/lstoll/heroku-buildpack-monorepo',
    ],
  },
  'everything in order': {
    after: [
      'https://github.com/timanovsky/subdir-heroku-buildpack',
      'heroku-community/apt',
      GEO,
      'heroku/nodejs',
      PY,
      'heroku/pgbouncer',
    ],
    lines:
      'keep not-about-python, keep not-about-python, keep not-about-python, keep not-about-python, keep in-order, keep not-about-python',
    list: [
      'https://github.com/timanovsky/subdir-heroku-buildpack',
      'heroku-community/apt',
      GEO,
      'heroku/nodejs',
      PY,
      'heroku/pgbouncer',
    ],
  },

  // Left by hand.
  BUILDPACK_URL: {
    after: [PY],
    left: 'buildpack-vars',
    lines: 'keep in-order',
    list: [PY],
    vars: {BUILDPACK_URL: 'https://user:canary@example.com/x'},
  },
  'app.json with the old list': {
    after: [PY],
    files: {...pip, 'app.json': `{"buildpacks": [{"url": "${POETRY}"}, {"url": "heroku/python"}]}`},
    left: 'app-json',
    lines: 'keep in-order',
    list: [PY],
  },
  'app.json with the same list': {
    after: [PY],
    files: {...pip, 'app.json': '{"buildpacks": [{"url": "heroku/python"}]}'},
    lines: 'keep in-order',
    list: [PY],
  },
  'app.json that is none': {after: [PY], files: {...pip, 'app.json': '{'}, lines: 'keep in-order', list: [PY]},
}

describe('what becomes of a list of buildpacks', () => {
  for (const [name, row] of Object.entries(ROWS)) {
    it(name, () => {
      const plan = planOf(row.list, {
        files: row.files ?? pip,
        onDisk: row.onDisk ?? [],
        slugignored: row.slugignored ?? [],
        vars: row.vars ?? {},
      })
      assert.deepEqual(shownOf(plan.after), row.after)
      assert.equal(linesOf(plan).join(', '), row.lines)
      assert.equal(plan.blockers.map(({reason}) => reason.id).join(' '), row.blockers ?? '')
      assert.equal(plan.advice?.rules.join(' ') ?? '', row.advice ?? '')
      assert.equal(plan.byHand.map(({id}) => id).join(' '), row.left ?? '')
    })
  }

  it('is shown by at least 60 lists', () => {
    assert.ok(Object.keys(ROWS).length >= 60, String(Object.keys(ROWS).length))
  })
})
