import {stableId} from './ids.js'
import type {AddonSeed, AppSeed} from './seeds.js'

export interface AddonState {
  id: string
  name: string
  /** `service:plan` */
  plan: string
  /** With the values that it set when it was provisioned; the API lists the names. */
  configVars: Record<string, string>
  attachment: string
  createdAt: string
}

export interface AttachmentState {
  id: string
  /** The config var is `${name}_URL`. */
  name: string
  addon: {id: string; name: string; app: {id: string; name: string}}
  createdAt: string
}

export function newAddon(appName: string, seed: AddonSeed, index: number, createdAt: string): AddonState {
  const id = stableId('addon', appName, index)
  const service = serviceOf(seed.plan)
  const configVars = seed.configVars ?? {}
  const variable = Object.keys(configVars)[0] ?? service.toUpperCase().replaceAll('-', '_')
  return {
    id,
    name: seed.name ?? `${service}-${id.slice(0, 8)}`,
    plan: seed.plan,
    configVars,
    attachment: seed.attachment ?? variable.replace(/_URL$/, ''),
    createdAt,
  }
}

/** The app's own add-ons first, then those that other apps share with it. */
export function attachmentsOf(seed: AppSeed, addons: AddonState[], createdAt: string): AttachmentState[] {
  const own = addons.map((addon) => ({name: addon.attachment, addon: addon.name, addonId: addon.id, billingApp: seed.name}))
  const shared = (seed.attachments ?? []).map((attachment) => ({...attachment, addonId: stableId('addon', attachment.addon)}))
  return [...own, ...shared].map(({name, addon, addonId, billingApp}) => ({
    id: stableId('attachment', seed.name, name),
    name,
    addon: {id: addonId, name: addon, app: {id: stableId('app', billingApp), name: billingApp}},
    createdAt,
  }))
}

export function serviceOf(plan: string): string {
  return plan.split(':')[0] ?? plan
}
