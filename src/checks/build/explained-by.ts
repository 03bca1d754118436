import type {Cause, CauseKind} from '../../buildpack/causes/cause.js'

/** The checks that look for what stops a build, by the reason in its log: for reasons that more than the prediction knows. */

const WITHOUT_MANAGER = [
  'source/package-manager-missing',
  'source/package-manager-in-subdir',
  'source/package-manager-not-committed',
  'source/requirements-misspelled',
  'source/setup-py-only',
  'deps/pyproject-only',
  'fir/pipenv-unsupported',
]
const COLLECTSTATIC = [
  'django/static-root',
  'django/build-config-missing',
  'django/static-dir-missing',
  'django/manifest-file-missing',
]
const HOOK = ['build/hook-broken']
const STALE_LOCK_CAUSES = ['deps/private-index-creds', 'deps/no-wheel']

const BY_REASON: Readonly<Record<string, readonly string[]>> = {
  'checks::duplicate-python-buildpack': ['buildpacks/duplicate-python'],
  'checks::existing-python-dir': ['source/heroku-python-dir'],
  'checks::existing-venv-dir': ['source/venv-committed'],
  'checks::forbidden-env-vars': ['config/hostile-var'],
  'checks::stack::eol': ['stack/eol'],
  'checks::stack::unknown': ['stack/eol'],
  'collectstatic-generate-files': COLLECTSTATIC,
  'collectstatic-improper-configuration': COLLECTSTATIC,
  'collectstatic-inspect-configuration': COLLECTSTATIC,
  'collectstatic-missing-file': COLLECTSTATIC,
  'collectstatic-other': COLLECTSTATIC,
  'hooks::post_compile': HOOK,
  'hooks::pre_compile': HOOK,
  'install-dependencies::pip': [
    'deps/invalid-requirement',
    'deps/windows-only',
    'deps/local-file-url',
    'deps/pkg-resources-zero',
    'deps/requirements-encoding',
    'deps/hashes-with-editable',
    'deps/private-vcs-env',
    'deps/gdal-without-geo',
    'deps/pysqlite3',
    'deps/legacy-metadata',
    'deps/no-wheel',
  ],
  'install-dependencies::pipenv': ['deps/pipenv-lock-stale', ...STALE_LOCK_CAUSES],
  'install-dependencies::poetry': ['deps/poetry-lock-stale', 'deps/poetry-package-mode', ...STALE_LOCK_CAUSES],
  'install-dependencies::uv': ['deps/uv-lock-stale', 'version/requires-python-mismatch', ...STALE_LOCK_CAUSES],
  'internal-error': ['fir/link-unreadable'],
  'internal-error::abort': ['version/file-invalid'],
  'newer-release::stops': ['build/newer-release'],
  'nltk-downloader': ['build/nltk'],
  'package-manager::multiple-found': ['source/multiple-package-managers', 'buildpacks/third-party-exporter'],
  'package-manager::none-found': WITHOUT_MANAGER,
  'package-manager::pipenv-missing-lockfile': ['source/pipfile-without-lock', 'source/package-manager-not-committed'],
  'package-manager::setup-py-only': WITHOUT_MANAGER,
  'pipfile-lock::invalid-json': ['version/pipfile-lock-invalid'],
  'pipfile-lock::invalid-version': ['version/pipfile-lock-invalid'],
  'platform::no-language': WITHOUT_MANAGER,
  'platform::not-detected': ['buildpacks/detect-fails', ...WITHOUT_MANAGER],
  'platform::slug-too-large': ['deps/slug-heavy'],
  'platform::timeout': ['deps/no-wheel'],
  'python-version-file::invalid-encoding': ['version/file-encoding'],
  'python-version-file::invalid-version': ['version/file-invalid', 'version/file-multiple'],
  'python-version-file::misspelled': ['version/file-misspelled'],
  'python-version-file::multiple-versions': ['version/file-multiple'],
  'python-version-file::no-version': ['version/file-multiple'],
  'python-version-file::not-found': ['version/uv-needs-file'],
  'python-version::eol': ['version/eol'],
  'python-version::unknown-major': ['version/unavailable'],
  'python-version::unknown-patch': ['version/unavailable'],
  'runtime-txt::invalid-version': ['version/file-invalid', 'version/runtime-txt'],
  'runtime-txt::not-supported': ['version/runtime-txt'],
}

/** Beginnings of headings that say more than their reason. Source: the buildpack's bin/warnings. */
const BY_HEADING: [start: string, check: string][] = [
  ["Package installation failed since the GDAL library wasn't found", 'deps/gdal-without-geo'],
  ["Package installation failed since SQLite headers weren't found", 'deps/pysqlite3'],
  ['One of your dependencies contains broken metadata', 'deps/legacy-metadata'],
]

/** The checks that look for what a log names: more exact than its reason. */
const BY_CAUSE: Readonly<Partial<Record<CauseKind, readonly string[]>>> = {
  'bad-metadata': ['deps/legacy-metadata'],
  'build-failed': ['deps/python-unsupported', 'deps/system-headers', 'deps/no-wheel'],
  conflict: ['deps/conflicting-pins'],
  'hash-missing': ['deps/hashes-with-editable'],
  'local-path': ['deps/local-file-url'],
  'lock-stale': ['deps/pipenv-lock-stale', 'deps/poetry-lock-stale', 'deps/uv-lock-stale'],
  'missing-in-build': ['deps/python-unsupported', 'deps/setuptools-runtime'],
  'missing-module': [
    'deps/import-not-installed',
    'deps/module-removed',
    'source/import-letter-case',
    'source/import-missing',
    'source/import-not-committed',
  ],
  'missing-name': ['deps/name-removed'],
  'missing-system': ['deps/system-headers', 'deps/gdal-without-geo', 'deps/pysqlite3'],
  'missing-variable': ['django/build-config-missing', 'config/var-missing'],
  'no-access': ['deps/vcs-unreachable', 'deps/private-vcs-env', 'deps/private-index-creds'],
  'no-distribution': ['deps/requires-python', 'deps/python-unsupported', 'deps/windows-only', 'deps/conda-only'],
  'no-folder': ['django/static-dir-missing', 'source/import-not-committed'],
  'no-wheel-here': ['deps/python-unsupported', 'deps/windows-only', 'deps/no-wheel'],
  'not-a-requirement': ['deps/invalid-requirement'],
  'python-excluded': ['version/requires-python-mismatch'],
  'slug-too-large': ['deps/slug-heavy'],
  'too-old': ['deps/python-unsupported', 'deps/no-wheel'],
  'static-file': ['django/manifest-file-missing'],
  setting: ['django/static-root', 'deps/psycopg-missing', 'django/build-config-missing'],
}

/** The ids of the checks that look for the cause of a failure; none for what no source decides. */
export function explainedBy(
  reason: string | null,
  heading: string | null,
  causes: readonly Pick<Cause, 'kind'>[] = [],
): readonly string[] {
  const exact = causes.flatMap(({kind}) => BY_CAUSE[kind] ?? [])
  if (exact.length > 0) return [...new Set(exact)]
  const named = BY_HEADING.find(([start]) => heading?.startsWith(start))
  return named ? [named[1]] : (reason !== null && BY_REASON[reason]) || []
}

/** Every id that is named here, for the tests. */
export const EXPLAINING_IDS: ReadonlySet<string> = new Set([
  ...Object.values(BY_CAUSE).flat(),
  ...Object.values(BY_REASON).flat(),
  ...BY_HEADING.map(([, id]) => id),
])
