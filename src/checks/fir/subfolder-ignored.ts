import {posix} from 'node:path'

import type {Check} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {SUBFOLDER_BUILDPACKS} from '../../platform/buildpacks/catalogue.js'
import {MANAGER_FILES} from '../../package-managers/index.js'

export const subfolderIgnored: Check = {
  id: 'fir/subfolder-ignored',
  title: 'Fir builds the root, not the subfolder that a config var names',
  severity: 'warning',
  needs: ['config-vars'],
  docs: {
    what: 'A Fir app has the config var `PROJECT_PATH` or `APP_BASE`, and the folder in it has a package manager file.',
    why: 'Subdir and monorepo buildpacks make that folder the root, but they are classic buildpacks. Fir has Cloud Native Buildpacks only, and Heroku lists monorepo apps as unsupported there. The build ignores the config var and builds the root.',
    fix: 'Push only the folder (`git subtree push --prefix backend heroku main`), or keep the app on Cedar.',
    example: '`PROJECT_PATH=backend`, in an app that was moved from Cedar to Fir',
    link: 'https://devcenter.heroku.com/articles/migrating-apps-from-cedar-spaces-to-fir-spaces',
  },
  run({app, kind, project: {tree}}) {
    if (kind !== 'cnb' || app === null || !isAvailable(app.configVars)) return []
    const {configVars} = app
    return SUBFOLDER_BUILDPACKS.flatMap(({variable}) => {
      const folder = posix.normalize(configVars.get(variable)?.reveal() ?? '.').replaceAll(/^\/+|\/+$/g, '')
      const file = MANAGER_FILES.find((name) => tree.isFile(`${folder}/${name}`))
      if (folder === '.' || folder === '' || file === undefined) return []
      return [
        {
          file: `${folder}/${file}`,
          fix: {command: null, kind: 'hand' as const},
          message: `Fir ignores the config var ${variable} and builds the root, not ${folder}. It has no subdir or monorepo buildpacks.`,
        },
      ]
    })
  },
}
