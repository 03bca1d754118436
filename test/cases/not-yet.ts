/**
 * Cases that are not told yet, each with the reason. Take a line out once its case is told: its test fails until then. In parts, so that
 * those who work on different checks don't change the same lines.
 */

const IMPORTS_AND_SETTINGS = {
  '008a': 'no check django/manifest-file-missing',
}

const LISTS_LOGS_ADVICE = {
  '001a-build': 'the missing package is not named',
  '017b': 'a misspelled Aptfile is not named',
  '024b': 'no check buildpacks/retired',
  '027': 'no check buildpacks/python-missing',
  '027-mig': 'migrate-buildpack does not add heroku/python',
  '041b': 'nltk.txt is not compared with what the code needs',
  '042c': 'a default that is split from a text is not judged',
  '042d': 'judged with an app only',
  '044a-pin': 'pairs that break are not known',
  '044c-build': 'the conflict is not named',
  '047b-build': 'the package is not named',
  '048': 'no check source/lfs-pointer',
  '054c-build': 'the Debian package is not named',
  '071': 'a constraints.txt that nothing names is not seen',
  '074b': 'the fix is an empty requirements.txt',
  '075': 'no check source/submodule-unreachable',
  D1: 'no check buildpacks/python-missing',
  L1: 'the cause is not read from the log',
  L2: 'the cause is not read from the log',
  L3: 'the cause is not read from the log',
  L5: 'the cause is not read from the log',
  L6: 'the 15 minutes are not named',
}

export const NOT_YET: Readonly<Record<string, string>> = {...IMPORTS_AND_SETTINGS, ...LISTS_LOGS_ADVICE}
