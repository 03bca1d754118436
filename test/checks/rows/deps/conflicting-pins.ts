import {built, type Case, within} from '../../case.js'

const ID = 'deps/conflicting-pins'
const app = (requirements: string, more: Record<string, string> = {}) => ({
  '.python-version': '3.13\n',
  'requirements.txt': `${requirements}\n`,
  ...more,
})

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('a Werkzeug that Flask excludes', app('Flask==3.1.0\nWerkzeug==2.0.3'), [`${ID} error`]),
    built('a Werkzeug below an upper bound that Flask excludes', app('Flask==3.1.0\nWerkzeug<3'), [`${ID} error`]),
    built('a Werkzeug that Flask takes', app('Flask==3.1.0\nWerkzeug==3.1.3'), []),
    built('a Werkzeug below an upper bound that Flask takes', app('Flask==3.1.0\nWerkzeug>=2,<4'), []),
    built('a Flask of a version that is not known', app('Flask==9.1.0\nWerkzeug==2.0.3'), []),
    built('a Werkzeug for another Python', app('Flask==3.1.0\nWerkzeug==2.0.3 ; python_version < "3.9"'), []),
    built('boto3 and botocore out of step', app('boto3==1.34.162\nbotocore==1.33.13'), [`${ID} error`]),
    built('boto3 and botocore in step', app('boto3==1.34.144\nbotocore==1.34.162'), []),
    built('torch and torchvision out of step', app('torch==2.4.1\ntorchvision==0.18.1'), [`${ID} error`]),
    built('torch and torchvision in step', app('torch==2.3.1\ntorchvision==0.18.1'), []),
    built('torch for processors', app('torch==2.3.1+cpu\ntorchvision==0.18.1+cpu'), []),
    built('numba and llvmlite in step', app('numba==0.60.0\nllvmlite==0.43.0'), []),
    built('pydantic-core of another pydantic', app('pydantic==2.5.3\npydantic-core==2.18.4'), [`${ID} error`]),
    built('one package with two versions', app('six==1.16.0\nsix==1.17.0'), [`${ID} error`]),
    built('one package with one version, twice', app('six==1.16\nsix==1.16.0'), []),
    built(
      'one package with a version for each Python',
      app('six==1.16.0 ; python_version < "3.10"\nsix==1.17.0 ; python_version >= "3.10"'),
      [],
    ),
    built('a version that a constraint excludes', app('-c constraints.txt\nsix==1.16.0', {'constraints.txt': 'six==1.17.0\n'}), [
      `${ID} error`,
    ]),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a Werkzeug that Flask takes'}
