import {built, type Case, FIR, within} from '../../case.js'

const APP = {'.python-version': '3.14\n', 'constraints.txt': 'flask==3.0.0\n', 'requirements.txt': 'flask\n'}
const ID = 'deps/unused-constraints'

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('constraints that nothing names', APP, [`${ID} info`]),
    built('constraints in the folder requirements', {...APP, 'constraints.txt': '', 'requirements/constraints.txt': 'a==1\n'}, [
      `${ID} info`,
    ]),
    built('constraints that requirements.txt names', {...APP, 'requirements.txt': '-c constraints.txt\nflask\n'}, []),
    built(
      'constraints that an included file names',
      {...APP, 'requirements.txt': '-r requirements/base.txt\n', 'requirements/base.txt': '-c ../constraints.txt\nflask\n'},
      [],
    ),
    built(
      'constraints beside a lock of uv',
      {'.python-version': '3.14\n', 'constraints.txt': '', 'pyproject.toml': '', 'uv.lock': ''},
      [],
    ),
    built('constraints by a config var on Fir', APP, [], {app: {...FIR, configVars: {PIP_CONSTRAINT: 'constraints.txt'}}}),
    built('constraints in a subfolder', {'docker/constraints.txt': 'a==1\n', 'requirements.txt': 'flask\n'}, []),
    built('no constraints', {'.python-version': '3.14\n', 'requirements.txt': 'flask\n'}, []),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'constraints that requirements.txt names'}
