import {type Case, within} from './case.js'
import {APP_CASES, APP_NEAR_MISSES} from './cases-app.js'
import {DJANGO, NEAR_MISSES_OF_DJANGO} from './cases-django.js'
import {IMPORT_CASES, IMPORT_NEAR_MISSES} from './cases-imports.js'
import {LAST_BUILD_NEAR_MISSES, LAST_BUILDS, LAST_RELEASES} from './cases-last-build.js'
import {LOCK_NEAR_MISSES, LOCKS} from './cases-locks.js'
import {PACKAGE_NEAR_MISSES, PACKAGES} from './cases-packages.js'
import {NEAR_MISSES_OF_PROCFILE, PROCFILE} from './cases-procfile.js'
import {REQUIREMENTS, REQUIREMENTS_NEAR_MISSES} from './cases-requirements.js'
import {NEAR_MISSES_OF_SERVER, SERVER} from './cases-server.js'
import {FILES, GUARDS, HEALTHY, MANAGERS, WORKTREE} from './cases-source.js'
import {FORMS, PINS, STACKS, VERSIONS} from './cases-version.js'
import {ROWS as ROWS_OF_NLTK} from './rows/build/nltk.js'
import {ROWS as ROWS_OF_ALLOWED_HOSTS} from './rows/django/allowed-hosts.js'
import {NEAR_MISS as NEAR_MISS_OF_PYTHON_MISSING, ROWS as ROWS_OF_PYTHON_MISSING} from './rows/buildpacks/python-missing.js'
import {NEAR_MISS as NEAR_MISS_OF_RETIRED, ROWS as ROWS_OF_RETIRED} from './rows/buildpacks/retired.js'
import {NEAR_MISS as NEAR_MISS_OF_APT_MISSING, ROWS as ROWS_OF_APT_MISSING} from './rows/buildpacks/apt-missing.js'
import {NEAR_MISS as NEAR_MISS_OF_LFS_POINTER, ROWS as ROWS_OF_LFS_POINTER} from './rows/source/lfs-pointer.js'
import {
  NEAR_MISS as NEAR_MISS_OF_SUBMODULE_UNREACHABLE,
  ROWS as ROWS_OF_SUBMODULE_UNREACHABLE,
} from './rows/source/submodule-unreachable.js'
import {NEAR_MISS as NEAR_MISS_OF_UNUSED_CONSTRAINTS, ROWS as ROWS_OF_UNUSED_CONSTRAINTS} from './rows/deps/unused-constraints.js'
import {NEAR_MISS as NEAR_MISS_OF_TEST_TOOL_MISSING, ROWS as ROWS_OF_TEST_TOOL_MISSING} from './rows/deps/test-tool-missing.js'
import {
  NEAR_MISS as NEAR_MISS_OF_MANIFEST_FILE_MISSING,
  ROWS as ROWS_OF_MANIFEST_FILE_MISSING,
} from './rows/django/manifest-file-missing.js'
import {NEAR_MISS as NEAR_MISS_OF_SYSTEM_LIBRARY, ROWS as ROWS_OF_SYSTEM_LIBRARY} from './rows/deps/system-library.js'
import {NEAR_MISS as NEAR_MISS_OF_SYSTEM_PROGRAM, ROWS as ROWS_OF_SYSTEM_PROGRAM} from './rows/deps/system-program.js'
import {NEAR_MISS as NEAR_MISS_OF_SYSTEM_HEADERS, ROWS as ROWS_OF_SYSTEM_HEADERS} from './rows/deps/system-headers.js'
import {NEAR_MISS as NEAR_MISS_OF_BROWSER_MISSING, ROWS as ROWS_OF_BROWSER_MISSING} from './rows/deps/browser-missing.js'
import {NEAR_MISS as NEAR_MISS_OF_BROKEN_PAIR, ROWS as ROWS_OF_BROKEN_PAIR} from './rows/deps/broken-pair.js'
import {NEAR_MISS as NEAR_MISS_OF_CONFLICTING_PINS, ROWS as ROWS_OF_CONFLICTING_PINS} from './rows/deps/conflicting-pins.js'
import {NEAR_MISS as NEAR_MISS_OF_PYTHON_UNSUPPORTED, ROWS as ROWS_OF_PYTHON_UNSUPPORTED} from './rows/deps/python-unsupported.js'
import {NEAR_MISS as NEAR_MISS_OF_REQUIRES_PYTHON, ROWS as ROWS_OF_REQUIRES_PYTHON} from './rows/deps/requires-python.js'
import {NEAR_MISS as NEAR_MISS_OF_VCS_UNREACHABLE, ROWS as ROWS_OF_VCS_UNREACHABLE} from './rows/deps/vcs-unreachable.js'
import {NEAR_MISS as NEAR_MISS_OF_CONDA_ONLY, ROWS as ROWS_OF_CONDA_ONLY} from './rows/deps/conda-only.js'
import {NEAR_MISS as NEAR_MISS_OF_NOT_ON_INDEX, ROWS as ROWS_OF_NOT_ON_INDEX} from './rows/deps/not-on-index.js'
import {NEAR_MISS as NEAR_MISS_OF_SPACY_MODEL, ROWS as ROWS_OF_SPACY_MODEL} from './rows/deps/spacy-model.js'
import {
  NEAR_MISS as NEAR_MISS_OF_PIPFILE_SOURCE_UNNAMED,
  ROWS as ROWS_OF_PIPFILE_SOURCE_UNNAMED,
} from './rows/deps/pipfile-source-unnamed.js'
import {NEAR_MISS as NEAR_MISS_OF_APT_NAME_GONE, ROWS as ROWS_OF_APT_NAME_GONE} from './rows/deps/apt-name-gone.js'
import {NEAR_MISS as NEAR_MISS_OF_SYNTAX_ERROR, ROWS as ROWS_OF_SYNTAX_ERROR} from './rows/source/syntax-error.js'
import {NEAR_MISS as NEAR_MISS_OF_CELERY_APP, ROWS as ROWS_OF_CELERY_APP} from './rows/procfile/celery-app.js'
import {
  NEAR_MISS as NEAR_MISS_OF_APP_OBJECT_WITH_WORKERS,
  ROWS as ROWS_OF_APP_OBJECT_WITH_WORKERS,
} from './rows/procfile/app-object-with-workers.js'

import {NEAR_MISSES_OF_MOVES, ROWS as ROWS_OF_MOVES} from './rows/move/moves.js'
import {NEAR_MISS as NEAR_MISS_OF_HOOK_APP_FOLDER, ROWS as ROWS_OF_HOOK_APP_FOLDER} from './rows/build/hook-app-folder.js'
import {NEAR_MISS as NEAR_MISS_OF_NEWER_RELEASE, ROWS as ROWS_OF_NEWER_RELEASE} from './rows/build/newer-release.js'
import {NEAR_MISS as NEAR_MISS_OF_LINK_UNREADABLE, ROWS as ROWS_OF_LINK_UNREADABLE} from './rows/fir/link-unreadable.js'

/** Every situation in which the checks are looked at. */
export const CASES: readonly Case[] = [
  ...HEALTHY,
  ...within(
    ['source', 'version', 'stack'],
    [...MANAGERS, ...FILES, ...WORKTREE, ...GUARDS, ...VERSIONS, ...FORMS, ...PINS, ...STACKS],
  ),
  ...APP_CASES,
  ...IMPORT_CASES,
  ...within(['deps'], REQUIREMENTS),
  ...LOCKS,
  ...PACKAGES,
  ...DJANGO,
  ...PROCFILE,
  ...SERVER,
  ...within(['build'], [...LAST_BUILDS, ...LAST_RELEASES]),
  ...ROWS_OF_ALLOWED_HOSTS,
  ...ROWS_OF_NLTK,
  ...ROWS_OF_PYTHON_MISSING,
  ...ROWS_OF_RETIRED,
  ...ROWS_OF_APT_MISSING,
  ...ROWS_OF_LFS_POINTER,
  ...ROWS_OF_SUBMODULE_UNREACHABLE,
  ...ROWS_OF_UNUSED_CONSTRAINTS,
  ...ROWS_OF_TEST_TOOL_MISSING,
  ...ROWS_OF_MANIFEST_FILE_MISSING,
  ...ROWS_OF_SYSTEM_LIBRARY,
  ...ROWS_OF_SYSTEM_PROGRAM,
  ...ROWS_OF_SYSTEM_HEADERS,
  ...ROWS_OF_BROWSER_MISSING,
  ...ROWS_OF_BROKEN_PAIR,
  ...ROWS_OF_CONFLICTING_PINS,
  ...ROWS_OF_PYTHON_UNSUPPORTED,
  ...ROWS_OF_REQUIRES_PYTHON,
  ...ROWS_OF_VCS_UNREACHABLE,
  ...ROWS_OF_CONDA_ONLY,
  ...ROWS_OF_NOT_ON_INDEX,
  ...ROWS_OF_SPACY_MODEL,
  ...ROWS_OF_PIPFILE_SOURCE_UNNAMED,
  ...ROWS_OF_APT_NAME_GONE,
  ...ROWS_OF_SYNTAX_ERROR,
  ...ROWS_OF_CELERY_APP,
  ...ROWS_OF_APP_OBJECT_WITH_WORKERS,
  ...ROWS_OF_MOVES,
  ...ROWS_OF_HOOK_APP_FOLDER,
  ...ROWS_OF_LINK_UNREADABLE,
  ...ROWS_OF_NEWER_RELEASE,
]

/** For each check the situation that comes closest to what it looks for, and in which it must be silent. */
export const NEAR_MISSES: Readonly<Record<string, string>> = {
  'source/package-manager-missing': 'healthy_pip',
  'source/package-manager-in-subdir': 'source_subfolder-of-tests',
  'source/package-manager-not-committed': 'an ignored uv.lock beside a requirements.txt',
  'source/requirements-misspelled': 'source_misspelled-beside-lock',
  'source/multiple-package-managers': 'healthy_uv',
  'source/pipfile-without-lock': 'healthy_pipenv',
  'source/setup-py-only': 'source_setup-py-with-requirements',
  'source/venv-committed': 'a venv without pyvenv.cfg, and env',
  'source/heroku-python-dir': 'another folder in .heroku',
  'source/runtime-pip-install': 'source_pip-install-elsewhere',
  'source/uncommitted-changes': 'an ignored uv.lock beside a requirements.txt',
  'version/eol': 'version_deprecated',
  'version/unavailable': 'version_pinned-latest',
  'version/uv-needs-file': 'healthy_uv',
  'version/runtime-txt': 'a runtime.txt in a subfolder',
  'version/file-misspelled': 'version_similar-names',
  'version/file-invalid': 'Windows line ends',
  'version/file-encoding': 'UTF-8 comments',
  'version/file-multiple': 'version_comments',
  'version/unspecified': 'healthy_pipenv',
  'version/patch-pinned': 'healthy_pip',
  'version/deprecated': 'version_oldest-not-deprecated',
  'version/requires-python-mismatch': 'version_unspecified-requires-python',
  'version/pipfile-lock-invalid': 'version_pipfile-lock-unread',
  'stack/eol': 'healthy_pip, on heroku-24',
  'stack/deprecated': 'healthy_pip, on heroku-24',
  ...APP_NEAR_MISSES,
  ...IMPORT_NEAR_MISSES,
  ...REQUIREMENTS_NEAR_MISSES,
  ...LOCK_NEAR_MISSES,
  ...PACKAGE_NEAR_MISSES,
  ...NEAR_MISSES_OF_DJANGO,
  ...NEAR_MISSES_OF_PROCFILE,
  ...NEAR_MISSES_OF_SERVER,
  ...LAST_BUILD_NEAR_MISSES,
  ...NEAR_MISS_OF_PYTHON_MISSING,
  ...NEAR_MISS_OF_RETIRED,
  ...NEAR_MISS_OF_APT_MISSING,
  ...NEAR_MISS_OF_LFS_POINTER,
  ...NEAR_MISS_OF_SUBMODULE_UNREACHABLE,
  ...NEAR_MISS_OF_UNUSED_CONSTRAINTS,
  ...NEAR_MISS_OF_TEST_TOOL_MISSING,
  ...NEAR_MISS_OF_MANIFEST_FILE_MISSING,
  ...NEAR_MISS_OF_SYSTEM_LIBRARY,
  ...NEAR_MISS_OF_SYSTEM_PROGRAM,
  ...NEAR_MISS_OF_SYSTEM_HEADERS,
  ...NEAR_MISS_OF_BROWSER_MISSING,
  ...NEAR_MISS_OF_BROKEN_PAIR,
  ...NEAR_MISS_OF_CONFLICTING_PINS,
  ...NEAR_MISS_OF_PYTHON_UNSUPPORTED,
  ...NEAR_MISS_OF_REQUIRES_PYTHON,
  ...NEAR_MISS_OF_VCS_UNREACHABLE,
  ...NEAR_MISS_OF_CONDA_ONLY,
  ...NEAR_MISS_OF_NOT_ON_INDEX,
  ...NEAR_MISS_OF_SPACY_MODEL,
  ...NEAR_MISS_OF_PIPFILE_SOURCE_UNNAMED,
  ...NEAR_MISS_OF_APT_NAME_GONE,
  ...NEAR_MISS_OF_SYNTAX_ERROR,
  ...NEAR_MISS_OF_CELERY_APP,
  ...NEAR_MISS_OF_APP_OBJECT_WITH_WORKERS,
  ...NEAR_MISSES_OF_MOVES,
  ...NEAR_MISS_OF_HOOK_APP_FOLDER,
  ...NEAR_MISS_OF_LINK_UNREADABLE,
  ...NEAR_MISS_OF_NEWER_RELEASE,
}
