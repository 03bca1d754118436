import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

import {PACKAGE_MANAGER_NAMES} from '../../src/package-managers/index.js'
import {BUILDPACK_CHECKOUT, NO_CHECKOUT} from '../support/buildpack-checkout.js'
import {PROJECT} from '../support/heroku-cli.js'
import {skip} from '../support/skip.js'

/** The keys that heroku-buildpack-python v351 stores. */
const KEYS = [
  'cache_restore_duration',
  'cache_save_duration',
  'cache_status',
  'dependencies_install_duration',
  'django_collectstatic',
  'django_collectstatic_duration',
  'failure_detail',
  'failure_reason',
  'nltk_downloader',
  'nltk_downloader_duration',
  'package_manager',
  'package_manager_install_duration',
  'pip_version',
  'pipenv_version',
  'poetry_version',
  'post_compile_hook',
  'post_compile_hook_duration',
  'pre_compile_hook',
  'pre_compile_hook_duration',
  'python_install_duration',
  'python_version',
  'python_version_files',
  'python_version_major',
  'python_version_origin',
  'python_version_outdated',
  'python_version_pinned',
  'python_version_requested',
  'setuptools_version',
  'total_duration',
  'uv_version',
]

describe('build data', () => {
  it("has the buildpack's own keys", () => {
    const file = path.join(PROJECT, 'src/local-build/run/build-data.ts')
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)
    const keys = source.statements.flatMap((statement) =>
      ts.isInterfaceDeclaration(statement) ? statement.members.map((member) => member.name!.getText(source)) : [],
    )
    // A key for the version of each package manager, which the interface takes from their names.
    const versions = PACKAGE_MANAGER_NAMES.map((name) => `${name}_version`)
    assert.deepEqual([...keys, ...versions].sort(), KEYS)
  })

  it('which are these, by its source', function () {
    if (!existsSync(BUILDPACK_CHECKOUT)) skip(this, NO_CHECKOUT)
    const files = ['bin', 'bin/steps', 'lib'].flatMap((folder) =>
      readdirSync(path.join(BUILDPACK_CHECKOUT, folder), {withFileTypes: true}).flatMap((entry) =>
        entry.isFile() ? [readFileSync(path.join(BUILDPACK_CHECKOUT, folder, entry.name), 'utf8')] : [],
      ),
    )
    const code = files.join('\n').replaceAll(/^\s*#.*$/gm, '')
    const found = [...code.matchAll(/build_data::set_(?:string|raw|duration) "([^"]+)"/g)].flatMap(([, key]) =>
      key!.includes('${hook_name}') ? ['pre_compile', 'post_compile'].map((name) => key!.replace('${hook_name}', name)) : [key!],
    )
    assert.deepEqual([...new Set(found)].filter((key) => !key.includes('$')).sort(), KEYS)
  })
})
