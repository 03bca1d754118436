import type {Manager} from '../manager.js'

import {pipenvFreshness} from './freshness.js'
import {pipenvClassic} from './install.js'
import {pipenvPackages, pipenvPinned} from './packages.js'

export const pipenv = {
  name: 'Pipenv',
  file: 'Pipfile.lock',
  manifest: 'Pipfile',
  usesPip: true,
  outsideOfConstraint: 'stops',
  packages: pipenvPackages,
  pinned: pipenvPinned,
  freshness: pipenvFreshness,
  classic: pipenvClassic,
  lock: {
    kind: 'lock',
    tool: 'pipenv',
    args: () => ['lock'],
    env: {PIPENV_NOSPIN: '1', PIPENV_VERBOSITY: '-1', PIPENV_YES: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1'},
    inVenv: true,
    needsSamePython: true,
    verify: ['verify'],
  },
  words: {
    add: 'pipenv install',
    lock: 'pipenv lock',
    remove: 'pipenv uninstall',
    upgrade: (name, version, {direct}) =>
      direct && version !== null ? `pipenv install '${name}>=${version}'` : `pipenv upgrade ${name}`,
    variables: /^PIPENV_/,
    credentials: /^PIPENV_PYPI_MIRROR$/,
  },
} as const satisfies Manager
