/**
 * Cases that are not told yet, each with the reason. Take a line out once its case is told: its test fails until then. In parts, so that
 * those who work on different checks don't change the same lines.
 */

const PACKAGES = {
  '022b': 'no check deps/system-library',
  '022c': 'no check deps/system-library',
  '024a': 'no check deps/browser-missing',
  '034c': 'what brings torch is not known',
  '034d': 'that no tensorflow 2.1.0 exists for Python 3.13 is not known',
  '041d': 'no check deps/spacy-model',
  '044a': 'no check deps/broken-pair',
  '044c': 'no check deps/conflicting-pins',
  '045a': 'no check deps/broken-pair',
  '045b': 'setuptools without a version is not judged',
  '045d': 'no check deps/broken-pair',
  '047a': 'no check deps/python-unsupported',
  '047b': 'no check deps/python-unsupported',
  '047c': 'no check deps/python-unsupported',
  '051b': 'python-magic-bin and pyobjc-core are not in the list',
  '052b': 'no check deps/conda-only',
  '053a': 'no check deps/browser-missing',
  '054a': 'no check deps/system-program',
  '054b': 'no check deps/system-program',
  '054d': 'no check deps/system-headers',
  '076': 'no check deps/vcs-unreachable',
  '076b': 'no check deps/vcs-unreachable',
  '077-online': 'Requires-Python is not read',
}

const LISTS_LOGS_ADVICE = {
  '001a-build': 'the missing package is not named',
  '027-mig': 'migrate-buildpack does not add heroku/python',
  '044a-pin': 'pairs that break are not known',
  '044c-build': 'the conflict is not named',
  '047b-build': 'the package is not named',
  '054c-build': 'the Debian package is not named',
  L1: 'the cause is not read from the log',
  L2: 'the cause is not read from the log',
  L3: 'the cause is not read from the log',
  L5: 'the cause is not read from the log',
  L6: 'the 15 minutes are not named',
}

export const NOT_YET: Readonly<Record<string, string>> = {...PACKAGES, ...LISTS_LOGS_ADVICE}
