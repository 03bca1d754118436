import {noSuchEndpoint, ok} from '../answers.js'
import {renderBuild, renderBuildMetadata, renderImage, renderRelease, renderSlug} from '../render.js'
import {appOf, found, get, list, type Route} from './route.js'

/** Builds and what comes of them. */
export const deployRoutes: Route[] = [
  get('/apps/:app/builds', (context) => {
    const app = appOf(context)
    return list(context, {
      items: app.builds,
      // Heroku's schema lists started_at; created_at is in use too.
      fields: {id: (build) => build.id, started_at: (build) => build.createdAt, created_at: (build) => build.createdAt},
      render: (build) => renderBuild(build, app, context.state.account, context.baseUrl),
    })
  }),
  get('/apps/:app/builds/:id', (context) => {
    const app = appOf(context)
    const build = found(
      app.builds.find(({id}) => id === context.params.id),
      'build',
    )
    return ok(renderBuild(build, app, context.state.account, context.baseUrl))
  }),
  get('/apps/:app/build-metadata', (context) => {
    // The schema of plain version 3 has no such endpoint.
    if (!context.sdk) throw noSuchEndpoint()
    return ok(renderBuildMetadata(appOf(context), context.baseUrl))
  }),
  get('/apps/:app/releases', (context) => {
    const app = appOf(context)
    return list(context, {
      items: app.releases,
      fields: {version: (release) => release.version, id: (release) => release.id},
      render: (release) => renderRelease(release, app, context.state.account, context.sdk),
    })
  }),
  get('/apps/:app/releases/:id', (context) => {
    const app = appOf(context)
    const release = app.releases.find(({id, version}) => id === context.params.id || String(version) === context.params.id)
    return ok(renderRelease(found(release, 'release'), app, context.state.account, context.sdk))
  }),
  get('/apps/:app/slugs/:id', (context) => {
    const slug = appOf(context).slugs.find(({id}) => id === context.params.id)
    return ok(renderSlug(found(slug, 'slug')))
  }),
  get('/apps/:app/oci-images/:id', (context) => {
    // Fir's data takes the SDK version. The answer is a list, though the path names one image.
    if (!context.sdk) throw noSuchEndpoint()
    const image = appOf(context).images.find(({id}) => id === context.params.id)
    return ok([renderImage(found(image, 'OCI image'))])
  }),
]
