/** What a test says about its apps. Only the name is needed: the rest defaults to a healthy, deployed Python app. */
export interface AppSeed {
  name: string
  generation?: Generation
  team?: string
  space?: string
  /** The stack of the last build. */
  stack?: string
  /** The stack of the next build, where it differs. */
  buildStack?: string
  /** As a user types them: `heroku/python`, an https URL, or a URN. */
  buildpacks?: string[]
  configVars?: Record<string, string>
  /** Oldest first; each successful one makes a slug (an OCI image on Fir) and a release. `[]`: never deployed. */
  builds?: BuildSeed[]
  /** Default: one web dyno, and none of the last build's other process types. */
  formation?: FormationSeed[]
  addons?: AddonSeed[]
  /** Add-ons of other apps that are attached to this one. Its own add-ons are attached without being listed here. */
  attachments?: AttachmentSeed[]
  access?: Access
  /** What the storage of build caches has of it; left out: nothing (404). */
  cache?: Uint8Array
  /** Laid over the app's answer as it is; whatever the schema does not allow shows up in `schemaErrors`. */
  fields?: Record<string, unknown>
}

export type Generation = 'cedar' | 'fir'

/** `view`: may read all but config vars and change nothing. `none`: 403 for everything, absent from the lists. */
export type Access = 'full' | 'none' | 'view'

export interface BuildSeed {
  status?: 'failed' | 'pending' | 'succeeded'
  stack?: string
  buildpacks?: string[]
  commit?: string
  /** Shown in the default log. */
  pythonVersion?: string
  /** What output_stream_url gives; null: the log is gone (404). */
  log?: string | null
  processTypes?: Record<string, string>
  /** In bytes. */
  slugSize?: number
  /** `failed`: the build succeeded, its release phase did not. */
  releaseStatus?: ReleaseStatus
  /** The image's buildpacks; Fir only. */
  cnbs?: Cnb[]
}

export type ReleaseStatus = 'expired' | 'failed' | 'pending' | 'succeeded'

export interface Cnb {
  id: string
  version: string
  homepage: string
}

export interface FormationSeed {
  type: string
  quantity?: number
  size?: string
  command?: string
}

export interface AddonSeed {
  /** `service:plan` */
  plan: string
  name?: string
  /** The config vars that it owns; they are added to the app's. */
  configVars?: Record<string, string>
  /** Default: its first config var's name, less `_URL`. */
  attachment?: string
}

export interface AttachmentSeed {
  name: string
  addon: string
  /** The app that owns the add-on. */
  billingApp: string
}

export interface AccountSeed {
  email?: string
  name?: string
}
