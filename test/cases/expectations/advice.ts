import {ANY, answers, at, ERROR, expects, type Expectation, find, SERIOUS, WARNING} from '../expectation.js'

/** The app's list of buildpacks. */
export const BUILDPACKS: Readonly<Record<string, Expectation>> = {
  '013': expects('buildpacks', find('buildpacks/third-party-exporter', ERROR, /heroku-buildpack-uv/)),
  '016': {
    ...expects('buildpacks', find('buildpacks/third-party-exporter', ERROR, /python-poetry-buildpack/)),
    allows: ['buildpacks/detect-fails', 'deps/poetry-lock-stale'],
  },
  '017': expects('buildpacks', find('buildpacks/detect-fails', ERROR, /Aptfile/)),
  '017b': expects('buildpacks', find('buildpacks/detect-fails', ERROR, /\baptfile\b/, /\bAptfile\b/)),
  '024b': {...expects('buildpacks', find('buildpacks/retired', WARNING, /chromedriver/, /google-chrome/, /chrome-for-testing/))},
  '027': {
    ...expects('buildpacks', find('buildpacks/python-missing', ERROR, /buildpacks:add .*heroku\/python/)),
    // The Procfile of the folder starts what is not there.
    allows: ['procfile/file-missing', 'procfile/program-not-installed', 'procfile/server-not-in-deps'],
  },
  '027-mig': answers('buildpacks', /\bheroku\/python\b/),
  '067b': expects('buildpacks', find('buildpacks/app-json-drift', WARNING, /heroku\/nodejs/)),
  D1: expects('buildpacks', find('buildpacks/python-missing', ERROR, /buildpacks:add .*heroku\/python/)),
  'D1-mig': answers('buildpacks', /buildpacks:add heroku\/python|\+ *heroku\/python|add +heroku\/python/),
}

/** The cause of a failed build: of the last one on Heroku, and of one on this machine. */
export const LOG: Readonly<Record<string, Expectation>> = {
  '001a-build': {
    ...answers('log', /collectstatic-other/, /django_heroku/, /django-heroku/, /requirements\.txt/),
    saysNot: [/DISABLE_COLLECTSTATIC/, /The output above/],
  },
  '044c-build': {...answers('log', /flask/i, /werkzeug/i, /2\.0\.3/, />= ?3\.1/), saysNot: [/The output above/]},
  // Its Requires-Python excludes 3.11 and later: that is what pip says, and a missing distutils what came before.
  '047b-build': {...answers('log', /numpy/, /1\.21/, /3\.13|3\.11/), saysNot: [/The output above/]},
  '054c-build': {...answers('log', /pyaudio/i, /portaudio19-dev/, /Aptfile|apt buildpack/), saysNot: [/The output above/]},
  L1: {
    ...expects('log', find('build/last-failed', SERIOUS, /somepkg==300/)),
    allows: ['deps/python-unsupported', 'deps/requires-python'],
  },
  L2: {
    ...expects('log', find('build/last-failed', SERIOUS, /numpy/, /distutils/, /3\.12/)),
    allows: ['deps/python-unsupported', 'deps/requires-python'],
  },
  L3: {...expects('log', find('build/last-failed', SERIOUS, /flask/i, /werkzeug/i)), allows: ['deps/conflicting-pins']},
  L5: expects('log', find('build/last-failed', SERIOUS, /django_heroku/, /django-heroku/)),
  L6: expects('log', find('build/last-failed', SERIOUS, /15 minutes/)),
}

/** What is committed, and which file counts. */
export const SOURCE: Readonly<Record<string, Expectation>> = {
  '048': expects('source', find('source/lfs-pointer', ERROR, /model\.pkl/, /LFS/)),
  '060': expects('source', find('deps/pyproject-only', ERROR, /uv lock/)),
  '073': expects('source', find('deps/requirements-encoding', ANY, /UTF-16/)),
  '074b': {
    ...expects(
      'source',
      find(
        'source/package-manager-missing|source/package-manager-in-subdir|source/requirements-misspelled',
        ERROR,
        /-r requirements-prod\.txt/,
      ),
    ),
    saysNot: [/touch requirements\.txt/],
  },
  '075': expects(
    'source',
    at('.gitmodules', find('source/submodule-unreachable', ERROR, /vendor\/lib/, /https:\/\/github\.com\/example\/lib/)),
  ),
  '081': expects('source', find('source/package-manager-not-committed', ERROR, /\.slugignore/)),
}

/** What was found before, with the right advice, or with more of it. */
export const ADVICE: Readonly<Record<string, Expectation>> = {
  '012': {
    ...expects('advice', find('version/uv-needs-file|version/runtime-txt', ERROR, /\.python-version|python:pin/)),
    allows: ['deps/uv-lock-stale', 'procfile/server-not-in-deps', 'procfile/wsgi-module'],
  },
  '041a': expects('advice', find('build/nltk', WARNING, /stopwords/)),
  '041b': expects('advice', find('build/nltk', WARNING, /stopwords/, /punkt_tab/)),
  '042a': expects('advice', find('django/allowed-hosts', ERROR, /example-app-0123456789ab\.herokuapp\.com/)),
  '042c': expects('advice', find('django/allowed-hosts', SERIOUS, /localhost/, /ALLOWED_HOSTS/)),
  '042d': expects('advice', at('shop/settings.py', find('django/allowed-hosts', ERROR, /ALLOWED_HOSTS/))),
  '042d-app': expects('advice', find('django/allowed-hosts', ERROR, /example-app-0123456789ab\.herokuapp\.com/)),
  '042e': expects('advice', find('django/allowed-hosts', ERROR, /https:\/\//)),
  // It may pin a newer Flask, or hold Jinja2 back; or pin neither and say why.
  '044a-pin': {
    ...expects('advice'),
    leaves: {file: 'requirements.txt', unless: /jinja2/i, without: /^flask==1\.[^]*^jinja2==(?:3\.[1-9]|[4-9])/im},
  },
  '063a': expects('advice', find('version/eol', ERROR, /3\.6\.6/, /python:pin/)),
  '063b': expects('advice', find('version/eol', ERROR, /3\.9\.2/, /python:pin/)),
  '071': {
    ...expects('advice', find('deps/unpinned|deps/unused-constraints', ANY, /-c constraints\.txt/)),
    allows: ['procfile/server-not-in-deps'],
  },
  '092d': expects('advice', find('build/release-failed', ERROR, /v4/, /releases:output/)),
}
