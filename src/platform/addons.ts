import type {PlatformClient} from './client.js'

import {appPath, fields, list, text} from './answers.js'

/** Which config vars add-ons set, as far as the platform tells. */
export interface AddonNames {
  /** Config var → the add-on that owns it. */
  owned: ReadonlyMap<string, string>
  /**
   * Beginnings of the names that an add-on of another app, attached to this one, gives its config vars → the add-on. Its
   * own list is not to be seen from here.
   */
  prefixes: ReadonlyMap<string, string>
}

/**
 * The config vars that an app's add-ons own, those of every attachment too: a database may be known by several names.
 *
 * Source: the Platform API's `config_vars` of an add-on; an attachment's config vars begin with its name
 * (devcenter.heroku.com/articles/managing-add-ons, "Using custom add-on attachment names").
 *
 * @throws ApiFailure
 */
export async function readAddonNames(app: string, client: PlatformClient): Promise<AddonNames> {
  const path = appPath(app)
  const [addons, attachments] = await Promise.all([client.get(`${path}/addons`), client.get(`${path}/addon-attachments`)])
  const own = listed(addons)
  const owned = new Map<string, string>()
  for (const addon of own) {
    const names = Array.isArray(addon.config_vars) ? addon.config_vars : []
    for (const name of names) if (typeof name === 'string') owned.set(name, text(addon.name) ?? '')
  }

  const ids = new Set(own.map((addon) => text(addon.id)))
  const prefixes = new Map<string, string>()
  for (const attachment of listed(attachments)) {
    const name = text(attachment.name)
    if (name === null) continue
    const addon = fields(attachment.addon)
    owned.set(`${name}_URL`, text(addon.name) ?? '')
    if (!ids.has(text(addon.id))) prefixes.set(`${name}_`, text(addon.name) ?? '')
  }

  return {owned, prefixes}
}

function listed(answer: unknown) {
  return list(answer, 'add-ons').map((item) => fields(item))
}
