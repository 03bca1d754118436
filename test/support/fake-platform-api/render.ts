import {serviceOf, type AddonState, type AttachmentState} from './addons.js'
import {buildpackName} from './buildpack-refs.js'
import {cacheQuery, logQuery, stableId} from './ids.js'
import type {BuildState, ImageState, ReleaseState, SlugState} from './history.js'
import type {AccountState, AppState} from './state.js'

/** State as the API's JSON. `sdk`: as `version=3.sdk` shows it, which has more fields here and fewer there. */
export function renderApp(app: AppState, owner: AccountState, sdk: boolean): Record<string, unknown> {
  const slug = app.slugs.at(-1)
  const team = app.team === null ? null : named('team', app.team)
  return {
    acm: false,
    archived_at: null,
    build_stack: named('stack', app.buildStack),
    buildpack_provided_description:
      app.builds.length === 0 ? null : app.generation === 'fir' ? 'Cloud Native Buildpacks' : 'Python',
    created_at: app.createdAt,
    git_url: `https://git.heroku.com/${app.name}.git`,
    id: app.id,
    internal_routing: app.space === null ? null : false,
    maintenance: false,
    name: app.name,
    owner: app.team === null ? userOf(owner) : {email: `${app.team}@herokumanager.com`, id: stableId('manager', app.team)},
    organization: team,
    team,
    region: named('region', 'us'),
    released_at: app.releases.at(-1)?.createdAt ?? null,
    repo_size: null,
    slug_size: slug?.size ?? null,
    space: app.space === null ? null : {...named('space', app.space), shield: false},
    stack: named('stack', app.stack),
    updated_at: app.updatedAt,
    web_url: `https://${app.name}-${app.id.slice(-12)}.herokuapp.com/`,
    ...(sdk && sdkFields(app)),
    ...app.fields,
  }
}

/** Heroku's schema has `generation` as a string here, where older answers had an object: a client should take both. */
function sdkFields(app: AppState): Record<string, unknown> {
  const isFir = app.generation === 'fir'
  return {
    base_image_name: isFir ? 'heroku/heroku:24-cnb' : null,
    buildpacks: isFir ? (app.images.at(-1)?.buildpacks ?? null) : null,
    current_build_architecture: isFir ? ['arm64'] : [],
    generation: app.generation,
  }
}

export function renderBuild(build: BuildState, app: AppState, user: AccountState, baseUrl: string): Record<string, unknown> {
  return {
    app: {id: app.id},
    buildpacks: app.generation === 'fir' ? null : build.buildpacks.map((url) => ({url, name: buildpackName(url)})),
    created_at: build.createdAt,
    id: build.id,
    output_stream_url: `${baseUrl}/streams/${build.id}${logQuery(build.id)}`,
    source_blob: {
      checksum: null,
      url: 'https://source.example.com/source.tgz?token=not-for-printing',
      version: build.commit,
      version_description: null,
    },
    release: build.releaseId === null ? null : {id: build.releaseId},
    slug: build.slugId === null ? null : {id: build.slugId},
    stack: build.stack,
    status: build.status,
    updated_at: build.createdAt,
    user: userOf(user),
  }
}

/** Each of these URLs is signed by itself, and some of them write. */
export function renderBuildMetadata({id, name}: AppState, baseUrl: string): Record<string, unknown> {
  const cache = `${baseUrl}/caches/${id}${cacheQuery(id)}`
  const repo = `${baseUrl}/repos/${id}${cacheQuery(id)}`
  return {
    app: {id, name},
    cache_delete_url: cache,
    cache_get_url: cache,
    cache_put_url: cache,
    repo_delete_url: repo,
    repo_get_url: repo,
    repo_put_url: repo,
  }
}

export function renderRelease(release: ReleaseState, app: AppState, user: AccountState, sdk: boolean): Record<string, unknown> {
  const current = Math.max(...app.releases.map(({status, version}) => (status === 'succeeded' ? version : 0)))
  const artifacts = [
    {type: 'slug', id: release.slugId},
    {type: 'oci-image', id: release.imageId},
  ].filter(({id}) => id !== null)
  return {
    addon_plan_names: app.addons.map(({plan}) => plan),
    artifacts,
    app: {id: app.id, name: app.name},
    created_at: release.createdAt,
    description: release.description,
    id: release.id,
    updated_at: release.createdAt,
    slug: release.slugId === null ? null : {id: release.slugId},
    status: release.status,
    user: userOf(user),
    version: release.version,
    current: release.version === current,
    output_stream_url: null,
    eligible_for_rollback: artifacts.length > 0,
    ...(sdk && {oci_image: release.imageId === null ? null : {id: release.imageId}}),
  }
}

export function renderSlug(slug: SlugState): Record<string, unknown> {
  return {
    blob: {method: 'GET', url: `https://slugs.example.com/${slug.id}.tgz?token=not-for-printing`},
    buildpack_provided_description: 'Python',
    checksum: null,
    commit: slug.commit,
    commit_description: null,
    created_at: slug.createdAt,
    id: slug.id,
    process_types: slug.processTypes,
    size: slug.size,
    stack: named('stack', slug.stack),
    updated_at: slug.createdAt,
    deleted_at: null,
  }
}

export function renderImage(image: ImageState): Record<string, unknown> {
  const processes = Object.entries(image.processTypes).map(([name, command]) => [
    name,
    {name, display_cmd: command, command: `/cnb/process/${name}`, working_dir: '/workspace', default: name === 'web'},
  ])
  return {
    id: image.id,
    base_image_name: 'heroku/heroku:24-cnb',
    base_top_layer: `sha256:${image.commit}${image.commit.slice(0, 24)}`,
    commit: image.commit,
    commit_description: '',
    image_repo: `${image.id}/builds`,
    digest: `sha256:${image.commit}${image.commit.slice(0, 24)}`,
    stack: named('stack', 'cnb'),
    process_types: Object.fromEntries(processes) as unknown,
    buildpacks: image.buildpacks,
    created_at: image.createdAt,
    updated_at: image.createdAt,
    architecture: 'arm64',
  }
}

export function renderAddon(addon: AddonState, app: AppState, sdk: boolean): Record<string, unknown> {
  const service = serviceOf(addon.plan)
  const identity = {id: app.id, name: app.name}
  return {
    actions: [],
    addon_service: named('addon-service', service),
    billing_entity: {...identity, type: 'app'},
    app: identity,
    billed_price: {cents: 500, contract: false, unit: 'month', ...(sdk && {metered: false})},
    config_vars: Object.keys(addon.configVars),
    created_at: addon.createdAt,
    id: addon.id,
    name: addon.name,
    plan: named('plan', addon.plan),
    provider_id: stableId('provider', addon.id),
    state: 'provisioned',
    updated_at: addon.createdAt,
    web_url: `https://addons-sso.heroku.com/apps/${app.id}/addons/${addon.id}`,
  }
}

export function renderAttachment(attachment: AttachmentState, app: AppState): Record<string, unknown> {
  return {
    addon: attachment.addon,
    app: {id: app.id, name: app.name},
    created_at: attachment.createdAt,
    id: attachment.id,
    name: attachment.name,
    namespace: null,
    updated_at: attachment.createdAt,
    web_url: `https://addons-sso.heroku.com/apps/${app.id}/addons/${attachment.addon.id}`,
    log_input_url: null,
  }
}

export function renderFormation(dyno: AppState['formation'][number], app: AppState): Record<string, unknown> {
  return {
    app: {id: app.id, name: app.name},
    command: dyno.command,
    created_at: app.createdAt,
    dyno_size: named('dyno-size', dyno.size),
    id: stableId('formation', app.name, dyno.type),
    quantity: dyno.quantity,
    size: dyno.size,
    type: dyno.type,
    updated_at: app.updatedAt,
  }
}

function named(kind: string, name: string): {id: string; name: string} {
  return {id: stableId(kind, name), name}
}

function userOf(account: AccountState): {email: string; id: string} {
  return {email: account.email, id: account.id}
}
