import {MASK, maskUrls} from '../platform/secret.js'

/** A shorter value is part of too many words to be taken out. */
const SHORTEST = 4

/** A tool's message without credentials: those in URLs, and the values of variables that the requirements files name. */
export function hideSecrets(
  text: string,
  variables: readonly string[],
  env: NodeJS.ProcessEnv,
  values: readonly (string | undefined)[] = [],
): string {
  let hidden = text
  for (const name of variables) {
    const value = env[name]
    if (value && value.length >= SHORTEST) hidden = hidden.replaceAll(value, `\${${name}}`)
  }

  for (const value of values) if (value && value.length >= SHORTEST) hidden = hidden.replaceAll(value, MASK)
  return maskUrls(hidden)
}
