import type {BuildpackKind} from '../package-managers/names.js'
import type {CnbSourceRules} from './cnb-source-rules.js'
import type {SourceRules} from './source-rules.js'

/** The rules of a release that is newer than the one that ours were verified against. */
export type NewerRules = ({kind: 'classic'; rules: SourceRules} | {kind: 'cnb'; rules: CnbSourceRules}) & {release: string}

/**
 * @param release its tag. Only the classic buildpack's releases are called by it
 * @param program the release's files by their paths. What reads them is loaded here, because only a newer release needs it
 */
export async function newerRules(
  kind: BuildpackKind,
  release: string,
  program: Readonly<Record<string, string>>,
): Promise<NewerRules> {
  if (kind === 'classic') {
    const {SourceRules: Rules} = await import('./source-rules.js')
    return {kind, release, rules: await Rules.of(program)}
  }

  const {CnbSourceRules: Rules} = await import('./cnb-source-rules.js')
  return {kind, release: release.replace(/^v/, ''), rules: await Rules.of(program)}
}
