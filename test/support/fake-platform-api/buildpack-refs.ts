const URN = 'urn:buildpack:'
const REGISTRY = 'https://buildpack-registry.s3.amazonaws.com/buildpacks/'
const NAME = /^[\da-z][\w-]*\/[\w-]+$/

/** How the platform stores what a user typed; undefined: it would refuse it. */
export function buildpackUrl(ref: string): string | undefined {
  if (NAME.test(ref)) return ref.startsWith('heroku/') ? `${URN}${ref}` : `${REGISTRY}${ref}.tgz`
  if (ref.startsWith(URN)) return NAME.test(ref.slice(URN.length)) ? ref : undefined
  return /^(https?|git|ssh):\/\/[^\s/]+\/\S+$/.test(ref) ? ref : undefined
}

/** The name that the API shows beside a stored URL: the registry's for Heroku's own, else the URL again. */
export function buildpackName(url: string): string {
  return url.startsWith(URN) ? url.slice(URN.length) : url
}
