import type {BuildResult} from '../../local-build/run/result.js'
import type {ReportContext, ReportOptions} from './blocks.js'
import type {ScreenMode} from './screen.js'

/** What is said when a build ended: the report, or why it failed. What draws it is loaded only now. */
export async function renderEnding(
  result: BuildResult,
  context: ReportContext,
  {mode, ...options}: ReportOptions & {mode: ScreenMode},
): Promise<string> {
  if (result.failure === null) {
    const {renderReport} = await import('./report.js')
    return `\n${renderReport(result, context, options)}`
  }

  // With the log, the output and what it means are on the screen already.
  const {renderFailure} = await import('./failure.js')
  return `\n${renderFailure(result, context, {...options, withOutput: mode !== 'log'})}`
}
