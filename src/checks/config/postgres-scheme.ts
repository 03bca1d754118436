import type {Check, CheckContext} from '../check.js'
import type {Dependency} from '../dependencies.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {isAvailable} from '../../platform/app.js'
import {filesWith} from '../../project/python-source/index.js'
import {findDependency} from '../dependencies.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** The first SQLAlchemy that doesn't know `postgres://`. Source: its changelog of 1.4.0. */
const REFUSES = '1.4'
/** What an app writes that changes a URL's scheme: the new one, the old one, or the parts that a URL is made of. */
const REWRITE = /postgres(?:ql)?(?:\+\w+)?:|["']postgres["']|drivername|URL\.create/

export const postgresScheme: Check = {
  id: 'config/postgres-scheme',
  title: 'SQLAlchemy gets a URL that starts with postgres://',
  severity: 'error',
  needs: ['config-vars'],
  docs: {
    what: "The code reads a config var whose URL starts with `postgres://`, as Heroku's `DATABASE_URL` does. The app uses SQLAlchemy 1.4 or newer, and its code doesn't change the scheme. The value is never shown or stored.",
    why: 'SQLAlchemy 1.4 and newer only accept `postgresql://`, and fail with "Can\'t load plugin: sqlalchemy.dialects:postgres". You can\'t change the config var, because Heroku Postgres sets it.',
    fix: 'Change the scheme where the code reads the config var: `url.replace("postgres://", "postgresql://", 1)`.',
    example: '`create_engine(os.environ["DATABASE_URL"])` with SQLAlchemy 2',
    link: 'https://devcenter.heroku.com/articles/connecting-heroku-postgres#connecting-in-python',
  },
  run(context) {
    const {app, project} = context
    const sqlalchemy = findDependency(context, 'sqlalchemy')
    if (!app || !isAvailable(app.configVars) || !sqlalchemy || !refuses(sqlalchemy)) return []
    const [rewriting] = filesWith(project.tree, REWRITE)
    if (rewriting !== undefined) return []
    const names = [...app.configVars].flatMap(([name, value]) => (/^postgres:\/\//.test(value.reveal()) ? [name] : []))
    return names.flatMap((name) => {
      const file = readerOf(context, name)
      if (file === undefined) return []
      const lines = new TextDecoder().decode(project.tree.read(file)).split('\n')
      const line = lines.findIndex((text) => named(name).test(text)) + 1
      const message = `The app can't connect: the config var ${name} starts with postgres://, and SQLAlchemy ${REFUSES} and newer only accept postgresql://. Write os.environ["${name}"].replace("postgres://", "postgresql://", 1).`
      return [{file, fix: {command: null, kind: 'hand' as const}, line, message}]
    })
  },
}

function refuses({certain, specifier, version}: Dependency): boolean {
  if (!certain) return false
  // Without a version it is the newest, unless the specifier may forbid that.
  return version === null
    ? !/[<~=]/.test(specifier.replaceAll('>=', ''))
    : pep440().valid(version) !== null && pep440().gte(version, REFUSES)
}

/** The variable as code names it. */
function named(name: string): RegExp {
  return new RegExp(String.raw`["']${name}["']`)
}

/** The file that reads the variable for SQLAlchemy: beside Django, which reads it in its own way, it must name SQLAlchemy. */
function readerOf(context: CheckContext, name: string): string | undefined {
  if (!/^\w+$/.test(name)) return undefined
  const {tree} = context.project
  const readers = [...filesWith(tree, named(name))]
  if (!findDependency(context, 'django')) return readers[0]
  const naming = new Set(filesWith(tree, /sqlalchemy/i))
  return readers.find((file) => naming.has(file))
}
