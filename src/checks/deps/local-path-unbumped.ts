import type {Check} from '../check.js'

import {posix} from 'node:path'

import {DEPENDENCIES_PAGE} from '../facts.js'
import {installedEntries} from './requirements-facts.js'

export const localPathUnbumped: Check = {
  id: 'deps/local-path-unbumped',
  title: 'a wheel in the repository is only reinstalled when its version changes',
  severity: 'info',
  docs: {
    what: 'A requirement is a wheel in the repository (`./wheels/shop-1.0-py3-none-any.whl`).',
    why: "The classic buildpack keeps installed packages between builds, and pip skips a wheel whose version is already installed. A wheel rebuilt under the same name isn't deployed until the cache is discarded. A folder or a source archive is installed in each build.",
    fix: 'Give the package a new version with each change, and update the file name in the requirement. Or require the folder that the wheel is built from.',
    example: '`./wheels/shop-1.0-py3-none-any.whl` in `requirements.txt`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    if (context.kind !== 'classic') return []
    return installedEntries(context).flatMap(({editable, file, line, source}) => {
      if (editable || source.kind !== 'path' || source.path === null || !source.path.endsWith('.whl')) return []
      const message = `If you rebuild ${posix.basename(source.path)}, change its version and name: pip skips a package that the last build installed in the same version.`
      return [{file, fix: {command: null, kind: 'hand' as const}, line, message}]
    })
  },
}
