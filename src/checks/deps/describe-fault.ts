import type {Fault} from '../../packaging/requirements/read-requirements.js'

/** The faults that need no more than their name to be described. */
const WORDS = {
  'config-settings-form': 'what follows --config-settings must have the form KEY=VALUE',
  'constraint-editable': 'a constraints file can hold no editable requirement (-e)',
  'constraint-extras': 'a constraint can have no extras in brackets',
  'constraint-unnamed': 'a constraint needs the name of a package',
  'editable-form':
    'what follows -e must be a folder of the source with a pyproject.toml or setup.py, or a repository such as git+https://…',
  'editable-unnamed': 'an editable repository needs its name, as in #egg=name at the end',
  egg: 'what follows #egg= must be the name of a package alone. Extras are written as name[extra] @ URL',
  extras: 'the extras in brackets must be names with commas between them',
  'hash-form': 'a hash must have the form --hash=sha256:…',
  marker: 'the condition behind the ; is no environment marker',
  'no-such-path': 'there is no such file or folder in what Heroku builds. The path counts from the root of the app',
  'not-a-project': 'the folder has neither a pyproject.toml nor a setup.py',
  quotes: 'a quote is opened and not closed',
  ref: 'the name of the branch, tag or commit behind the @ is missing',
  url: 'what follows the @ must be a URL that begins with https://, git+https:// or the like',
  'wheel-name': 'the name of a wheel must have the form name-version-python-abi-platform.whl',
} as const

/** What is wrong with a line, as the end of a sentence; undefined where another check tells of it. */
export function describeFault(fault: Fault, written: string): string | undefined {
  switch (fault.id) {
    case 'name':
      return nameFault(written)

    case 'option-ambiguous':
      return `the option ${fault.option} is short for several`

    case 'option-needs-value':
      return `the option ${fault.option} needs a value`

    case 'option-takes-no-value':
      return `the option ${fault.option} takes no value`

    case 'option-unknown':
      return `pip takes no option ${fault.option} in a file`

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
  if (/^(?:<{7}|={7}|>{7})/.test(written)) return 'it is left over from a merge in git'
  return 'it begins with no name of a package'
}

function versionFault(written: string): string {
  if (/^(?:<{7}|={7}|>{7})/.test(written)) return 'it is left over from a merge in git'
  if (/^pip3? install\b/.test(written)) return 'it is a command. The file holds the names of the packages alone'
  if (/^[\w.-]+=[\w.]+=\w+$/.test(written)) return 'conda wrote it. The command pip list --format=freeze writes what pip reads'
  if (/^[\w.[\]-]+\s*=(?!=)/.test(written)) return 'a version is written with two equals signs, =='
  if (/[~<>]=?\s*[\d.]+\.\*/.test(written)) return '.* goes with == and != only'
  return 'what follows the name is no list of versions, such as ==1.2.3 or >=1,<2'
}
