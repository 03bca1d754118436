/**
 * Cases that are not told yet, each with the reason. Take a line out once its case is told: its test fails until then. In parts, so that
 * those who work on different checks don't change the same lines.
 */

const IMPORTS_AND_SETTINGS = {
  '008a': 'no check django/manifest-file-missing',
}

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
  '017b': 'a misspelled Aptfile is not named',
  '024b': 'no check buildpacks/retired',
  '027': 'no check buildpacks/python-missing',
  '041b': 'nltk.txt is not compared with what the code needs',
  '042c': 'a default that is split from a text is not judged',
  '042d': 'judged with an app only',
  '048': 'no check source/lfs-pointer',
  '071': 'a constraints.txt that nothing names is not seen',
  '074b': 'the fix is an empty requirements.txt',
  '075': 'no check source/submodule-unreachable',
  D1: 'no check buildpacks/python-missing',
}

export const NOT_YET: Readonly<Record<string, string>> = {...IMPORTS_AND_SETTINGS, ...PACKAGES, ...LISTS_LOGS_ADVICE}
