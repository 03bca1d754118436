import {type AddonState, type AttachmentState, attachmentsOf, newAddon} from './addons.js'
import {buildpackUrl} from './buildpack-refs.js'
import {addBuild, addRelease, type BuildState, type ImageState, type ReleaseState, type SlugState} from './history.js'
import {Clock, stableId} from './ids.js'
import type {Access, AccountSeed, AppSeed, FormationSeed, Generation} from './seeds.js'

/** An app as the platform holds it. Tests may change any of it between two requests. */
export interface AppState {
  id: string
  name: string
  generation: Generation
  team: string | null
  space: string | null
  stack: string
  buildStack: string
  /** As stored: `urn:buildpack:heroku/python`, or a URL. */
  buildpacks: string[]
  configVars: Record<string, string>
  builds: BuildState[]
  releases: ReleaseState[]
  slugs: SlugState[]
  images: ImageState[]
  formation: Array<Required<FormationSeed>>
  addons: AddonState[]
  attachments: AttachmentState[]
  access: Access
  cache: null | Uint8Array
  fields: Record<string, unknown>
  createdAt: string
  updatedAt: string
}

export interface AccountState {
  id: string
  email: string
  name: string
}

/** Everything behind the fake API. */
export class PlatformState {
  readonly apps: AppState[] = []
  readonly teams: Set<string>
  readonly account: AccountState
  readonly clock = new Clock()

  constructor(account: AccountSeed = {}, teams: readonly string[] = []) {
    const email = account.email ?? 'developer@example.com'
    this.account = {id: stableId('account', email), email, name: account.name ?? 'Dana Developer'}
    this.teams = new Set(teams)
  }

  addApp(seed: AppSeed): AppState {
    if (this.findApp(seed.name)) throw new Error(`There is an app ${seed.name} already.`)
    const app = newApp(seed, this.clock)
    if (app.generation === 'cedar') addRelease(app, {description: 'Enable Logplex'}, this.clock)
    for (const build of seed.builds ?? [{}]) addBuild(app, build, this.clock)
    app.formation = (seed.formation ?? defaultFormation(app)).map((dyno) => newFormation(dyno, app))
    if (seed.team) this.teams.add(seed.team)
    this.apps.push(app)
    return app
  }

  /** By name or id, as the API takes either. */
  findApp(identity: string): AppState | undefined {
    return this.apps.find((app) => app.name === identity || app.id === identity)
  }
}

function newApp(seed: AppSeed, clock: Clock): AppState {
  const generation = seed.generation ?? 'cedar'
  const stack = seed.stack ?? (generation === 'fir' ? 'cnb' : 'heroku-26')
  const createdAt = clock.tick()
  const addons = (seed.addons ?? []).map((addon, index) => newAddon(seed.name, addon, index, createdAt))
  const app: AppState = {
    id: stableId('app', seed.name),
    name: seed.name,
    generation,
    team: seed.team ?? null,
    // Fir apps live in private spaces only.
    space: seed.space ?? (generation === 'fir' ? 'example-space' : null),
    stack,
    buildStack: seed.buildStack ?? stack,
    buildpacks: (seed.buildpacks ?? (generation === 'fir' ? [] : ['heroku/python'])).map((ref) => buildpackUrl(ref) ?? ref),
    configVars: Object.assign({}, seed.configVars, ...addons.map((addon) => addon.configVars)) as Record<string, string>,
    builds: [],
    releases: [],
    slugs: [],
    images: [],
    formation: [],
    addons,
    attachments: attachmentsOf(seed, addons, createdAt),
    access: seed.access ?? 'full',
    cache: seed.cache ?? null,
    fields: seed.fields ?? {},
    createdAt,
    updatedAt: createdAt,
  }
  addRelease(app, {description: 'Initial release'}, clock)
  return app
}

function defaultFormation(app: AppState): FormationSeed[] {
  const artifact = app.slugs.at(-1) ?? app.images.at(-1)
  return Object.entries(artifact?.processTypes ?? {}).map(([type, command]) => ({type, command}))
}

function newFormation(seed: FormationSeed, app: AppState): Required<FormationSeed> {
  return {
    type: seed.type,
    quantity: seed.quantity ?? (seed.type === 'web' ? 1 : 0),
    size: seed.size ?? (app.generation === 'fir' ? 'dyno-1c-0.5gb' : 'Basic'),
    command: seed.command ?? 'gunicorn app:app',
  }
}
