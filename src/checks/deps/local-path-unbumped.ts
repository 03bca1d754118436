import type {Check} from '../check.js'

import {posix} from 'node:path'

import {DEPENDENCIES_PAGE} from '../facts.js'
import {installedEntries} from './requirements-facts.js'

export const localPathUnbumped: Check = {
  id: 'deps/local-path-unbumped',
  title: 'a wheel in the repository, which is deployed by its version',
  severity: 'info',
  docs: {
    what: 'A requirement that is a wheel file of the repository (`./wheels/shop-1.0-py3-none-any.whl`).',
    why: 'The classic buildpack keeps the installed packages from build to build, and pip leaves alone what is installed in the version that the name of the wheel says. So a wheel that was built anew under the same name is not deployed before the cache is discarded. A folder or a source archive is installed at each build.',
    fix: 'Give the package a new version with each change, and the requirement the new file name. Or let the requirement be the folder that it is built from.',
    example: '`./wheels/shop-1.0-py3-none-any.whl` in `requirements.txt`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    if (context.kind !== 'classic') return []
    return installedEntries(context).flatMap(({editable, file, line, source}) => {
      if (editable || source.kind !== 'path' || source.path === null || !source.path.endsWith('.whl')) return []
      const message = `If ${posix.basename(source.path)} is built anew, name and version must change: pip leaves a package alone that the last build installed in the same version.`
      return [{file, fix: {command: null, kind: 'hand' as const}, line, message}]
    })
  },
}
