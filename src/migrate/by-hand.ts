import type {Reference} from '../platform/buildpacks/reference.js'

/** What a migration doesn't do itself: data. Its words are below. */
export type ByHand =
  | {id: 'app-json'; buildpacks: readonly Reference[]}
  | {id: 'build-would-fail'; title: string}
  | {id: 'buildpack-vars'; app: string; names: readonly string[]}
  | {id: 'buildpacks-file'; expanded: boolean}
  | {id: 'config-unreadable'; message: string}
  | {id: 'dead-vars'; app: string; names: readonly string[]}
  | {id: 'no-python-source'; path: string}
  | {id: 'unread-vars'; names: readonly string[]}
  | {id: 'version-var'; name: string}

/** What is left of it, once config vars were unset. */
export function leftByHand(items: readonly ByHand[], unset: readonly string[]): readonly ByHand[] {
  return unset.length === 0 ? items : items.filter(({id}) => id !== 'dead-vars' && id !== 'buildpack-vars')
}

export function byHandText(item: ByHand): string {
  switch (item.id) {
    case 'app-json':
      return `app.json names other buildpacks (${item.buildpacks.map(({shown}) => shown).join(', ')}): review apps, and apps that are created from it, use those. Change them there too.`

    case 'build-would-fail':
      return `The next build would fail: ${item.title}. heroku python:doctor tells how to fix it.`

    case 'buildpack-vars':
      return `${item.names.join(' and ')} ${item.names.length === 1 ? 'is' : 'are'} set, from before apps had a list of buildpacks, and may be used where the list is empty: heroku config:unset ${item.names.join(' ')} --app ${item.app} (or --config here).`

    case 'buildpacks-file':
      return item.expanded
        ? 'Nothing reads .buildpacks any more: git rm .buildpacks.'
        : 'Nothing reads .buildpacks: without the multi buildpack it has no effect. git rm .buildpacks, if no other app needs it.'

    case 'config-unreadable':
      return `The app's config vars could not be read (${item.message}), so nothing is said about them.`

    case 'dead-vars':
      return `No buildpack of the list above reads ${item.names.join(', ')}: heroku config:unset ${item.names.join(' ')} --app ${item.app} (or --config here).`

    case 'no-python-source':
      return `The source at ${item.path} is no Python app, so what the next build does with yours could not be told. --source points at another folder.`

    case 'unread-vars':
      return `${item.names.join(', ')}: heroku/python passes no config vars on to the package manager, so ${item.names.length === 1 ? 'this setting has' : 'these settings have'} no effect in a build.`

    case 'version-var':
      return `${item.name} no longer chooses a version: heroku/python brings its own.`
  }
}
