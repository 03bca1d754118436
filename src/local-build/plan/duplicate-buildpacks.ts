import {isPythonBuildpack, movesTheRoot} from '../../platform/buildpacks/catalogue.js'
import {parseReference} from '../../platform/buildpacks/reference.js'

/**
 * Whether the Python buildpack would run twice. The second one finds what the first has installed, and stops. Between two of
 * them a buildpack may make another folder the root: the second is then not about the same app. Source: lib/checks.sh.
 */
export function hasDuplicates(buildpacks: readonly string[]): boolean {
  const list = buildpacks.map((ref) => parseReference(ref))
  const places = list.flatMap((reference, index) => (isPythonBuildpack(reference) ? [index] : []))
  return places.some((place, index) => {
    const next = places[index + 1]
    return next !== undefined && !list.slice(place, next).some((reference) => movesTheRoot(reference))
  })
}
