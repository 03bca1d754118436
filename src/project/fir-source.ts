import type {Project} from './project.js'

/**
 * A source as Fir builds it: with what .slugignore names. That file belongs to the slug compiler, which Fir doesn't have: neither
 * the lifecycle of buildpacks.io nor Heroku's buildpacks and builder know it, and Dev Center names it for slugs only.
 */
export function firSource({beforeSlugignore, ...project}: Project): Project {
  const {source, tree} = project
  const notes = source.notes.filter(({id}) => id !== 'slugignore-patterns-skipped')
  return {...project, slugignored: new Set(), source: {...source, notes}, tree: beforeSlugignore ?? tree}
}
