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
      return `app.json lists other buildpacks: ${item.buildpacks.map(({shown}) => shown).join(', ')}. Review apps and new apps created from app.json use those. Change them there too.`

    case 'build-would-fail':
      return `The next build would fail: ${item.title}. For the fix, run heroku python:doctor.`

    case 'buildpack-vars':
      return `${item.names.join(' and ')} ${item.names.length === 1 ? 'is' : 'are'} a legacy setting that can take effect when the list is empty. Remove it: heroku config:unset ${item.names.join(' ')} --app ${item.app}, or rerun with --config.`

    case 'buildpacks-file':
      return item.expanded
        ? '.buildpacks is no longer used. Remove it: git rm .buildpacks'
        : '.buildpacks has no effect without the multi buildpack. If no other app uses it, remove it: git rm .buildpacks'

    case 'config-unreadable':
      return `Config vars not checked: ${item.message}.`

    case 'dead-vars':
      return `${item.names.join(', ')} ${item.names.length === 1 ? 'is' : 'are'} no longer used. Remove ${item.names.length === 1 ? 'it' : 'them'}: heroku config:unset ${item.names.join(' ')} --app ${item.app}, or rerun with --config.`

    case 'no-python-source':
      return `Next build not checked: the source at ${item.path} is not a Python app. Point --source at the app's folder.`

    case 'unread-vars':
      return `${item.names.join(', ')} ${item.names.length === 1 ? 'has' : 'have'} no effect in builds: heroku/python doesn't pass config vars to the package manager.`

    case 'version-var':
      return `${item.name} no longer sets a version: heroku/python uses its own.`
  }
}
