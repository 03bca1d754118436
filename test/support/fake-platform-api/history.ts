import {buildpackUrl} from './buildpack-refs.js'
import {type Clock, hexDigest, stableId} from './ids.js'
import type {BuildSeed, Cnb, ReleaseStatus} from './seeds.js'
import type {AppState} from './state.js'

export interface BuildState {
  id: string
  status: 'failed' | 'pending' | 'succeeded'
  stack: string
  buildpacks: string[]
  commit: string
  /** null: expired. */
  log: string | null
  slugId: string | null
  releaseId: string | null
  createdAt: string
}

export interface ReleaseState {
  id: string
  version: number
  description: string
  status: ReleaseStatus
  slugId: string | null
  imageId: string | null
  createdAt: string
}

export interface SlugState {
  id: string
  commit: string
  processTypes: Record<string, string>
  size: number
  stack: string
  createdAt: string
}

export interface ImageState {
  id: string
  commit: string
  processTypes: Record<string, string>
  buildpacks: Cnb[]
  createdAt: string
}

const PYTHON_CNB: Cnb = {id: 'heroku/python', version: '6.0.0', homepage: 'https://github.com/heroku/buildpacks-python'}

/** A build, with all that the platform makes of it: a slug or image, a release, and the app's new stack. */
export function addBuild(app: AppState, seed: BuildSeed, clock: Clock): BuildState {
  const id = stableId('build', app.name, app.builds.length + 1)
  const commit = seed.commit ?? hexDigest('commit', id)
  const status = seed.status ?? 'succeeded'
  const stack = seed.stack ?? app.stack
  const createdAt = clock.tick()
  const release = status === 'succeeded' ? deploy(app, {...seed, commit, stack}, clock) : null
  const build: BuildState = {
    id,
    status,
    stack,
    buildpacks: seed.buildpacks?.map((ref) => buildpackUrl(ref) ?? ref) ?? [...app.buildpacks],
    commit,
    log: seed.log === undefined ? defaultLog(stack, seed, release) : seed.log,
    slugId: release?.slugId ?? null,
    releaseId: release?.id ?? null,
    createdAt,
  }
  app.builds.push(build)
  return build
}

function deploy(app: AppState, seed: BuildSeed & {commit: string; stack: string}, clock: Clock): ReleaseState {
  const description = `Deploy ${seed.commit.slice(0, 8)}`
  const processTypes = seed.processTypes ?? {web: 'gunicorn app:app'}
  const createdAt = clock.tick()
  const made = {id: stableId('artifact', app.name, seed.commit), commit: seed.commit, processTypes, createdAt}
  app.stack = seed.stack
  const status = seed.releaseStatus ?? 'succeeded'
  if (app.generation === 'fir') {
    app.images.push({...made, buildpacks: seed.cnbs ?? [PYTHON_CNB]})
    return addRelease(app, {description, status, imageId: made.id}, clock)
  }

  app.slugs.push({...made, size: seed.slugSize ?? 61_400_000, stack: seed.stack})
  return addRelease(app, {description, status, slugId: made.id}, clock)
}

type ReleaseSeed = {description: string; status?: ReleaseStatus; slugId?: string; imageId?: string}

/** What is not given is as in the release before: a change of config runs the same slug. */
export function addRelease(app: AppState, seed: ReleaseSeed, clock: Clock): ReleaseState {
  const before = app.releases.at(-1)
  const version = (before?.version ?? 0) + 1
  const release: ReleaseState = {
    id: stableId('release', app.name, version),
    version,
    description: seed.description,
    status: seed.status ?? 'succeeded',
    slugId: seed.slugId ?? before?.slugId ?? null,
    imageId: seed.imageId ?? before?.imageId ?? null,
    createdAt: clock.tick(),
  }
  app.releases.push(release)
  app.updatedAt = release.createdAt
  return release
}

function defaultLog(stack: string, seed: BuildSeed, release: ReleaseState | null): string {
  const python = seed.pythonVersion ?? '3.13.15'
  const lines = [
    `-----> Building on the ${stack.replace('heroku', 'Heroku')} stack`,
    '-----> Using buildpack: heroku/python',
    '-----> Python app detected',
    `-----> Using Python ${python} specified in .python-version`,
    `-----> Installing Python ${python}`,
    '-----> Installing pip 26.2.1',
    "-----> Installing dependencies using 'pip install -r requirements.txt'",
  ]
  if (!release) return [...lines, ' !     Push rejected, failed to compile Python app.', ''].join('\n')
  return [...lines, '-----> Discovering process types', '-----> Launching...', `       Released v${release.version}`, ''].join(
    '\n',
  )
}
