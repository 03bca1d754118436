import type {Fault} from '../../packaging/requirements/read-requirements.js'

/** The faults that need no more than their name to be described. */
const WORDS = {
  'config-settings-form': '--config-settings must be followed by KEY=VALUE',
  'constraint-editable': "a constraints file can't have an editable requirement (-e)",
  'constraint-extras': "a constraint can't have extras in brackets",
  'constraint-unnamed': 'a constraint needs a package name',
  'editable-form': '-e must be followed by a folder with a pyproject.toml or setup.py, or by a repository such as git+https://…',
  'editable-unnamed': 'an editable repository needs its name, as in #egg=name at the end',
  egg: '#egg= must be followed by a package name and nothing else. Write extras as name[extra] @ URL',
  extras: 'the extras in brackets must be names separated by commas',
  'hash-form': 'a hash must have the form --hash=sha256:…',
  marker: "the condition after the ; isn't an environment marker",
  'no-such-path': "Heroku doesn't get such a file or folder. The path is relative to the app's root",
  'not-a-project': 'the folder has neither a pyproject.toml nor a setup.py',
  quotes: 'a quote is never closed',
  ref: 'the name of the branch, tag or commit after the @ is missing',
  url: 'the @ must be followed by a URL that starts with https://, git+https:// or similar',
  'wheel-name': 'the name of a wheel must have the form name-version-python-abi-platform.whl',
} as const

/** What is wrong with a line, as the end of a sentence; undefined where another check tells of it. */
export function describeFault(fault: Fault, written: string): string | undefined {
  switch (fault.id) {
    case 'name':
      return nameFault(written)

    case 'option-ambiguous':
      return `the option ${fault.option} could be short for several options`

    case 'option-needs-value':
      return `the option ${fault.option} needs a value`

    case 'option-takes-no-value':
      return `the option ${fault.option} doesn't take a value`

    case 'option-unknown':
      return `pip doesn't accept the option ${fault.option} in a file`

    case 'unreadable':
      return undefined

    case 'rest':
    case 'version':
      return versionFault(written)

    default:
      return WORDS[fault.id]
  }
}

function nameFault(written: string): string {
  if (/^(?:<{7}|={7}|>{7})/.test(written)) return 'it is left over from a merge conflict'
  return "it doesn't start with a package name"
}

function versionFault(written: string): string {
  if (/^(?:<{7}|={7}|>{7})/.test(written)) return 'it is left over from a merge conflict'
  if (/^pip3? install\b/.test(written)) return 'it is a command. The file may only list packages'
  if (/^[\w.-]+=[\w.]+=\w+$/.test(written))
    return 'it comes from conda. Use pip list --format=freeze to write lines that pip can read'
  if (/^[\w.[\]-]+\s*=(?!=)/.test(written)) return 'use two equals signs for a version: =='
  if (/[~<>]=?\s*[\d.]+\.\*/.test(written)) return '.* only works with == and !='
  return 'the name must be followed by versions such as ==1.2.3 or >=1,<2'
}
